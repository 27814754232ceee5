package modellint.analysis.gaussian;

/**
 * E[f], E[f^2], E[f'] and E[f'^2] of one function of a Gaussian, without its expansion: cheap
 * enough for every gate of every time step.
 */
public record Averages(double mean, double square, double slope, double slopeSquare) {

  public static Averages of(Scalar f, double mean, double variance) {
    double std = StrictMath.sqrt(variance);
    double[] weights = Quadrature.weights();
    double m = 0;
    double q = 0;
    double s = 0;
    double d = 0;
    // Every eighth point is enough for functions this smooth.
    double total = 0;
    for (int i = 4; i < weights.length; i += 8) {
      double x = mean + std * Quadrature.point(i);
      double y = f.value(x);
      double slope = f.slope(x);
      m += weights[i] * y;
      q += weights[i] * y * y;
      s += weights[i] * slope;
      d += weights[i] * slope * slope;
      total += weights[i];
    }
    return new Averages(m / total, q / total, s / total, d / total);
  }
}

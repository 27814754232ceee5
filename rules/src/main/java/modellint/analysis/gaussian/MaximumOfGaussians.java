package modellint.analysis.gaussian;

/** Mean and variance of the largest of K independent standard Gaussians; K may be fractional. */
public record MaximumOfGaussians(double mean, double variance) {

  public static MaximumOfGaussians of(double count) {
    double below = 0;
    double previous = 0;
    double mean = 0;
    double square = 0;
    double[] weights = Quadrature.weights();
    for (int i = 0; i < weights.length; i++) {
      below = Math.min(1, below + weights[i]);
      double reached = StrictMath.pow(below, count);
      double share = reached - previous;
      previous = reached;
      double u = Quadrature.point(i);
      mean += share * u;
      square += share * u * u;
    }
    return new MaximumOfGaussians(mean, square - mean * mean);
  }
}

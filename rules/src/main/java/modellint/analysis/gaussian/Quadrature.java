package modellint.analysis.gaussian;

/**
 * Points and weights for expectations over a standard Gaussian: midpoints of a uniform grid, so
 * that a kink at zero falls between two points and the halves of a rectifier are exact. The error
 * for a kink elsewhere is below one part in a thousand.
 */
final class Quadrature {

  /** Number of points. */
  static final int SIZE = 2400;

  private static final double REACH = 8.5;
  private static final double[] POINTS = points();
  private static final double[] WEIGHTS = normalised(POINTS, 0, 1);
  private static final double[] BELOW = accumulated(WEIGHTS);

  private Quadrature() {}

  /** The point at {@code index}, in standard deviations. */
  static double point(int index) {
    return POINTS[index];
  }

  static double[] weights() {
    return WEIGHTS.clone();
  }

  /**
   * Weights on the same points for a Gaussian of the given mean and standard deviation, both in
   * units of the grid's own; they sum to one.
   */
  static double[] weights(double mean, double std) {
    return normalised(POINTS, mean, std);
  }

  /** Probability that a standard Gaussian lies below {@code u}. */
  static double below(double u) {
    double at = (u / REACH + 1) / 2 * SIZE;
    if (at <= 0) {
      return 0;
    }
    if (at >= SIZE) {
      return 1;
    }
    int i = (int) at;
    return BELOW[i] + (at - i) * WEIGHTS[i];
  }

  private static double[] accumulated(double[] weights) {
    var below = new double[weights.length];
    for (int i = 1; i < weights.length; i++) {
      below[i] = below[i - 1] + weights[i - 1];
    }
    return below;
  }

  private static double[] points() {
    var points = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      points[i] = REACH * ((2.0 * i + 1) / SIZE - 1);
    }
    return points;
  }

  private static double[] normalised(double[] points, double mean, double std) {
    var weights = new double[points.length];
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      double u = (points[i] - mean) / std;
      weights[i] = StrictMath.exp(-u * u / 2);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}

package modellint.analysis.gaussian;

/**
 * Every twentieth point of the quadrature: enough where a function is only tabulated and looked up
 * again.
 */
final class Nodes {

  private static final int EVERY = 20;

  /** Number of nodes. */
  static final int SIZE = Quadrature.SIZE / EVERY;

  private static final double[] WEIGHTS = weights();

  private Nodes() {}

  /** Index among the points of the quadrature. */
  static int index(int node) {
    return EVERY / 2 + EVERY * node;
  }

  static double point(int node) {
    return Quadrature.point(index(node));
  }

  static double weight(int node) {
    return WEIGHTS[node];
  }

  static double[] points() {
    var points = new double[SIZE];
    for (int k = 0; k < SIZE; k++) {
      points[k] = point(k);
    }
    return points;
  }

  /** E of a function given at the nodes. */
  static double mean(double[] values) {
    double sum = 0;
    for (int k = 0; k < SIZE; k++) {
      sum += WEIGHTS[k] * values[k];
    }
    return sum;
  }

  /** A function given at the nodes, at {@code u}; beyond the last node it goes on straight. */
  static double between(double[] values, double u) {
    double at = (u - point(0)) / (point(1) - point(0));
    int k = (int) Math.max(0, Math.min(SIZE - 2, Math.floor(at)));
    return values[k] + (at - k) * (values[k + 1] - values[k]);
  }

  private static double[] weights() {
    var weights = new double[SIZE];
    double sum = 0;
    for (int k = 0; k < SIZE; k++) {
      weights[k] = StrictMath.exp(-point(k) * point(k) / 2);
      sum += weights[k];
    }
    for (int k = 0; k < SIZE; k++) {
      weights[k] /= sum;
    }
    return weights;
  }
}

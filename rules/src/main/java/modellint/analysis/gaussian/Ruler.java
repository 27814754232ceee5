package modellint.analysis.gaussian;

/** Even marks along a standardised variable. */
final class Ruler {

  /** Number of marks. */
  static final int SIZE = 241;

  private static final double REACH = 9;

  static final double[] POINTS = points();

  private Ruler() {}

  /** What is given at the marks, at {@code value}; constant beyond the last. */
  static double between(double[] marks, double value) {
    double at = (value + REACH) / (2 * REACH) * (SIZE - 1);
    if (at <= 0) {
      return marks[0];
    }
    if (at >= SIZE - 1) {
      return marks[SIZE - 1];
    }
    int i = (int) at;
    return marks[i] + (at - i) * (marks[i + 1] - marks[i]);
  }

  private static double[] points() {
    var points = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      points[i] = REACH * (2.0 * i / (SIZE - 1) - 1);
    }
    return points;
  }
}

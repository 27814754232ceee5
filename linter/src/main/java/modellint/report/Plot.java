package modellint.report;

/**
 * Where things stand on a chart of fixed size: layers from left to right, decades from bottom to
 * top. All charts of a model share the horizontal scale.
 *
 * @param layers number of layers
 * @param low the decade at the bottom
 * @param high the decade at the top
 */
record Plot(int layers, double low, double high, int top, int bottom) {

  static final int WIDTH = 960;
  static final int LEFT = 64;
  static final int RIGHT = 860;

  /** The middle of layer {@code index}, counted from zero. */
  double x(double index) {
    return LEFT + (index + 0.5) * step();
  }

  /** Width of one layer. */
  double step() {
    return (RIGHT - LEFT) / (double) Math.max(1, layers);
  }

  double y(double decades) {
    return bottom - (decades - low) / (high - low) * (bottom - top);
  }

  /** A coordinate with one decimal: the same characters everywhere. */
  static String at(double coordinate) {
    long tenths = StrictMath.round(coordinate * 10);
    String sign = tenths < 0 ? "-" : "";
    long size = Math.abs(tenths);
    return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
  }

  /** {@code x,y} */
  static String at(double x, double y) {
    return at(x) + "," + at(y);
  }
}

package modellint.report;

/**
 * What a chart shows of one layer, on a logarithmic scale to base ten. NaN is what is not known.
 *
 * @param low lower end of the interval of {@code value}
 * @param high upper end of the interval of {@code value}
 * @param text the same in words
 */
record Sample(double value, double low, double high, double measured, String text) {

  /** A sample without interval. */
  static Sample of(double value, double measured, String text) {
    return new Sample(value, Double.NaN, Double.NaN, measured, text);
  }

  boolean isDrawn() {
    return Double.isFinite(value);
  }

  boolean isMeasured() {
    return Double.isFinite(measured);
  }

  boolean hasBand() {
    return Double.isFinite(low) && Double.isFinite(high);
  }
}

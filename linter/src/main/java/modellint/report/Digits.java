package modellint.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as reports write them. */
final class Digits {

  /** Whole numbers below are counts, and are written as such. */
  private static final double MOST_COUNTED = 1e6;

  private static final MathContext SIX = new MathContext(6, RoundingMode.HALF_EVEN);

  private Digits() {}

  /** Three significant digits, for people: {@code 3.40}, {@code 0.0589}; counts stay whole. */
  static String three(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "unknown" : value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < MOST_COUNTED) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent < -3 || exponent > 2
        ? String.format(Locale.ROOT, "%.2e", rounded)
        : rounded.setScale(2 - exponent).toPlainString();
  }

  /** Signed decades with two decimals: {@code -9.15}. */
  static String decades(double value) {
    // Adding zero turns a negative zero, which would print its sign, into a positive one.
    double rounded = Math.rint(value * 100) / 100 + 0.0;
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.2f", rounded) : three(value);
  }

  /**
   * Six significant digits, for programs. The shortest form of a double differs between Java
   * versions, a decimal's does not.
   */
  static BigDecimal six(double value) {
    BigDecimal rounded = new BigDecimal(value).round(SIX).stripTrailingZeros();
    return rounded.scale() < 0 && rounded.precision() - rounded.scale() < 16
        ? rounded.setScale(0)
        : rounded;
  }
}

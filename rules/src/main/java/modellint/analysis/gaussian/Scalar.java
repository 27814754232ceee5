package modellint.analysis.gaussian;

import java.util.function.DoubleUnaryOperator;

/** A function of one number with its analytic derivative. */
public interface Scalar {

  double value(double x);

  double slope(double x);

  Scalar RECIPROCAL = of(x -> 1 / x, x -> -1 / (x * x));

  static Scalar of(DoubleUnaryOperator value, DoubleUnaryOperator slope) {
    return new Scalar() {
      @Override
      public double value(double x) {
        return value.applyAsDouble(x);
      }

      @Override
      public double slope(double x) {
        return slope.applyAsDouble(x);
      }
    };
  }

  /** {@code factor * x + offset}. */
  static Scalar affine(double factor, double offset) {
    return of(x -> factor * x + offset, x -> factor);
  }

  /** Slope {@code below} for negative x and 1 for positive. */
  static Scalar leaky(double below) {
    return of(x -> x > 0 ? x : below * x, x -> x > 0 ? 1 : below);
  }

  static Scalar clip(double low, double high) {
    return of(x -> Math.min(high, Math.max(low, x)), x -> x > low && x < high ? 1 : 0);
  }

  /** {@code |x|^exponent}, with the sign of x where the exponent is an odd whole number. */
  static Scalar power(double exponent) {
    if (exponent == 2) {
      return of(x -> x * x, x -> 2 * x);
    }
    return of(
        x -> StrictMath.pow(x, exponent),
        x -> exponent == 0 ? 0 : exponent * StrictMath.pow(x, exponent - 1));
  }
}

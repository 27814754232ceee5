package modellint.analysis.gaussian;

/**
 * The error function, by its series {@code erf x = 2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1)/(2n+1)!!},
 * whose terms all have one sign: accurate to a few units in the last place.
 */
public final class ErrorFunction {

  private static final double TWO_OVER_ROOT_PI = 2 / StrictMath.sqrt(Math.PI);

  private ErrorFunction() {}

  public static double value(double x) {
    double a = Math.abs(x);
    if (a > 6) {
      return Math.signum(x);
    }
    double term = a;
    double sum = a;
    for (int n = 1; term > sum * 1e-17; n++) {
      term *= 2 * a * a / (2 * n + 1);
      sum += term;
    }
    return Math.signum(x) * TWO_OVER_ROOT_PI * StrictMath.exp(-a * a) * sum;
  }

  public static double slope(double x) {
    return TWO_OVER_ROOT_PI * StrictMath.exp(-x * x);
  }
}

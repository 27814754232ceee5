package modellint.analysis.gaussian;

/**
 * Moments of y = f(z) and of f'(z) for Gaussian z, at one point and at two correlated points. The
 * two-point moments are the dual activation of Daniely et al. 2016 (arXiv:1602.05897): with
 * orthonormal Hermite polynomials h_k and a_k = E[f h_k], E[f(u) f(v)] = sum a_k^2 c^k at
 * correlation c.
 *
 * <p>All squares are relative: values are divided by {@code e^valueLog} and slopes by {@code
 * e^slopeLog} before squaring, so that signals of 10^-200 neither underflow nor overflow.
 */
public final class PointMoments {

  private final double valueLog;
  private final double slopeLog;
  private final double mean;
  private final double square;
  private final double slopeSquare;
  private final double slopeFourth;
  private final double weighedSlope;
  private final double valueLean;
  private final double valueBend;
  private final double slopeLean;
  private final double slopeMean;
  private final double slopeTilt;
  private final double carried;
  private final double center;
  private final double width;
  private final double[] valueShares;
  private final double[] slopeShares;

  private PointMoments(Jet f, double[] weights, double center, double width) {
    valueLog = logOfLargest(f, weights, true);
    slopeLog = logOfLargest(f, weights, false);
    double toValue = StrictMath.exp(-valueLog);
    double toSlope = StrictMath.exp(-slopeLog);
    double sum = 0;
    double squares = 0;
    double slopeSquares = 0;
    double slopeFourths = 0;
    double weighed = 0;
    double onValue = 0;
    double onSlope = 0;
    double product = 0;
    boolean standard = center == 0 && width == 1;
    var a = new double[Hermite.SIZE];
    var b = new double[Hermite.SIZE];
    for (int i = 0; i < weights.length; i++) {
      double w = weights[i];
      if (w == 0) {
        continue;
      }
      double y = finite(f.value(i) * toValue);
      double d = finite(f.slope(i) * toSlope);
      double u = (Quadrature.point(i) - center) / width;
      sum += w * y;
      squares += w * y * y;
      slopeSquares += w * d * d;
      slopeFourths += w * d * d * d * d;
      weighed += w * y * y * d * d;
      onValue += w * y * y * (u * u - 1) / 2;
      onSlope += w * d * d * (u * u - 1) / 2;
      product += w * y * d * u;
      double[] hermite = standard ? Hermite.atPoint(i) : Hermite.at(u);
      double value = w * y;
      double slope = w * d;
      for (int k = 0; k < hermite.length; k++) {
        a[k] += value * hermite[k];
        b[k] += slope * hermite[k];
      }
    }
    mean = sum;
    square = squares;
    slopeSquare = slopeSquares;
    slopeFourth = slopeFourths;
    weighedSlope = squares > 0 ? weighed / squares : 0;
    valueLean = onValue;
    slopeLean = onSlope;
    valueBend = a[2];
    slopeMean = b[0];
    slopeTilt = b[1];
    double covariance = product - mean * slopeTilt;
    double variance = squares - sum * sum;
    carried = variance > 0 ? covariance * covariance / variance : 0;
    this.center = center;
    this.width = width;
    for (int k = 0; k < a.length; k++) {
      a[k] *= a[k];
      b[k] *= b[k];
    }
    valueShares = a;
    slopeShares = b;
  }

  /** Moments of {@code f} where its variable is distributed as when it was made. */
  public static PointMoments of(Jet f) {
    return new PointMoments(f, Quadrature.weights(), 0, 1);
  }

  /**
   * Moments of {@code f} where its variable is Gaussian with another mean and deviation, both in
   * units of the deviation it was made with and relative to the mean it was made with.
   */
  public static PointMoments of(Jet f, double mean, double std) {
    return new PointMoments(f, Quadrature.weights(mean, std), mean, std);
  }

  /** Natural logarithm of the unit that {@link #mean} is in; squares are in its square. */
  public double valueLog() {
    return valueLog;
  }

  /** Natural logarithm of the unit that slopes are in. */
  public double slopeLog() {
    return slopeLog;
  }

  /** E[f]. */
  public double mean() {
    return mean;
  }

  /** E[f^2]. */
  public double square() {
    return square;
  }

  /** E[f'^2]. */
  public double slopeSquare() {
    return slopeSquare;
  }

  /** E[f^2 f'^2] / E[f^2]: the slope where values count by their squares. */
  public double weighedSlopeSquare() {
    return weighedSlope;
  }

  /** E[f(u) f(v)] at correlation {@code c}. */
  public double square(double c) {
    return at(c, valueShares, square);
  }

  /** E[f'(u) f'(v)] at correlation {@code c}. */
  public double slopeSquare(double c) {
    return at(c, slopeShares, slopeSquare);
  }

  /**
   * E[f'(z) u] with u the variable in units of the deviation f was made with, from the mean it was
   * made with: what slopes have in common with the signal they belong to.
   */
  public double slopeTilt() {
    return center * slopeMean + width * slopeTilt;
  }

  /** cov(f, f' u)^2 / Var f: what agrees with the value of f also agrees with its variable. */
  public double carried() {
    return carried;
  }

  /** The part of f's variance that is linear in its variable. */
  public double linearShare() {
    double variance = square - mean * mean;
    return variance > 0 ? Math.min(1, valueShares[1] / variance) : 0;
  }

  /**
   * kappa = 3 E[f'^4] / E[f'^2]^2: 3 for a linear map, 6 for a rectifier. Hanin and Nica 2020
   * (arXiv:1812.05994).
   */
  public double kappa() {
    return slopeSquare > 0 ? 3 * slopeFourth / (slopeSquare * slopeSquare) : 3;
  }

  /**
   * d ln E[f^2] / d ln Var(z), which for a Gaussian is E[f^2 (u^2 - 1)] / 2 / E[f^2]: 1 for a
   * rectifier, 0 where flat, above 1 where a signal that is a little too weak dies faster.
   */
  public double elasticity() {
    return square > 0 ? valueLean / square : 0;
  }

  /** d ln Var f / d ln Var(z). */
  public double spreadElasticity() {
    double variance = square - mean * mean;
    return variance > 0 ? (valueLean - StrictMath.sqrt(2) * mean * valueBend) / variance : 0;
  }

  /** d ln E[f'^2] / d ln Var(z): 0 for a rectifier, negative where f saturates. */
  public double slopeElasticity() {
    return slopeSquare > 0 ? slopeLean / slopeSquare : 0;
  }

  private static double at(double c, double[] shares, double total) {
    double correlation = Math.max(-1, Math.min(1, c));
    double power = 1;
    double sum = 0;
    double mass = 0;
    for (double share : shares) {
      sum += share * power;
      mass += share;
      power *= correlation;
    }
    // What the expansion leaves over sits at high orders: kinks, which decorrelate at once.
    return sum + Math.max(0, total - mass) * power * power;
  }

  private static double logOfLargest(Jet f, double[] weights, boolean ofValue) {
    double largest = 0;
    for (int i = 0; i < weights.length; i++) {
      double x = Math.abs(ofValue ? f.value(i) : f.slope(i));
      if (weights[i] > 1e-12 && x > largest && x < Double.POSITIVE_INFINITY) {
        largest = x;
      }
    }
    return largest > 0 ? StrictMath.log(largest) : 0;
  }

  private static double finite(double x) {
    return Double.isFinite(x) ? x : 0;
  }
}

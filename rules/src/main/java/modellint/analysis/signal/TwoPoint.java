package modellint.analysis.signal;

/**
 * Second moments of a tensor over its weights and inputs, all in units of {@code e^log}: at one
 * element, at two positions of one sample, at two samples. The logarithm keeps nets of any depth
 * and scale inside double precision.
 *
 * @param unit E[x^2]
 * @param position E[x_p x_p'], same unit and sample, averaged over pairs of different positions
 * @param sample E[x_a x_b], same unit, different samples
 */
record TwoPoint(double unit, double position, double sample, double log) {

  static final TwoPoint ZERO = new TwoPoint(0, 0, 0, 0);

  private static final double MOST = 1e30;

  static TwoPoint of(double unit, double position, double sample) {
    return new TwoPoint(unit, position, sample, 0).normalised();
  }

  static TwoPoint of(double unit, double position, double sample, double log) {
    return new TwoPoint(unit, position, sample, log).normalised();
  }

  TwoPoint times(double factor) {
    return times(factor, factor, factor);
  }

  TwoPoint times(double onUnit, double onPosition, double onSample) {
    return of(unit * onUnit, position * onPosition, sample * onSample, log);
  }

  /** Multiplied by {@code e^exponent}. */
  TwoPoint shifted(double exponent) {
    return isZero() ? this : new TwoPoint(unit, position, sample, log + exponent);
  }

  TwoPoint plus(TwoPoint other) {
    if (isZero()) {
      return other;
    }
    if (other.isZero()) {
      return this;
    }
    double top = Math.max(log, other.log);
    double mine = StrictMath.exp(log - top);
    double theirs = StrictMath.exp(other.log - top);
    return of(
        unit * mine + other.unit * theirs,
        position * mine + other.position * theirs,
        sample * mine + other.sample * theirs,
        top);
  }

  boolean isZero() {
    return unit == 0 && position == 0 && sample == 0;
  }

  /** Natural logarithm of E[x^2]; negative infinity for a tensor of zeros. */
  double lnUnit() {
    return unit > 0 ? StrictMath.log(unit) + log : Double.NEGATIVE_INFINITY;
  }

  private TwoPoint normalised() {
    double largest = Math.max(Math.abs(unit), Math.max(Math.abs(position), Math.abs(sample)));
    if (largest == 0 || (largest < MOST && largest > 1 / MOST)) {
      return this;
    }
    return new TwoPoint(
        unit / largest, position / largest, sample / largest, log + StrictMath.log(largest));
  }
}

package modellint.analysis.signal;

/**
 * The forward state of a tensor: its second moments and its mean over units.
 *
 * @param mean E[x], in units of {@code e^(moments.log/2)}
 * @param gain d ln E[x^2] / d ln of the second moment of the input: 0 behind a normalisation, above
 *     1 where a signal that starts a little too weak ends much too weak
 * @param seed variance of ln of the input's second moment that would make this tensor vary as much
 *     as finitely many inputs and weights make it
 * @param overlap variance of the correlation over pairs of samples, as few features in the inputs
 *     make it: of six, no two samples are uncorrelated but on average. It wanes only as functions
 *     bend
 */
record Signal(TwoPoint moments, double mean, double gain, double seed, double overlap) {

  private static final double SMALLEST_GAIN = 1e-6;

  /** Standardised noise: unit variance, nothing shared between positions or samples. */
  static final Signal STANDARD = new Signal(TwoPoint.of(1, 0, 0), 0, 1, 0, 0);

  static Signal of(TwoPoint moments, double mean) {
    return new Signal(moments, mean, 0, 0, 0);
  }

  /** From moments and mean in plain units. */
  static Signal plain(double unit, double position, double sample, double mean) {
    TwoPoint moments = TwoPoint.of(unit, position, sample);
    return new Signal(moments, mean * StrictMath.exp(-moments.log() / 2), 0, 0, 0);
  }

  /** Variance about the mean, in units of {@code e^moments.log}; never negative. */
  double variance() {
    return Math.max(0, moments.unit() - mean * mean);
  }

  double plainMean() {
    return mean * StrictMath.exp(moments.log() / 2);
  }

  /** Correlation of two positions of one sample. */
  double positionCorrelation() {
    return correlation(moments.position());
  }

  /** Correlation of two samples. */
  double sampleCorrelation() {
    return correlation(moments.sample());
  }

  Signal times(double factor) {
    return withMoments(moments.times(factor * factor), mean * factor);
  }

  /** The same mean, expressed in the units of {@code moments}. */
  Signal withMoments(TwoPoint next, double meanInOldUnits) {
    return new Signal(
        next,
        meanInOldUnits * StrictMath.exp((moments.log() - next.log()) / 2),
        gain,
        seed,
        overlap);
  }

  Signal withPlainMean(double value) {
    return new Signal(moments, value * StrictMath.exp(-moments.log() / 2), gain, seed, overlap);
  }

  /** What varies between units is not counted: the moments about the mean. */
  TwoPoint aboutMean() {
    double m2 = mean * mean;
    return TwoPoint.of(
        Math.max(0, moments.unit() - m2),
        moments.position() - m2,
        moments.sample() - m2,
        moments.log());
  }

  /** The sum with (or difference to) a signal that is independent but for the means. */
  Signal plus(Signal other, int sign) {
    double cross = 2 * sign * mean * other.mean;
    double crossLog = (moments.log() + other.moments.log()) / 2;
    TwoPoint sum = moments.plus(other.moments);
    if (cross != 0) {
      sum = sum.plus(TwoPoint.of(cross, cross, cross, crossLog));
    }
    double total =
        mean * StrictMath.exp((moments.log() - sum.log()) / 2)
            + sign * other.mean * StrictMath.exp((other.moments.log() - sum.log()) / 2);
    double share = StrictMath.exp(Math.min(0, moments.lnUnit() - sum.lnUnit()));
    double theirs = StrictMath.exp(Math.min(0, other.moments.lnUnit() - sum.lnUnit()));
    double gained = share * gain + theirs * other.gain;
    double both = share * StrictMath.sqrt(wander()) + theirs * StrictMath.sqrt(other.wander());
    return new Signal(
        sum,
        total,
        gained,
        sown(both * both, gained),
        share * share * overlap + theirs * theirs * other.overlap);
  }

  /** Variance of ln E[x^2] over draws of inputs and weights. */
  double wander() {
    return gain * gain * seed;
  }

  /** A function of this signal, to which it passes changes on by the factor {@code elasticity}. */
  Signal passedOn(Signal next, double elasticity) {
    return new Signal(next.moments, next.mean, gain * elasticity, seed, next.overlap);
  }

  /** With a variance of ln E[x^2] added that a layer's own weights make. */
  Signal wandering(double more) {
    return new Signal(moments, mean, gain, sown(wander() + more, gain), overlap);
  }

  Signal overlapping(double next) {
    return new Signal(moments, mean, gain, seed, next);
  }

  /**
   * The part that this signal makes of what varies in {@code sum} between positions, and of what
   * varies between samples.
   */
  double[] shareOf(Signal sum) {
    TwoPoint mine = moments;
    TwoPoint all = sum.moments;
    double unit = StrictMath.exp(Math.min(0, mine.log() - all.log()));
    return new double[] {
      part((mine.unit() - mine.position()) * unit, all.unit() - all.position()),
      part((mine.unit() - mine.sample()) * unit, all.unit() - all.sample())
    };
  }

  private static double part(double mine, double all) {
    return all > 0 ? Math.max(0, Math.min(1, mine / all)) : 0;
  }

  private static double sown(double wander, double gain) {
    return Math.abs(gain) < SMALLEST_GAIN ? 0 : wander / (gain * gain);
  }

  private double correlation(double shared) {
    double variance = variance();
    if (variance <= 0) {
      return 0;
    }
    return Math.max(-1, Math.min(1, (shared - mean * mean) / variance));
  }
}

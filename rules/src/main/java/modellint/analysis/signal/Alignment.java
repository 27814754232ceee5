package modellint.analysis.signal;

import modellint.analysis.gaussian.PointMoments;
import modellint.analysis.gaussian.Slopes;

/**
 * What gradient and signal have in common, which the assumption of independent gradients leaves
 * out. A rectifier passes gradients on where the signal is positive; where many positions or
 * samples share one cotangent, as below a global average pooling, their gradients therefore agree
 * with the signal, and sums over positions and samples grow with their number and not with its
 * root. A normalisation over the batch takes away what agrees with its own output (Ioffe and
 * Szegedy 2015, arXiv:1502.03167: its Jacobian is orthogonal to the normalised signal).
 *
 * <p>With u the signal of a unit, standardised, both moments are E[g u g' u'] at two positions and
 * at two samples.
 *
 * @param own with the signal of the same unit
 * @param others with the signals of all units that the same samples have elsewhere, summed
 */
record Alignment(TwoPoint own, TwoPoint others) {

  static final Alignment NONE = new Alignment(TwoPoint.ZERO, TwoPoint.ZERO);

  /** Of gradients pushed through a function whose slope has {@code tilt} = E[f'(u) u]. */
  static Alignment behind(TwoPoint arriving, double tilt, double slopeLog, Signal z) {
    double square = tilt * tilt;
    return new Alignment(
        TwoPoint.of(
                0,
                Math.max(0, arriving.position()) * square * apart(z.positionCorrelation()),
                Math.max(0, arriving.sample()) * square * apart(z.sampleCorrelation()),
                arriving.log())
            .shifted(2 * slopeLog),
        TwoPoint.ZERO);
  }

  /**
   * Of gradients pushed through a function of values that a normalisation over {@code positions}
   * has made. The single moment is what E[(g u)^2] exceeds E[g^2] by.
   */
  static Alignment within(TwoPoint arriving, Slopes f, double positions) {
    return new Alignment(
        TwoPoint.of(
                arriving.unit() * (f.alongSquare() - f.square()),
                arriving.position() * f.pairAlong(positions),
                0,
                arriving.log())
            .shifted(2 * f.log()),
        TwoPoint.ZERO);
  }

  /** What is left at correlation c of the part that varies: exact for a rectifier. */
  private static double apart(double c) {
    double shared = Math.max(0, c);
    return StrictMath.sqrt((1 - shared) / (1 + shared));
  }

  /** Of the function's values, carried on to its variable. */
  Alignment through(PointMoments f) {
    return new Alignment(
        own.times(0, f.carried(), f.carried()).shifted(2 * f.slopeLog()),
        others.times(f.slopeSquare(0) * f.linearShare()).shifted(2 * f.slopeLog()));
  }

  Alignment times(double factor) {
    return new Alignment(own.times(factor), others.times(factor));
  }

  Alignment shifted(double exponent) {
    return new Alignment(own.shifted(exponent), others.shifted(exponent));
  }

  Alignment plus(Alignment other) {
    return new Alignment(own.plus(other.own), others.plus(other.others));
  }

  /**
   * Of a sum's gradient with the operand that makes {@code mine} of it, other than {@code rest}.
   */
  Alignment toOperand(double[] mine, double[] rest) {
    TwoPoint kept = own.times(0, mine[0], mine[1]);
    TwoPoint across = own.plus(others).times(0, rest[0], rest[1]);
    return new Alignment(kept, others.times(0, mine[0], mine[1]).plus(across));
  }

  /** Behind random weights no unit is its own any more. */
  Alignment mixed(double position, double sample) {
    return new Alignment(TwoPoint.ZERO, own.plus(others).times(0, position, sample));
  }

  /** Positions that were units: two samples agree at the same position alone. */
  Alignment flattened(double positions) {
    return new Alignment(own.times(0, 0, 1 / positions), others.times(0, 0, 1 / positions));
  }

  Alignment withoutOwn() {
    return new Alignment(TwoPoint.ZERO, others);
  }

  /**
   * What agreeing pairs add to the mean square of a weight's gradient, where a sum over {@code
   * terms} inputs {@code x} made the unit; in units of {@code e^log} times those of x's moments.
   */
  double onWeight(Signal x, double terms, double positionPairs, double samplePairs, double log) {
    TwoPoint all = own.plus(others);
    if (all.isZero()) {
      return 0;
    }
    TwoPoint q = x.moments();
    double sum =
        positionPairs * all.position() * Math.max(0, q.unit() - q.position())
            + samplePairs * all.sample() * Math.max(0, q.unit() - q.sample());
    return sum / terms * StrictMath.exp(all.log() - log);
  }

  /**
   * The part of {@code of}'s second moment that agrees with the unit's own signal, beyond the one
   * in so many values that agrees by chance.
   */
  double share(TwoPoint of, double positions, double samples) {
    if (own.isZero() || of.unit() <= 0) {
      return 0;
    }
    double pairs =
        (own.unit() + (positions - 1) * own.position() + positions * (samples - 1) * own.sample())
            / (positions * samples);
    double share = pairs / of.unit() * StrictMath.exp(own.log() - of.log());
    return Math.max(-1 / (positions * samples), Math.min(1, share));
  }
}

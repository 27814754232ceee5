package modellint.analysis.signal;

import modellint.analysis.gaussian.Tilt;

/**
 * What arrives at a tensor on the way back from the loss: the moments of its gradient and what is
 * known beside them.
 *
 * @param profile how its size varies over positions
 * @param fluctuation what it gathered on the way from the outputs to here
 * @param alignment what it has in common with the signal here
 * @param tilt how its size depends on the value of the anchor
 */
record Cotangent(
    TwoPoint moments, Profile profile, Fluctuation fluctuation, Alignment alignment, Tilt tilt) {

  static final Cotangent ZERO = of(TwoPoint.ZERO, Fluctuation.NONE);

  /** Of one size at all positions, and independent of the signal. */
  static Cotangent of(TwoPoint moments, Fluctuation fluctuation) {
    return new Cotangent(moments, Profile.FLAT, fluctuation, Alignment.NONE, Tilt.FLAT);
  }

  Cotangent in(Profile of) {
    return new Cotangent(moments, of, fluctuation, alignment, tilt);
  }

  Cotangent aligned(Alignment with) {
    return new Cotangent(moments, profile, fluctuation, with, tilt);
  }

  Cotangent tilted(Tilt by) {
    return new Cotangent(moments, profile, fluctuation, alignment, by);
  }

  /**
   * The sum of this and one that arrives over another path: their fluctuations are independent but
   * for what they share.
   */
  Cotangent plus(Cotangent other) {
    if (other.moments.isZero()) {
      return this;
    }
    Alignment both = alignment.plus(other.alignment);
    if (moments.isZero()) {
      return other.aligned(both);
    }
    TwoPoint sum = moments.plus(other.moments);
    double share = StrictMath.exp(Math.min(0, moments.lnUnit() - sum.lnUnit()));
    return new Cotangent(
        sum,
        profile.mixed(other.profile, share),
        fluctuation.mixed(other.fluctuation, share),
        both,
        tilt.mixed(other.tilt, share));
  }
}

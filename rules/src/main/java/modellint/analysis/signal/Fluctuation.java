package modellint.analysis.signal;

/**
 * How far a gradient may lie from its expectation over draws of finitely many weights.
 *
 * @param spread beta, the variance of ln of the squared norm: sum over layers of (kappa-1)/n (Hanin
 *     and Nica 2020, arXiv:1812.05994)
 * @param drift what one standard deviation of the forward signal, carried through all layers, adds
 *     to ln of the squared norm; it grows where the signal runs away from a fixed point
 * @param shift the part of beta by which the typical gradient stays below the mean one: that of
 *     dense layers whose scale no normalisation takes out
 * @param rescaled true directly in front of a normalisation
 */
record Fluctuation(double spread, double drift, double shift, boolean rescaled) {

  static final Fluctuation NONE = new Fluctuation(0, 0, 0, false);

  /** Through a convolution whose sums run over {@code terms} products at every position. */
  Fluctuation through(double kappa, double terms) {
    return new Fluctuation(spread + (kappa - 1) / terms, drift, shift, false);
  }

  /** Through a dense layer whose sums run over {@code terms} products. */
  Fluctuation throughDense(double kappa, double terms) {
    double more = (kappa - 1) / terms;
    return new Fluctuation(spread + more, drift, rescaled ? shift : shift + more, false);
  }

  /** Through a normalisation, which divides by the scale that the layer in front gave. */
  Fluctuation throughNorm() {
    return new Fluctuation(spread, drift, shift, true);
  }

  Fluctuation drifting(double more) {
    return new Fluctuation(spread, drift + more, shift, rescaled);
  }

  /**
   * Of a sum of two gradients, {@code share} being the part of this one: what both have in common
   * stays, the rest is independent.
   */
  Fluctuation mixed(Fluctuation other, double share) {
    double rest = 1 - share;
    double common = Math.min(spread, other.spread);
    return new Fluctuation(
        common + share * share * (spread - common) + rest * rest * (other.spread - common),
        share * drift + rest * other.drift,
        share * shift + rest * other.shift,
        rescaled && other.rescaled);
  }

  /**
   * What must be added to ln of the ratio of squared norms to a gradient of fluctuation other, to
   * get from the mean to the typical one: -beta/2 for one sample, about half of that for a batch.
   */
  double typical(Fluctuation other) {
    return -Math.max(0, shift - other.shift) / 4;
  }

  /** Standard deviation, in decades of the norm, of a ratio to a gradient of fluctuation other. */
  double decades(Fluctuation other) {
    double beta = Math.max(0, spread - other.spread);
    double moved = drift - other.drift;
    return StrictMath.sqrt(beta + moved * moved) / (2 * StrictMath.log(10));
  }
}

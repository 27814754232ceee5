package modellint.analysis.gaussian;

/**
 * Slopes of a function of a standardised value x, projected on what a normalisation over the same
 * values takes out: with p0 = 1, p1 = x and p2 = x^2 - 1, made orthonormal, the coefficients b_k =
 * E[f' p_k] and d_k = E[f' x p_k]. All are in units of {@code e^log}, their squares in its square.
 *
 * @param square E[f'^2]
 * @param alongSquare E[(f' x)^2]
 */
public record Slopes(
    double log,
    double square,
    double alongSquare,
    double b0,
    double b1,
    double b2,
    double d1,
    double d2) {

  /** Of {@code f}, whose variable x follows {@code law}. */
  public static Slopes of(Jet f, Law law, double log) {
    double[] weights = Quadrature.weights();
    var x = new double[weights.length];
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = law.value(Quadrature.point(i));
      mean += weights[i] * x[i];
    }
    double variance = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] -= mean;
      variance += weights[i] * x[i] * x[i];
    }
    double std = StrictMath.sqrt(variance);
    double third = 0;
    double fourth = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] /= std;
      third += weights[i] * x[i] * x[i] * x[i];
      fourth += weights[i] * x[i] * x[i] * x[i] * x[i];
    }
    double norm = StrictMath.sqrt(Math.max(1e-9, fourth - 1 - third * third));
    var sums = new double[7];
    double unit = StrictMath.exp(-log);
    for (int i = 0; i < x.length; i++) {
      double slope = f.slope(i) * unit;
      if (weights[i] == 0 || !Double.isFinite(slope)) {
        continue;
      }
      double second = (x[i] * x[i] - third * x[i] - 1) / norm;
      sums[0] += weights[i] * slope * slope;
      sums[1] += weights[i] * slope * slope * x[i] * x[i];
      sums[2] += weights[i] * slope;
      sums[3] += weights[i] * slope * x[i];
      sums[4] += weights[i] * slope * second;
      sums[5] += weights[i] * slope * x[i] * x[i];
      sums[6] += weights[i] * slope * x[i] * second;
    }
    return new Slopes(log, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]);
  }

  /**
   * E[f'(x) f'(y)] of two out of {@code count} values whose sum and sum of squares are given: what
   * one has more of, the others together have less.
   */
  public double pair(double count) {
    return b0 * b0 - (b1 * b1 + b2 * b2) / (count - 1);
  }

  /** E[f'(x) x f'(y) y] of two such values. */
  public double pairAlong(double count) {
    return b1 * b1 - (d1 * d1 + d2 * d2) / (count - 1);
  }
}

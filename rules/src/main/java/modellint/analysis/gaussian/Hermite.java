package modellint.analysis.gaussian;

import java.util.stream.IntStream;

/**
 * The first Hermite polynomials, orthonormal under a standard Gaussian: h_0 = 1, h_1 = u, sqrt(k +
 * 1) h_(k+1) = u h_k - sqrt(k) h_(k-1).
 */
final class Hermite {

  /** Number of polynomials. */
  static final int SIZE = 41;

  private static final double[] ON_LAST =
      IntStream.range(0, SIZE).mapToDouble(k -> 1 / StrictMath.sqrt(k + 1.0)).toArray();

  private static final double[] ON_LAST_BUT_ONE =
      IntStream.range(0, SIZE).mapToDouble(k -> StrictMath.sqrt(k / (k + 1.0))).toArray();

  private static final double[][] TABLE =
      IntStream.range(0, Quadrature.SIZE)
          .mapToObj(it -> at(Quadrature.point(it)))
          .toArray(double[][]::new);

  private Hermite() {}

  /** All of them at {@code u}. */
  static double[] at(double u) {
    var h = new double[SIZE];
    h[0] = 1;
    h[1] = u;
    for (int k = 1; k < SIZE - 1; k++) {
      h[k + 1] = u * ON_LAST[k] * h[k] - ON_LAST_BUT_ONE[k] * h[k - 1];
    }
    return h;
  }

  /** All of them at a point of the quadrature; to be read, not written. */
  static double[] atPoint(int index) {
    return TABLE[index];
  }
}

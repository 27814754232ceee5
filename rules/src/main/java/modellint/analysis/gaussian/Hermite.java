package modellint.analysis.gaussian;

import java.util.stream.IntStream;

/**
 * The first Hermite polynomials, orthonormal under a standard Gaussian: h_0 = 1, h_1 = u, sqrt(k +
 * 1) h_(k+1) = u h_k - sqrt(k) h_(k-1).
 */
final class Hermite {

  /** Number of polynomials. */
  static final int SIZE = 41;

  private static final double[] ROOTS =
      IntStream.rangeClosed(0, SIZE).mapToDouble(StrictMath::sqrt).toArray();

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
      h[k + 1] = (u * h[k] - ROOTS[k] * h[k - 1]) / ROOTS[k + 1];
    }
    return h;
  }

  /** All of them at a point of the quadrature; to be read, not written. */
  static double[] atPoint(int index) {
    return TABLE[index];
  }
}

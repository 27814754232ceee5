package modellint.onnx;

import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * A matrix with orthogonal rows or columns, whichever are fewer, and all singular values equal: the
 * orthogonal factor of a Gaussian matrix (Saxe, McClelland and Ganguli 2014), by the Gram-Schmidt
 * process, every vector cleaned twice. Unlike other draws it is held in memory as a whole.
 */
final class Orthogonal {

  private Orthogonal() {}

  /** The elements of a {@code rows} by {@code columns} matrix in row-major order. */
  static DoubleSupplier draw(int rows, int columns, double gain, Random random) {
    boolean tall = rows > columns;
    double[][] vectors = vectors(Math.min(rows, columns), Math.max(rows, columns), random);
    var at = new long[1];
    return () -> {
      int row = (int) (at[0] / columns);
      int column = (int) (at[0]++ % columns);
      return gain * (tall ? vectors[column][row] : vectors[row][column]);
    };
  }

  private static double[][] vectors(int count, int length, Random random) {
    var vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        vectors[i][k] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          add(vectors[i], vectors[j], -dot(vectors[i], vectors[j]));
        }
      }
      double norm = StrictMath.sqrt(dot(vectors[i], vectors[i]));
      for (int k = 0; k < length; k++) {
        vectors[i][k] /= norm;
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void add(double[] to, double[] what, double times) {
    for (int k = 0; k < to.length; k++) {
      to[k] += times * what[k];
    }
  }
}

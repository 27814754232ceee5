package modellint.analysis.signal;

import java.util.Random;
import java.util.stream.DoubleStream;

/**
 * Standard Gaussian numbers, the same for everybody. The first ones are drawn once: most heads have
 * few classes and need no more.
 */
final class Draws {

  private static final int KEPT = 1 << 17;

  private final Random more = new Random(1);
  private int next;

  /** Made when somebody first asks. */
  private static final class Kept {
    static final double[] NUMBERS =
        DoubleStream.generate(new Random(0)::nextGaussian).limit(KEPT).toArray();

    private Kept() {}
  }

  double[] vector(int size) {
    var x = new double[size];
    for (int i = 0; i < size; i++) {
      x[i] = one();
    }
    return x;
  }

  private double one() {
    return next < KEPT ? Kept.NUMBERS[next++] : more.nextGaussian();
  }
}

package modellint.verify.search;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;

/** The values that one real input takes. */
record Box(double low, double high) {

  /** Where nobody says: standardised data, of which next to nothing lies further out. */
  static final Box STANDARDISED = new Box(-5, 5);

  double clamp(double value) {
    return Math.max(low, Math.min(high, value));
  }

  double width() {
    return high - low;
  }

  double[] filled(int count, double value) {
    var values = new double[count];
    Arrays.fill(values, clamp(value));
    return values;
  }

  double[] uniform(int count, Random random) {
    return drawn(count, () -> low + width() * random.nextDouble());
  }

  double[] corners(int count, Random random) {
    return drawn(count, () -> random.nextBoolean() ? low : high);
  }

  private static double[] drawn(int count, DoubleSupplier draw) {
    var values = new double[count];
    Arrays.setAll(values, i -> draw.getAsDouble());
    return values;
  }
}

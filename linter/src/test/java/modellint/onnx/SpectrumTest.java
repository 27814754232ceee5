package modellint.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import modellint.graph.Histogram;
import org.junit.jupiter.api.Test;

/** Histograms of draws whose density is known; the tolerance is that of classes 4 % wide. */
class SpectrumTest {

  private static final int BLOCK = 4096;
  private static final double TOLERANCE = 4;

  @Test
  void a_normal_draw_is_a_bell_whatever_its_scale_and_mean() {
    DoubleUnaryOperator bell = z -> Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    for (double std : new double[] {1e-6, 0.02, 50}) {
      var random = new Random(1);
      near(bell, shares(1 << 18, 0, std, () -> std * random.nextGaussian()));
      near(bell, shares(1 << 18, 3 * std, std, () -> std * (3 + random.nextGaussian())));
    }
  }

  @Test
  void a_uniform_draw_is_a_box() {
    var random = new Random(1);
    double limit = 0.05;
    double end = Math.sqrt(3);
    List<Integer> shares =
        shares(1 << 18, 0, limit / end, () -> limit * (2 * random.nextDouble() - 1));

    for (int i = 0; i < shares.size(); i++) {
      double far = Math.abs((i + 0.5) / 5 - Histogram.REACH);
      if (far < 1.6) {
        assertEquals(200 / (2 * end), shares.get(i), TOLERANCE, "bin " + i);
      } else if (far > 2) {
        assertEquals(0, shares.get(i), "bin " + i);
      }
    }
  }

  @Test
  void a_large_tensor_is_sampled_evenly() {
    var random = new Random(1);
    List<Integer> shares = shares(5L << 20, 0, 1, random::nextGaussian);

    near(z -> Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI), shares);
  }

  @Test
  void what_does_not_vary_has_no_histogram() {
    var spectrum = new Spectrum(3);
    spectrum.add(new double[] {0.5, 0.5, 0.5}, 3);

    assertEquals(Histogram.NONE, spectrum.about(0.5, 0));
  }

  @Test
  void what_is_not_finite_is_not_counted() {
    var spectrum = new Spectrum(4);
    spectrum.add(new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1, 1}, 4);

    int sum = spectrum.about(0, 1).shares().stream().mapToInt(Integer::intValue).sum();
    assertTrue(Math.abs(sum - 1000) < 10, () -> "shares sum to " + sum);
  }

  private static List<Integer> shares(long count, double mean, double std, DoubleSupplier draw) {
    var spectrum = new Spectrum(count);
    var block = new double[BLOCK];
    for (long at = 0; at < count; at += BLOCK) {
      Arrays.setAll(block, i -> draw.getAsDouble());
      spectrum.add(block, BLOCK);
    }
    return spectrum.about(mean, std).shares();
  }

  private static void near(DoubleUnaryOperator density, List<Integer> shares) {
    assertEquals(Histogram.BINS, shares.size());
    for (int i = 0; i < shares.size(); i++) {
      double z = (i + 0.5) / 5 - Histogram.REACH;
      assertEquals(200 * density.applyAsDouble(z), shares.get(i), TOLERANCE, "bin " + i);
    }
  }
}

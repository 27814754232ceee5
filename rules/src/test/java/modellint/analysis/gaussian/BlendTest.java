package modellint.analysis.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlendTest {

  private static final Scalar RELU = Scalar.leaky(0);
  private static final int DRAWS = 400_000;

  private static final Jet RECTIFIED = Jet.variable(0, 1).then(RELU);
  private static final double MEAN = 1 / StrictMath.sqrt(2 * Math.PI);
  private static final double VARIANCE = 0.5 - MEAN * MEAN;

  @Test
  void a_sum_of_gaussians_is_a_gaussian() {
    Jet z = Jet.variable(0, 1);

    assertSame(Law.GAUSSIAN, Blend.of(z, z, 0.3, -1).law());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 0.9})
  void a_rectified_signal_and_noise_are_distributed_as_in_a_run(double share) {
    Law law = Blend.of(RECTIFIED, Jet.variable(0, 1), share, 1).law();
    var random = new Random(2);
    for (double u : new double[] {-1.5, -0.5, 0, 0.5, 1.5}) {
      double limit = law.value(u);
      int below = 0;
      for (int i = 0; i < DRAWS; i++) {
        below += sum(random.nextGaussian(), random.nextGaussian(), share) < limit ? 1 : 0;
      }
      assertEquals(Quadrature.below(u), (double) below / DRAWS, 6e-3);
    }
  }

  @Test
  void a_unit_that_passed_one_rectifier_passes_the_next_more_often() {
    Blend blend = Blend.of(RECTIFIED, Jet.variable(0, 1), 0.5, 1);
    // The sum's own mean is that of the rectified part.
    double std = StrictMath.sqrt(2 * VARIANCE);
    Jet sum = Jet.of(blend.law(), MEAN, std).then(RELU);
    double gain = blend.first(Tilt.FLAT.through(sum)).gain(RECTIFIED);
    var random = new Random(3);
    double both = 0;
    double second = 0;
    for (int i = 0; i < DRAWS; i++) {
      double u = random.nextGaussian();
      boolean passes = MEAN + std * sum(u, random.nextGaussian(), 0.5) > 0;
      second += passes ? 1 : 0;
      both += passes && u > 0 ? 1 : 0;
    }

    assertEquals(both / (second / 2), gain, 0.01);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.95})
  void the_gaussians_behind_a_law_correlate_as_its_values_do(double c) {
    Law law = Blend.of(RECTIFIED, Jet.variable(0, 1), 0.8, 1).law();
    double behind = law.behind(c);
    var random = new Random(4);
    double product = 0;
    for (int i = 0; i < DRAWS; i++) {
      double u = random.nextGaussian();
      double v = behind * u + StrictMath.sqrt(1 - behind * behind) * random.nextGaussian();
      product += law.value(u) * law.value(v) / DRAWS;
    }

    assertEquals(c, product, 0.01);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 9, 49})
  void a_normalised_value_is_never_farther_out_than_the_root_of_the_others(int count) {
    Law law = Law.ofNormalised(count);

    assertEquals(StrictMath.sqrt(count - 1), law.value(8), 0.02 * count);
    assertEquals(0, law.value(0), 0.01);
  }

  private static double sum(double u, double v, double share) {
    double rectified = (Math.max(0, u) - MEAN) / StrictMath.sqrt(VARIANCE);
    return StrictMath.sqrt(share) * rectified + StrictMath.sqrt(1 - share) * v;
  }
}

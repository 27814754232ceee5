package modellint.analysis.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import modellint.analysis.gaussian.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlignmentTest {

  private static final long[] IMAGE = {64, 16, 32, 32};
  private static final double POSITIONS = 32 * 32;
  private static final double SAMPLES = 64;

  private static Tracked under(Scalar f, TwoPoint cotangent) {
    Tracked z = Tracked.gaussian(IMAGE, Signal.STANDARD, Profile.FLAT);
    z.function(z.jet().then(f), IMAGE).receive(Cotangent.of(cotangent, Fluctuation.NONE));
    return z;
  }

  @Test
  void a_rectifier_under_one_cotangent_agrees_with_its_signal() {
    Tracked z = under(Scalar.leaky(0), TwoPoint.of(1, 1, 1));

    // E[1{u > 0} u]^2 / E[1{u > 0}] = (1 / 2 pi) / (1 / 2)
    assertEquals(1 / Math.PI, z.alignment().share(z.gradient(), POSITIONS, SAMPLES), 1e-3);
  }

  @Test
  void a_cotangent_of_its_own_for_every_value_agrees_with_nothing() {
    Tracked z = under(Scalar.leaky(0), TwoPoint.of(1, 0, 0));

    assertEquals(0, z.alignment().share(z.gradient(), POSITIONS, SAMPLES));
  }

  @Test
  void a_linear_map_passes_agreement_on_and_makes_none() {
    Tracked z = under(Scalar.affine(3, 0), TwoPoint.of(1, 1, 1));

    assertEquals(0, z.alignment().share(z.gradient(), POSITIONS, SAMPLES), 1e-9);
  }

  @Test
  void agreement_with_a_rectified_signal_is_agreement_with_the_signal() {
    Tracked z = Tracked.gaussian(IMAGE, Signal.STANDARD, Profile.FLAT);
    var aligned = new Alignment(TwoPoint.of(0, 1, 1), TwoPoint.ZERO);
    z.function(z.jet().then(Scalar.leaky(0)), IMAGE)
        .receive(Cotangent.of(TwoPoint.of(2, 0, 0), Fluctuation.NONE).aligned(aligned));

    // Var max(0, u) = (1 - 1/pi) / 2, and half of the gradient passes
    assertEquals(
        (1 - 1 / Math.PI) / 2, z.alignment().share(z.gradient(), POSITIONS, SAMPLES), 1e-3);
  }

  @Test
  void each_part_of_a_sum_has_its_share_of_the_agreement() {
    var aligned = new Alignment(TwoPoint.of(0, 1, 1), TwoPoint.ZERO);
    Signal part = Signal.STANDARD;
    double[] half = part.shareOf(part.plus(part, 1));
    Alignment ofPart = aligned.toOperand(half, half);

    assertEquals(0.5, ofPart.own().sample(), 1e-9);
    assertEquals(0.5, ofPart.others().sample(), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {9, 16, 36})
  void what_a_normalisation_leaves_of_one_cotangent_is_what_it_leaves_in_a_run(int positions) {
    Scalar silu = Scalar.of(x -> x / (1 + StrictMath.exp(-x)), AlignmentTest::siluSlope);
    long[] map = {1, 1, 1, positions};
    Tracked z = Tracked.gaussian(map, Signal.STANDARD, Profile.FLAT).normalisedOver(positions);
    z.function(z.jet().then(silu), map)
        .receive(Cotangent.of(TwoPoint.of(1, 1, 1), Fluctuation.NONE));
    TwoPoint g = z.gradient();
    double unit = StrictMath.exp(g.log());
    double mean = (g.unit() + (positions - 1) * g.position()) / positions;
    double own = g.unit() * (1.0 / positions + z.alignment().share(g, positions, 1));
    double left = left(positions);

    assertEquals(left, (g.unit() - mean - own) * unit, 0.15 * left);
  }

  /** Mean square of silu'(x) where its parts along 1 and x are taken out, x normalised. */
  private static double left(int positions) {
    var random = new Random(1);
    double sum = 0;
    int draws = 20_000;
    for (int draw = 0; draw < draws; draw++) {
      double[] x = DoubleStream.generate(random::nextGaussian).limit(positions).toArray();
      normalise(x);
      double[] slope = Arrays.stream(x).map(AlignmentTest::siluSlope).toArray();
      double mean = Arrays.stream(slope).average().orElseThrow();
      double along = 0;
      for (int p = 0; p < positions; p++) {
        along += slope[p] * x[p] / positions;
      }
      for (int p = 0; p < positions; p++) {
        double rest = slope[p] - mean - along * x[p];
        sum += rest * rest / positions / draws;
      }
    }
    return sum;
  }

  private static void normalise(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(it -> (it - mean) * (it - mean)).average().orElseThrow();
    for (int p = 0; p < x.length; p++) {
      x[p] = (x[p] - mean) / StrictMath.sqrt(variance);
    }
  }

  private static double siluSlope(double x) {
    double s = 1 / (1 + StrictMath.exp(-x));
    return s + x * s * (1 - s);
  }
}

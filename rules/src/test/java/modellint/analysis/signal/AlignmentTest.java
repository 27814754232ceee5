package modellint.analysis.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.analysis.gaussian.Scalar;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  private static final long[] IMAGE = {64, 16, 32, 32};
  private static final double POSITIONS = 32 * 32;
  private static final double SAMPLES = 64;

  private static Tracked under(Scalar f, TwoPoint cotangent) {
    Tracked z = Tracked.gaussian(IMAGE, Signal.STANDARD, Profile.FLAT);
    z.function(z.jet().then(f), IMAGE).receive(cotangent, Fluctuation.NONE);
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
        .receive(TwoPoint.of(2, 0, 0), Profile.FLAT, Fluctuation.NONE, aligned);

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
}

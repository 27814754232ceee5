package modellint.analysis.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import modellint.graph.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gradients that losses start with, against outputs and targets that are drawn. */
class LossHeadTest {

  private static final int DRAWS = 400_000;

  /** Two scatters of a mean of so many products, none of which exceeds one. */
  private static final double SCATTER = 2 / Math.sqrt(DRAWS);

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "1, 0.5, 0.2", "9, 0.8, 0.8", "0.01, 1, 0.5", "100, 0.3, 0"})
  void errors_of_events_agree_where_their_logits_do(double variance, double near, double far) {
    TwoPoint found = predicted(Loss.SIGMOID_CROSS_ENTROPY, variance, near, far);
    assertEquals(squared(variance), plain(found, found.unit()), SCATTER);
    assertEquals(
        drawn(Loss.SIGMOID_CROSS_ENTROPY, variance, near), plain(found, found.position()), SCATTER);
    assertEquals(
        drawn(Loss.SIGMOID_CROSS_ENTROPY, variance, far), plain(found, found.sample()), SCATTER);
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "1, 0.5, 0.2", "9, 0.8, 0.8", "0.01, 1, 0.5", "100, 0.3, 0"})
  void signs_of_errors_agree_where_the_predictions_do(double variance, double near, double far) {
    TwoPoint found = predicted(Loss.MAE, variance, near, far);
    assertEquals(1, plain(found, found.unit()), 1e-12);
    assertEquals(drawn(Loss.MAE, variance, near), plain(found, found.position()), SCATTER);
    assertEquals(drawn(Loss.MAE, variance, far), plain(found, found.sample()), SCATTER);
  }

  @Test
  void a_batch_of_numbers_divides_the_gradient() {
    TwoPoint one = LossHead.gradient(Loss.SIGMOID_CROSS_ENTROPY, Signal.STANDARD, 1, 1);
    TwoPoint many = LossHead.gradient(Loss.SIGMOID_CROSS_ENTROPY, Signal.STANDARD, 5, 16);
    assertEquals(one.lnUnit() - 2 * Math.log(80), many.lnUnit(), 1e-12);
  }

  private static TwoPoint predicted(Loss loss, double variance, double near, double far) {
    Signal output = Signal.plain(variance, near * variance, far * variance, 0);
    return LossHead.gradient(loss, output, 1, 1);
  }

  private static double plain(TwoPoint of, double moment) {
    return moment * Math.exp(of.log());
  }

  /** Mean square of an event's error. */
  private static double squared(double variance) {
    var random = new Random(1);
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      double output = Math.sqrt(variance) * random.nextGaussian();
      double error =
          error(Loss.SIGMOID_CROSS_ENTROPY, output, target(Loss.SIGMOID_CROSS_ENTROPY, random));
      sum += error * error;
    }
    return sum / DRAWS;
  }

  /** Mean product of the errors of two outputs with targets of their own. */
  private static double drawn(Loss loss, double variance, double correlation) {
    var random = new Random(1);
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      double common = random.nextGaussian();
      double a = output(random, common, variance, correlation);
      double b = output(random, common, variance, correlation);
      sum += error(loss, a, target(loss, random)) * error(loss, b, target(loss, random));
    }
    return sum / DRAWS;
  }

  private static double output(Random random, double common, double variance, double correlation) {
    double own = random.nextGaussian();
    return Math.sqrt(variance)
        * (Math.sqrt(correlation) * common + Math.sqrt(1 - correlation) * own);
  }

  private static double target(Loss loss, Random random) {
    return loss == Loss.MAE ? random.nextGaussian() : random.nextInt(2);
  }

  private static double error(Loss loss, double output, double target) {
    return loss == Loss.MAE ? Math.signum(output - target) : 1 / (1 + Math.exp(-output)) - target;
  }
}

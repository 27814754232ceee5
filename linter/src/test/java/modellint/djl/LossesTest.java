package modellint.djl;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Remark;
import org.junit.jupiter.api.Test;

/** Each loss as 0.36.0 computes it, whatever its name and its constructor. */
class LossesTest {

  private static Training told(String loss) {
    return only(
            new Djl(),
            """
            import ai.djl.nn.*;
            import ai.djl.nn.core.*;
            import ai.djl.training.*;
            import ai.djl.training.loss.*;
            class Net {
              public static void main(String[] args) {
                var net = new SequentialBlock().add(Linear.builder().setUnits(5).build());
                var config = new DefaultTrainingConfig(%s);
              }
            }
            """
                .formatted(loss))
        .graph()
        .training();
  }

  private static Loss loss(String made) {
    return told(made).loss().orElseThrow();
  }

  private static String name(String made) {
    return told(made).details().lossName().orElseThrow();
  }

  private static List<Double> scale(String made) {
    return told(made).details().remarks().stream()
        .filter(it -> it.kind() == Remark.Kind.SCALED_LOSS)
        .map(Remark::value)
        .toList();
  }

  @Test
  void a_weight_scales_the_gradient() {
    assertEquals(Loss.MSE, loss("new L2Loss()"));
    assertEquals(Loss.MSE, loss("new L2Loss(\"loss\", 1f)"));
    assertEquals(Loss.MSE, loss("new L2Loss(\"loss\", 100f)"));
    assertEquals(Loss.OTHER, loss("Loss.l2Loss(\"loss\", args.length)"));
    assertEquals(Loss.OTHER, loss("new SoftmaxCrossEntropyLoss(\"loss\", -1, -1, true, true)"));
    assertEquals(List.of(0.5), scale("new L2Loss()"));
    assertEquals(List.of(), scale("new L2Loss(\"loss\", 1f)"));
    assertEquals(List.of(100.0), scale("new L2Loss(\"loss\", 100f)"));
    assertEquals(
        List.of(100.0), scale("new SoftmaxCrossEntropyLoss(\"loss\", 100, -1, true, true)"));
    assertEquals(List.of(), scale("Loss.l2Loss(\"loss\", args.length)"));
  }

  @Test
  void the_weight_of_the_absolute_error_takes_its_place() {
    assertEquals("l1loss-of-labels", name("new L1Loss(\"loss\", 2f)"));
    assertEquals("l1loss", name("new L1Loss(\"loss\", 1f)"));
    assertEquals("l1loss", name("new L1Loss(\"loss\", args.length)"));
    assertEquals(Loss.MAE, loss("Loss.l1Loss()"));
  }

  @Test
  void the_median_is_the_absolute_error() {
    assertEquals(Loss.MAE, loss("new QuantileL1Loss(0.5f)"));
    assertEquals(Loss.OTHER, loss("new QuantileL1Loss(0.9f)"));
  }

  @Test
  void what_picks_or_adds_up_is_what_it_picks() {
    assertEquals(Loss.MSE, loss("new IndexLoss(Loss.l2Loss(), 0)"));
    assertEquals(Loss.OTHER, loss("new IndexLoss(Loss.l2Loss(), 1)"));
    String sum = "new SimpleCompositeLoss().addLoss(Loss.softmaxCrossEntropyLoss())";
    assertEquals(Loss.SOFTMAX_CROSS_ENTROPY, loss(sum + ".addLoss(new L2WeightDecay(null))"));
    assertEquals(Loss.OTHER, loss(sum + ".addLoss(Loss.l1Loss())"));
  }

  @Test
  void what_has_no_known_gradient_is_another_loss() {
    assertEquals(Loss.OTHER, loss("Loss.hingeLoss()"));
    assertEquals(Loss.OTHER, loss("new MaskedSoftmaxCrossEntropyLoss()"));
    assertEquals(Loss.OTHER, loss("new TabNetClassificationLoss()"));
    assertEquals(Loss.OTHER, loss("new SingleShotDetectionLoss()"));
  }
}

package modellint.djl;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.graph.Training;
import org.junit.jupiter.api.Test;

/** The optimisers of ai.djl 0.36.0 as their builders leave them where nothing is said. */
class OptimizersTest {

  private static Training trained(String optimizer) {
    return only(
            new Djl(),
            """
            import ai.djl.nn.*;
            import ai.djl.nn.core.*;
            import ai.djl.training.*;
            import ai.djl.training.loss.*;
            import ai.djl.training.optimizer.*;
            import ai.djl.training.tracker.*;
            class Net {
              public static void main(String[] args) {
                var net = new SequentialBlock().add(Linear.builder().setUnits(5).build());
                var config = new DefaultTrainingConfig(Loss.l2Loss()).optOptimizer(%s);
              }
            }
            """
                .formatted(optimizer))
        .graph()
        .training();
  }

  private static String told(String optimizer) {
    Training it = trained(optimizer);
    Map<String, Double> numbers = new TreeMap<>(it.details().hyperparameters());
    return it.optimizer().orElse("")
        + it.learningRate().map(rate -> " " + rate.floatValue()).orElse("")
        + numbers.entrySet().stream()
            .map(e -> " " + e.getKey() + " " + e.getValue().floatValue())
            .reduce("", String::concat);
  }

  @Test
  void defaults_are_the_librarys() {
    assertEquals(
        "adam 0.001 beta1 0.9 beta2 0.999 epsilon 1.0E-8", told("Optimizer.adam().build()"));
    assertEquals("adam 0.001 beta1 0.9 beta2 0.999 epsilon 1.0E-8", told("Adam.builder().build()"));
    assertEquals(
        "adamw 0.001 beta1 0.9 beta2 0.999 epsilon 1.0E-8", told("Optimizer.adamW().build()"));
    assertEquals("adagrad 0.001 epsilon 1.0E-8", told("Optimizer.adagrad().build()"));
    assertEquals("adadelta epsilon 1.0E-8 rho 0.9", told("Optimizer.adadelta().build()"));
    assertEquals("rmsprop 0.001 epsilon 1.0E-8 rho 0.9", told("Optimizer.rmsprop().build()"));
    assertEquals(
        "sgd 0.3 momentum 0.0",
        told("Optimizer.sgd().setLearningRateTracker(Tracker.fixed(0.3f)).build()"));
    assertEquals(
        "nag 0.3 momentum 0.8",
        told(
            "Optimizer.nag().setLearningRateTracker(Tracker.fixed(0.3f)).setMomentum(0.8f)"
                + ".build()"));
  }

  @Test
  void the_momentum_of_rmsprop_acts_only_where_it_is_centred() {
    assertEquals(
        Optional.empty(), trained("Optimizer.rmsprop().optMomentum(0.5f).build()").momentum());
    assertEquals(
        "rmsprop 0.001 epsilon 1.0E-8 momentum 0.9 rho 0.9",
        told("Optimizer.rmsprop().optCentered(true).build()"));
  }

  @Test
  void decay_is_decoupled_in_adamw_alone() {
    assertEquals(Optional.empty(), trained("Optimizer.adam().build()").l2());
    assertEquals(
        0.25, trained("Optimizer.adam().optWeightDecays(0.25f).build()").l2().orElseThrow());
    Training decoupled = trained("Optimizer.adamW().optWeightDecays(0.25f).build()");
    assertEquals(Optional.empty(), decoupled.l2());
    assertEquals(0.25, decoupled.weightDecay().orElseThrow());
  }

  @Test
  void a_gradient_is_clipped_element_by_element_or_not_at_all() {
    assertEquals(Optional.empty(), trained("Optimizer.adam().build()").clipping());
    assertEquals(Optional.empty(), trained("Optimizer.adam().optClipGrad(-1f).build()").clipping());
    assertEquals(
        Optional.of(new Training.Clipping("value", 0.5)),
        trained("Optimizer.adam().optClipGrad(0.5f).build()").clipping());
  }
}

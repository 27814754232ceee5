package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ClippedLengthTest {

  @Test
  void a_threshold_that_no_layer_reaches() {
    String said = lint(new UnreachedThreshold(), of("l2-per-layer", 1e4));

    assertTrue(said.startsWith("note[ML415]: the clipping threshold is so far above"), said);
    assertEquals("", lint(new ConstantClipping(), of("l2-per-layer", 1e4)));
  }

  @Test
  void a_threshold_that_no_element_reaches() {
    String said = lint(new UnreachedThreshold(), of("value", 1e3));

    assertTrue(said.startsWith("note[ML415]"), said);
  }

  @Test
  void the_usual_threshold() {
    for (String kind : new String[] {"l2-per-layer", "value", "global-norm"}) {
      assertEquals("", lint(new UnreachedThreshold(), of(kind, 1)), kind);
    }
    assertEquals("", lint(new ConstantClipping(), of("l2-per-layer", 1)));
    assertEquals("", lint(new ConstantClipping(), of("global-norm", 1)));
  }

  @Test
  void a_threshold_that_cuts_every_gradient() {
    String said = lint(new ConstantClipping(), of("global-norm", 1e-4));

    assertTrue(said.startsWith("note[ML416]: clipping cuts every gradient to the same"), said);
    assertEquals("", lint(new UnreachedThreshold(), of("global-norm", 1e-4)));
  }

  @Test
  void a_threshold_that_leaves_no_step() {
    String said = lint(new ConstantClipping(), of("global-norm", 1e-6));

    assertTrue(said.startsWith("warning[ML416]: clipping cuts every step down to nothing"), said);
  }

  @Test
  void an_optimiser_that_rescales_the_step() {
    Graph net =
        net()
            .dense(32, 32, Fill.he())
            .relu()
            .dense(32, 10, Fill.xavier())
            .training(
                Recipe.of("adam", 1e-3)
                    .loss(Loss.SOFTMAX_CROSS_ENTROPY)
                    .clipping("global-norm", 1e-4))
            .build();

    assertEquals("", lint(new ConstantClipping(), net));
  }

  @Test
  void nothing_is_claimed_without_a_loss() {
    Graph net =
        net()
            .dense(32, 10, Fill.he())
            .training(Recipe.of("sgd", 0.1).clipping("global-norm", 1e-6))
            .build();

    assertEquals("", lint(new ConstantClipping(), net));
    assertEquals("", lint(new UnreachedThreshold(), net));
  }

  private static Graph of(String kind, double threshold) {
    return net()
        .dense(32, 32, Fill.he())
        .relu()
        .dense(32, 10, Fill.xavier())
        .training(Recipe.of("sgd", 0.1).loss(Loss.SOFTMAX_CROSS_ENTROPY).clipping(kind, threshold))
        .build();
  }
}

package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class IdleClippingTest {
  @Test
  void a_threshold_without_a_mode() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 0.01).idleThreshold(0.5))
            .build();

    assertEquals(
        """
        warning[ML406]: a clipping threshold is set, and no clipping is switched on that reads it
          --> Net.java:9:9
           = largest gradient let through inf (exact), limit 0.500
           = help: add .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        """,
        lint(new IdleClipping(), net));
  }

  @Test
  void a_threshold_that_renormalising_ignores() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", 0.01).clipping("renormalize-l2-per-layer", 1).idleThreshold(0.5))
            .build();

    assertEquals(
        """
        note[ML406]: a clipping threshold is set, and renormalised gradients do not read it
          --> Net.java:9:9
           = largest gradient let through inf (exact), limit 0.500
           = help: write .gradientNormalization(GradientNormalization.ClipL2PerLayer), which reads it, or leave the threshold out
        """,
        lint(new IdleClipping(), net));
  }

  @Test
  void a_threshold_with_a_mode() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 0.01).clipping("l2-per-layer", 0.5))
            .build();

    assertEquals("", lint(new IdleClipping(), net));
  }

  @Test
  void nothing_is_claimed_of_a_model_that_states_no_training() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of())
            .build();

    assertEquals("", lint(new IdleClipping(), net));
  }

  @Test
  void a_threshold_of_one_layer() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .remark(modellint.graph.TrainingDetails.Remark.Kind.IDLE_THRESHOLD, 1, ""))
            .build();

    assertEquals(
        """
        warning[ML406]: a clipping threshold is set, and no clipping is switched on that reads it
          --> Net.java:13:9
           = largest gradient let through inf (exact), limit 1.00
           = help: add .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        """,
        lint(new IdleClipping(), net));
  }
}

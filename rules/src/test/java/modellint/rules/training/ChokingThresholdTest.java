package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ChokingThresholdTest {
  @Test
  void a_threshold_of_zero() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).clipping("value", 0))
            .build();

    assertEquals(
        """
        error[ML410]: the clipping threshold lets no gradient through
          --> net
           = clipping threshold 0 (exact), limit 0
           = help: write .gradientNormalizationThreshold(1.0)
        """,
        lint(new ChokingThreshold(), net));
  }

  @Test
  void a_negative_threshold_of_one_layer() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).clippingOf("dense1", "l2-per-layer", -1))
            .build();

    assertEquals(
        """
        error[ML410]: the clipping threshold lets no gradient through
          --> Net.java:12:9
           = clipping threshold -1.00 (exact), limit 0
           = help: write .gradientNormalizationThreshold(1.0)
        """,
        lint(new ChokingThreshold(), net));
  }

  @Test
  void a_usual_threshold() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).clipping("value", 1))
            .build();

    assertEquals("", lint(new ChokingThreshold(), net));
  }

  @Test
  void nothing_is_claimed_of_a_threshold_that_only_a_run_knows() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).clipping("unknown", Double.NaN))
            .build();

    assertEquals("", lint(new ChokingThreshold(), net));
  }
}

package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class UntrainedLayerTest {
  @Test
  void a_layer_that_no_step_changes() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .remark(Remark.Kind.UNTRAINED_LAYER, 84, ".withFullConnectedLayer(..)"))
            .build();

    assertEquals(
        """
        warning[ML721]: the library never trains this layer
          --> Net.java:13:9
           = weights that a step changes 0 (exact), limit 1.00
           = help: leave out .withFullConnectedLayer(..): what it computes stays random
        """,
        lint(new UntrainedLayer(), net));
  }
}

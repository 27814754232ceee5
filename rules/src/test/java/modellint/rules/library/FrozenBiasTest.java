package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class FrozenBiasTest {
  @Test
  void a_bias_that_no_step_changes() {
    var net =
        net()
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .remark(Remark.Kind.FROZEN_BIAS, 10, "sd.var(\"b\", DataType.FLOAT, 10)"))
            .build();

    assertEquals(
        """
        warning[ML724]: the library takes this bias or gain for a constant and never trains it
          --> Net.java:13:9
           = elements that no step changes 10.0 (exact), limit 0
           = help: write sd.var("b", DataType.FLOAT, 10)
        """,
        lint(new FrozenBias(), net));
  }
}

package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class VarianceAsDeviationTest {
  @Test
  void a_variance_of_the_fans() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of()
                    .remark(
                        Remark.Kind.VARIANCE_AS_DEVIATION,
                        4e-4,
                        "new NormalDistribution(0, Math.sqrt(2.0 / (4096 + 1000)))"))
            .build();

    assertEquals(
        """
        warning[ML708]: a variance is passed where the standard deviation is wanted
          --> Net.java:13:9
           = standard deviation 4.00e-04 (declared), limit 0.0200
           = help: write new NormalDistribution(0, Math.sqrt(2.0 / (4096 + 1000)))
        """,
        lint(new VarianceAsDeviation(), net));
  }

  @Test
  void another_remark() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of().remark(Remark.Kind.UNREMOVED_PENALTY, 4e-4, ""))
            .build();

    assertEquals("", lint(new VarianceAsDeviation(), net));
  }

  @Test
  void nothing_is_claimed_of_a_model_that_states_no_training() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of())
            .build();

    assertEquals("", lint(new VarianceAsDeviation(), net));
  }
}

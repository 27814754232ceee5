package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class UnremovedPenaltyTest {
  @Test
  void zero_under_a_global_penalty() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of().remark(Remark.Kind.UNREMOVED_PENALTY, 5e-4, ".l2(1e-12)"))
            .build();

    assertEquals(
        """
        warning[ML707]: zero does not switch the global setting off, which this layer inherits
          --> Net.java:13:9
           = setting in force 5.00e-04 (exact), limit 0
           = help: write .l2(1e-12)
        """,
        lint(new UnremovedPenalty(), net));
  }

  @Test
  void a_penalty_without_a_remark() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 0.1).l2(5e-4))
            .build();

    assertEquals("", lint(new UnremovedPenalty(), net));
  }
}

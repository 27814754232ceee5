package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class UnreadMomentumTest {
  @Test
  void an_optimizer_that_reads_none() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .remark(
                        Remark.Kind.UNREAD_MOMENTUM, 0.9, ".setOptimizer(OptimizerType.MOMENTUM)"))
            .build();

    assertEquals(
        """
        warning[ML720]: this momentum has no effect: the optimizer never reads it
          --> Net.java:13:9
           = momentum in force 0 (exact), limit 0.900
           = help: write .setOptimizer(OptimizerType.MOMENTUM)
        """,
        lint(new UnreadMomentum(), net));
  }

  @Test
  void a_trainer_that_sets_it_back() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("sgd", 0.1)
                    .remark(Remark.Kind.OVERWRITTEN_MOMENTUM, 0.9, "new Backpropagation(..)"))
            .build();

    assertEquals(
        """
        warning[ML720]: this momentum has no effect: the trainer sets it back to zero
          --> Net.java:13:9
           = momentum in force 0 (exact), limit 0.900
           = help: write new Backpropagation(..)
        """,
        lint(new UnreadMomentum(), net));
  }
}

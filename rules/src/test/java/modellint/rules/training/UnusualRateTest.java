package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

/** Rates that are remarked on for being far above the usual, where no limit of harm is crossed. */
class UnusualRateTest {

  @Test
  void ten_times_the_usual_rate_of_adam_is_remarked_on_where_it_did_harm_to_some() {
    var net =
        net()
            .dense(30, 20, Fill.xavier())
            .tanh()
            .dense(20, 2, Fill.xavier())
            .training(Recipe.of("adam", 0.05))
            .build();

    assertEquals(
        """
        note[ML401]: the learning rate is above what is usual for this optimiser
          --> Net.java:7:9
           = learning rate 0.0500 (exact), limit 0.00300
           = help: set the learning rate to 0.003 or less
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void four_units_at_ten_times_the_usual_rate_of_adam_learn() {
    var net =
        net()
            .dense(2, 4, Fill.xavier())
            .tanh()
            .dense(4, 1, Fill.xavier())
            .training(Recipe.of("adam", 0.1))
            .build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void a_rate_far_above_the_usual_whatever_the_gradient() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 0.1).number("epsilon", 0.01))
            .build();

    assertEquals(
        """
        note[ML401]: the learning rate is above what is usual for this optimiser
          --> Net.java:7:9
           = learning rate 0.100 (exact), limit 0.00300
           = help: set the learning rate to 0.003 or less
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void of_convolutions_a_rate_that_nobody_uses_is_not_asked_for() {
    assertNotEquals("", lint(new ExcessiveLearningRate(), images(6, 1e-4)));
    assertEquals("", lint(new ExcessiveLearningRate(), images(12, 1e-7)));
  }

  private static Graph images(int depth, double last) {
    return net(3, 16, 16)
        .conv(64, 3, Fill.he())
        .relu()
        .times(depth, n -> n.conv(64, 3, Fill.normal(0.2)).relu())
        .globalAveragePool()
        .flatten()
        .dense(64, 10, Fill.normal(last))
        .training(Recipe.of("adam", 0.01).loss(Loss.SOFTMAX_CROSS_ENTROPY))
        .build();
  }
}

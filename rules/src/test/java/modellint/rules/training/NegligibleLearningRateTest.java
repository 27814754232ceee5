package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class NegligibleLearningRateTest {
  @Test
  void a_rate_of_a_hundred_millionth() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 1e-8))
            .build();

    assertEquals(
        """
        warning[ML402]: the learning rate is far below what is usual for this optimiser
          --> Net.java:7:9
           = effective learning rate 1.00e-08 (exact), limit 1.00e-06
           = help: start from a learning rate of 0.001
        """,
        lint(new NegligibleLearningRate(), net));
  }

  @Test
  void a_rate_of_zero() {
    var net = net().dense(64, 10, Fill.he()).training(Recipe.of("sgd", 0)).build();

    assertEquals(
        """
        warning[ML402]: the learning rate is zero, so no weight ever moves
          --> Net.java:7:9
           = effective learning rate 0 (exact), limit 1.00e-06
           = help: start from a learning rate of 0.001
        """,
        lint(new NegligibleLearningRate(), net));
  }

  @Test
  void a_rate_below_the_usual() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 5e-5))
            .build();

    assertEquals(
        """
        note[ML402]: the learning rate is far below what is usual for this optimiser
          --> Net.java:7:9
           = effective learning rate 5.00e-05 (exact), limit 1.00e-04
           = help: start from a learning rate of 0.001
        """,
        lint(new NegligibleLearningRate(), net));
  }

  @Test
  void fine_tuning() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("adam", 2e-6))
            .build();

    assertEquals("", lint(new NegligibleLearningRate(), net));
  }

  @Test
  void a_low_rate_that_momentum_makes_up_for() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("momentum", 5e-5).momentum(0.9))
            .build();

    assertEquals("", lint(new NegligibleLearningRate(), net));
  }

  @Test
  void nothing_is_claimed_without_a_rate() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of())
            .build();

    assertEquals("", lint(new NegligibleLearningRate(), net));
  }
}

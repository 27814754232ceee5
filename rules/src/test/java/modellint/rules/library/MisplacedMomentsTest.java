package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class MisplacedMomentsTest {
  @Test
  void the_rate_last() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("adam", 0.9)
                    .number("beta1", 0.999)
                    .number("beta2", 1e-8)
                    .number("epsilon", 1e-3))
            .build();

    assertEquals(
        """
        error[ML712]: the arguments of the optimiser stand in another order than it reads them
          --> Net.java:7:9
           = beta2 1.00e-08 (exact), limit 0.500
           = help: write new Adam(0.001, 0.9, 0.999, 1e-8)
        """,
        lint(new MisplacedMoments(), net));
  }

  @Test
  void betas_exchanged() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("nadam", 1e-3)
                    .number("beta1", 0.999)
                    .number("beta2", 0.9)
                    .number("epsilon", 1e-8))
            .build();

    assertEquals(
        """
        error[ML712]: the arguments of the optimiser stand in another order than it reads them
          --> Net.java:7:9
           = beta1 0.999 (exact), limit 0.900
           = help: write new Nadam(0.001, 0.9, 0.999, 1e-8)
        """,
        lint(new MisplacedMoments(), net));
  }

  @Test
  void a_beta_of_one() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("adam", 1e-3)
                    .number("beta1", 1)
                    .number("beta2", 0.999)
                    .number("epsilon", 1e-8))
            .build();

    assertEquals(
        """
        error[ML712]: the arguments of the optimiser stand in another order than it reads them
          --> Net.java:7:9
           = beta1 1.00 (exact), limit 1.00
           = help: write new Adam(0.001, 0.9, 0.999, 1e-8)
        """,
        lint(new MisplacedMoments(), net));
  }

  @Test
  void an_epsilon_as_large_as_a_rate() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("adam", 1e-3)
                    .number("beta1", 0.9)
                    .number("beta2", 0.999)
                    .number("epsilon", 0.1))
            .build();

    assertEquals(
        """
        error[ML712]: the arguments of the optimiser stand in another order than it reads them
          --> Net.java:7:9
           = epsilon 0.100 (exact), limit 0.0100
           = help: write new Adam(0.001, 0.9, 0.999, 1e-8)
        """,
        lint(new MisplacedMoments(), net));
  }

  @Test
  void no_momentum_is_a_choice() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("adam", 1e-3)
                    .number("beta1", 0)
                    .number("beta2", 0.9)
                    .number("epsilon", 1e-8))
            .build();

    assertEquals("", lint(new MisplacedMoments(), net));
  }

  @Test
  void usual_numbers() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("adam", 1e-3)
                    .number("beta1", 0.5)
                    .number("beta2", 0.999)
                    .number("epsilon", 1e-8))
            .build();

    assertEquals("", lint(new MisplacedMoments(), net));
  }

  @Test
  void nothing_is_claimed_of_numbers_that_are_not_known() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 1e-3))
            .build();

    assertEquals("", lint(new MisplacedMoments(), net));
  }

  @Test
  void a_decay_of_the_rate_given_to_the_running_mean() {
    var net =
        net()
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("rmsprop", 0.05).number("rmsDecay", 0.002))
            .build();

    assertEquals(
        """
        warning[ML712]: the decay is that of the running mean, which so forgets everything at once
          --> Net.java:7:9
           = decay of the running mean 0.00200 (exact), limit 0.500
           = help: write new RmsProp(0.05, 0.95, 1e-8)
        """,
        lint(new MisplacedMoments(), net));
  }
}

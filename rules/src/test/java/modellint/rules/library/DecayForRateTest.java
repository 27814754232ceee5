package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class DecayForRateTest {
  @Test
  void a_decay_given_as_rate() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("rmsprop", 0.95))
            .writtenWith("dl4j")
            .build();

    assertEquals(
        """
        error[ML703]: a decay of running means is given as the learning rate
          --> Net.java:7:9
           = learning rate 0.950 (exact), limit 0.850
           = help: write new RmsProp(1e-3)
        """,
        lint(new DecayForRate(), net));
  }

  @Test
  void a_rate() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("rmsprop", 1e-3))
            .writtenWith("dl4j")
            .build();

    assertEquals("", lint(new DecayForRate(), net));
  }

  @Test
  void a_rate_given_by_name() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("rmsprop", 0.95))
            .writtenWith("djl")
            .build();

    assertEquals("", lint(new DecayForRate(), net));
  }

  @Test
  void nothing_is_claimed_of_an_optimiser_that_is_not_stated() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of())
            .build();

    assertEquals("", lint(new DecayForRate(), net));
  }

  @Test
  void a_beta_given_as_rate() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 0.9))
            .writtenWith("dl4j")
            .build();

    assertEquals(
        """
        error[ML703]: a decay of running means is given as the learning rate
          --> Net.java:7:9
           = learning rate 0.900 (exact), limit 0.850
           = help: write new Adam(0.001, 0.9, 0.999, 1e-8)
        """,
        lint(new DecayForRate(), net));
  }
}

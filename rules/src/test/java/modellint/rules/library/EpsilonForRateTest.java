package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class EpsilonForRateTest {
  @Test
  void adam_of_its_epsilon() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 1e-8))
            .writtenWith("dl4j")
            .build();

    assertEquals(
        """
        error[ML711]: an epsilon is given as the learning rate
          --> Net.java:7:9
           = learning rate 1.00e-08 (exact), limit 1.00e-07
           = help: write new Adam(0.001, 0.9, 0.999, 1e-8)
        """,
        lint(new EpsilonForRate(), net));
  }

  @Test
  void adam_of_a_small_rate() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 1e-6))
            .writtenWith("dl4j")
            .build();

    assertEquals("", lint(new EpsilonForRate(), net));
  }

  @Test
  void plain_descent_has_no_epsilon() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 1e-8))
            .writtenWith("dl4j")
            .build();

    assertEquals("", lint(new EpsilonForRate(), net));
  }

  @Test
  void nothing_is_claimed_without_a_rate() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of())
            .build();

    assertEquals("", lint(new EpsilonForRate(), net));
  }
}

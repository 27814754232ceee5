package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class MomentumForRateTest {
  @Test
  void a_layer_may_state_one_of_its_own() {
    var net =
        net()
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 0.001).optimizerOf("dense1", "nesterovs", 0.1, 5e-5))
            .build();

    assertEquals(
        """
        error[ML701]: the one number of this Nesterovs is its momentum; its learning rate is the library's default
          --> Net.java:15:9
           = momentum 5.00e-05 (exact), limit 0.500
           = learning rate 0.100 (exact), limit 5.00e-05
           = help: write new Nesterovs(5e-5, 0.9)
        """,
        lint(new MomentumForRate(), net));
  }

  @Test
  void a_rate_given_as_momentum() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("nesterovs", 0.1).momentum(5e-5).defaults("learningRate"))
            .build();

    assertEquals(
        """
        error[ML701]: the one number of this Nesterovs is its momentum; its learning rate is the library's default
          --> Net.java:7:9
           = momentum 5.00e-05 (exact), limit 0.500
           = learning rate 0.100 (exact), limit 5.00e-05
           = help: write new Nesterovs(5e-5, 0.9)
        """,
        lint(new MomentumForRate(), net));
  }

  /** The rate that was meant is the one that runs: only the momentum is off. */
  @Test
  void the_librarys_own_rate_given_as_momentum() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("nesterovs", 0.1).momentum(0.1).defaults("learningRate"))
            .build();

    assertEquals("warning[ML701]", lint(new MomentumForRate(), net).substring(0, 14));
  }

  @Test
  void a_momentum_alone() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("nesterovs", 0.1).momentum(0.9).defaults("learningRate"))
            .build();

    assertEquals(
        """
        note[ML701]: the one number of this Nesterovs is its momentum; its learning rate is the library's default
          --> Net.java:7:9
           = momentum 0.900 (exact), limit 0.500
           = learning rate 0.100 (exact), limit 0.900
           = help: write new Nesterovs(0.01, 0.9)
        """,
        lint(new MomentumForRate(), net));
  }

  @Test
  void both_stated() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("nesterovs", 0.01).momentum(0.9))
            .build();

    assertEquals("", lint(new MomentumForRate(), net));
  }

  @Test
  void both_left_to_the_library() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("nesterovs", 0.1).momentum(0.9).defaults("learningRate", "momentum"))
            .build();

    assertEquals("", lint(new MomentumForRate(), net));
  }

  @Test
  void nothing_is_claimed_of_a_momentum_that_is_not_known() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("nesterovs", 0.1).defaults("learningRate"))
            .build();

    assertEquals("", lint(new MomentumForRate(), net));
  }
}

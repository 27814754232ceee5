package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class RecklessDefaultTest {
  @Test
  void rms_prop_without_a_rate() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("rmsprop", 0.1).defaults("learningRate", "rmsDecay"))
            .build();

    assertEquals(
        """
        warning[ML702]: the learning rate is the library's default for this optimiser, which is high
          --> Net.java:7:9
           = effective learning rate 0.100 (exact), limit 0.0100
           = help: state the rate: new RmsProp(1e-3)
        """,
        lint(new RecklessDefault(), net));
  }

  @Test
  void nesterovs_without_a_rate() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("nesterovs", 0.1).momentum(0.9).defaults("learningRate", "momentum"))
            .build();

    assertEquals(
        """
        warning[ML702]: the learning rate is the library's default for this optimiser, which is high
          --> Net.java:7:9
           = effective learning rate 1.00 (exact), limit 0.200
           = help: state the rate: new Nesterovs(0.01, 0.9)
        """,
        lint(new RecklessDefault(), net));
  }

  @Test
  void a_low_default() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("adam", 1e-3).defaults("learningRate"))
            .build();

    assertEquals("", lint(new RecklessDefault(), net));
  }

  @Test
  void a_high_rate_that_is_stated() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("rmsprop", 0.1))
            .build();

    assertEquals("", lint(new RecklessDefault(), net));
  }

  @Test
  void nothing_is_claimed_without_a_rate() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of().defaults("learningRate"))
            .build();

    assertEquals("", lint(new RecklessDefault(), net));
  }

  @Test
  void a_layer_may_have_one_of_its_own() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("adam", 1e-3).optimizerOf("dense5", "rmsprop", 0.1))
            .build();

    assertEquals(
        """
        warning[ML702]: the learning rate is the library's default for this optimiser, which is high
          --> Net.java:15:9
           = effective learning rate 0.100 (exact), limit 0.0100
           = help: state the rate: new RmsProp(1e-3)
        """,
        lint(new RecklessDefault(), net));
  }
}

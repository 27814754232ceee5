package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ExcessiveDecayTest {
  @Test
  void the_sign_flips_at_each_step() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 1).l2(1))
            .build();

    assertEquals(
        """
        error[ML408]: the penalty on the weights shrinks them to nothing
          --> net
           = share of the weights lost at each step 1.00 (exact), limit 0.500
           = help: lower the penalty to 5e-4 or less
        """,
        lint(new ExcessiveDecay(), net));
  }

  @Test
  void decoupled_decay_of_the_size_of_a_rate() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("adamw", 1e-2).weightDecay(2))
            .build();

    assertEquals(
        """
        warning[ML408]: the penalty on the weights shrinks them to nothing
          --> net
           = share of the weights lost at each step 0.0200 (exact), limit 0.0100
           = help: lower the decay to 1e-2 or less
        """,
        lint(new ExcessiveDecay(), net));
  }

  @Test
  void usual_penalties() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("momentum", 0.1).momentum(0.9).l2(5e-4))
            .build();

    assertEquals("", lint(new ExcessiveDecay(), net));
  }

  @Test
  void adaptive_optimisers_rescale_a_penalty() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("adam", 1).l2(1))
            .build();

    assertEquals("", lint(new ExcessiveDecay(), net));
  }

  @Test
  void nothing_is_claimed_without_a_rate() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of().l2(1))
            .build();

    assertEquals("", lint(new ExcessiveDecay(), net));
  }
}

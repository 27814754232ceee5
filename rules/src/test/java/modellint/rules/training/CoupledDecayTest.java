package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class CoupledDecayTest {
  @Test
  void adam_with_a_penalty() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 1e-3).l2(0.01))
            .build();

    assertEquals(
        """
        note[ML411]: the optimiser rescales this L2 penalty together with the gradient
          --> net
           = L2 penalty 0.0100 (exact), limit 0.0100
           = help: decay the weights apart from the gradient, as AdamW does
        """,
        lint(new CoupledDecay(), net));
  }

  @Test
  void adam_with_a_tiny_penalty() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 1e-3).l2(1e-4))
            .build();

    assertEquals("", lint(new CoupledDecay(), net));
  }

  @Test
  void plain_descent() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 1e-3).l2(0.01))
            .build();

    assertEquals("", lint(new CoupledDecay(), net));
  }

  @Test
  void decay_apart_from_the_gradient() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 1e-3).weightDecay(0.01))
            .build();

    assertEquals("", lint(new CoupledDecay(), net));
  }

  @Test
  void nothing_is_claimed_without_an_optimiser() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of().l2(0.01))
            .build();

    assertEquals("", lint(new CoupledDecay(), net));
  }
}

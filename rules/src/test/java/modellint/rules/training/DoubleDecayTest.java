package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class DoubleDecayTest {
  @Test
  void both_on_one_layer() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).penaltiesOf("dense1", 1e-3, 1e-2))
            .build();

    assertEquals(
        """
        warning[ML412]: L2 penalty and weight decay both shrink these weights
          --> Net.java:12:9
           = L2 penalty 0.00100 (exact), limit 0
           = weight decay 0.0100 (exact), limit 0
           = help: keep one of the two: .weightDecay(0.01) globally, without .l2
        """,
        lint(new DoubleDecay(), net));
  }

  @Test
  void both_on_the_model() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).l2(1e-3).weightDecay(1e-2))
            .build();

    assertEquals(
        """
        warning[ML412]: L2 penalty and weight decay both shrink these weights
          --> net
           = L2 penalty 0.00100 (exact), limit 0
           = weight decay 0.0100 (exact), limit 0
           = help: keep one of the two: .weightDecay(0.01) globally, without .l2
        """,
        lint(new DoubleDecay(), net));
  }

  @Test
  void one_of_the_two() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).l2(1e-3))
            .build();

    assertEquals("", lint(new DoubleDecay(), net));
  }

  @Test
  void nothing_is_claimed_where_one_is_not_known() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.1).penaltiesOf("dense1", Double.NaN, 1e-2))
            .build();

    assertEquals("", lint(new DoubleDecay(), net));
  }
}

package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Graph;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ZeroEpsilonTest {

  @Test
  void adam_without_an_epsilon() {
    assertEquals(
        """
        error[ML418]: nothing keeps the optimiser from dividing zero by zero
          --> Net.java:7:9
           = epsilon 0 (exact), limit 1.00e-45
           = help: leave the epsilon at its default, 1e-8 or 1e-6
        """,
        lint(new ZeroEpsilon(), dense(Recipe.of("adam", 1e-3).number("epsilon", 0))));
  }

  @Test
  void the_usual_one() {
    assertEquals(
        "", lint(new ZeroEpsilon(), dense(Recipe.of("adam", 1e-3).number("epsilon", 1e-8))));
  }

  @Test
  void plain_descent_divides_by_nothing() {
    assertEquals("", lint(new ZeroEpsilon(), dense(Recipe.of("sgd", 0.1).number("epsilon", 0))));
  }

  @Test
  void nothing_is_claimed_where_none_is_stated() {
    assertEquals("", lint(new ZeroEpsilon(), dense(Recipe.of("adam", 1e-3))));
  }

  private static Graph dense(Recipe recipe) {
    return net().dense(64, 10, Fill.he()).training(recipe).build();
  }
}

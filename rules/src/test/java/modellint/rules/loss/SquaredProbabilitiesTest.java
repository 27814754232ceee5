package modellint.rules.loss;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class SquaredProbabilitiesTest {
  @Test
  void softmax_with_squared_error() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.MSE))
            .build();

    assertEquals(
        """
        warning[ML314]: softmax trained with the squared error stands still where it is surely wrong
          --> net :: softmax1
           = greatest slope at the outputs 0.250 (exact), limit 1.00
           = help: use cross-entropy for classes, or no activation for a regression
        """,
        lint(new SquaredProbabilities(), net));
  }

  @Test
  void sigmoid_with_squared_error() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 1, Fill.xavier())
            .apply("Sigmoid")
            .training(Recipe.of().loss(Loss.MSE))
            .build();

    assertEquals(
        """
        note[ML314]: sigmoid trained with the squared error stands still where it is surely wrong
          --> net :: sigmoid1
           = greatest slope at the outputs 0.250 (exact), limit 1.00
           = help: use binary cross-entropy, or no activation for a regression
        """,
        lint(new SquaredProbabilities(), net));
  }

  @Test
  void no_activation_with_squared_error() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 1, Fill.xavier())
            .training(Recipe.of().loss(Loss.MSE))
            .build();

    assertEquals("", lint(new SquaredProbabilities(), net));
  }

  @Test
  void softmax_with_cross_entropy() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.OTHER, "mcxent"))
            .build();

    assertEquals("", lint(new SquaredProbabilities(), net));
  }

  @Test
  void a_squared_error_that_nobody_chose() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 1, Fill.xavier())
            .apply("Sigmoid")
            .training(Recipe.of().loss(Loss.MSE).defaults("loss"))
            .build();

    assertEquals("", lint(new SquaredProbabilities(), net));
  }

  @Test
  void nothing_is_claimed_without_a_loss() {
    var net =
        net().dense(64, 64, Fill.he()).relu().dense(64, 10, Fill.xavier()).apply("Softmax").build();

    assertEquals("", lint(new SquaredProbabilities(), net));
  }
}

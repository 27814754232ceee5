package modellint.rules.loss;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ConfinedRegressionTest {
  @Test
  void a_rectifier_at_the_output() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 1, Fill.xavier())
            .apply("Relu")
            .training(Recipe.of().loss(Loss.MSE))
            .build();

    assertEquals(
        """
        warning[ML315]: relu at the output of a regression keeps targets out of reach
          --> net :: relu2
           = least output 0 (exact), limit -inf
           = help: leave the activation of the last layer out
        """,
        lint(new ConfinedRegression(), net));
  }

  @Test
  void a_tanh_at_the_output() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 1, Fill.xavier())
            .apply("Tanh")
            .training(Recipe.of().loss(Loss.MAE))
            .build();

    assertEquals(
        """
        note[ML315]: tanh at the output of a regression keeps targets out of reach
          --> net :: tanh1
           = greatest output 1.00 (exact), limit inf
           = help: leave the activation of the last layer out
        """,
        lint(new ConfinedRegression(), net));
  }

  @Test
  void no_activation() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 1, Fill.xavier())
            .training(Recipe.of().loss(Loss.MSE))
            .build();

    assertEquals("", lint(new ConfinedRegression(), net));
  }

  @Test
  void softplus() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 1, Fill.xavier())
            .apply("Softplus")
            .training(Recipe.of().loss(Loss.MSE))
            .build();

    assertEquals("", lint(new ConfinedRegression(), net));
  }

  @Test
  void nothing_is_claimed_without_a_loss() {
    var net =
        net().dense(64, 64, Fill.he()).relu().dense(64, 1, Fill.xavier()).apply("Relu").build();

    assertEquals("", lint(new ConfinedRegression(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(64)
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .opaque("Mystery")
            .training(Recipe.of().loss(Loss.MSE))
            .build();

    assertEquals("", lint(new ConfinedRegression(), net));
  }

  @Test
  void a_softmax_under_the_absolute_error() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Softmax")
            .training(Recipe.of().loss(Loss.MAE, "mae"))
            .build();

    assertEquals(
        """
        warning[ML315]: softmax at the output of a regression keeps targets out of reach
          --> net :: softmax1
           = greatest sum of the outputs 1.00 (exact), limit inf
           = help: leave the activation of the last layer out
        """,
        lint(new ConfinedRegression(), net));
  }

  @Test
  void a_sigmoid_under_the_absolute_error() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.xavier())
            .apply("Sigmoid")
            .training(Recipe.of().loss(Loss.MAE, "mae"))
            .build();

    assertEquals(
        """
        note[ML315]: sigmoid at the output of a regression keeps targets out of reach
          --> net :: sigmoid1
           = greatest output 1.00 (exact), limit inf
           = help: leave the activation of the last layer out
        """,
        lint(new ConfinedRegression(), net));
  }
}

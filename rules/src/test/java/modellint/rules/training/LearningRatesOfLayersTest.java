package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRatesOfLayersTest {

  @Test
  void a_layer_is_judged_by_its_own_optimiser() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("adam", 1e-3)
                    .optimizerOf("dense1", "adam", 1e-3)
                    .optimizerOf("dense2", "rmsprop", 1.0))
            .build();

    assertEquals(
        """
        error[ML401]: the first step at this learning rate overwrites the weights
          --> Net.java:15:9
           = first step relative to the weights of dense2.weight 5.66 (predicted), limit 3.00
           = learning rate 1.00 (exact), limit 0.530
           = help: set the learning rate to 0.005 or less
           = effect: predicted first step 5.7 -> 0.028 of the weights
        """,
        lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void an_optimiser_that_moves_no_layer_is_not_judged() {
    var net =
        net()
            .dense(64, 10, Fill.he())
            .training(Recipe.of("rmsprop", 1.0).optimizerOf("dense1", "adam", 1e-3))
            .build();

    assertEquals("", lint(new ExcessiveLearningRate(), net));
  }

  @Test
  void a_layer_is_held_back_by_its_own_optimiser() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.he())
            .training(Recipe.of("adam", 1e-3).optimizerOf("dense2", "sgd", 1e-8))
            .build();

    assertEquals(
        """
        warning[ML402]: the learning rate is far below what is usual for this optimiser
          --> Net.java:15:9
           = effective learning rate 1.00e-08 (exact), limit 1.00e-06
           = help: start from a learning rate of 0.001
        """,
        lint(new NegligibleLearningRate(), net));
  }

  @Test
  void a_low_rate_that_moves_no_layer_holds_nothing_back() {
    var net =
        net()
            .dense(64, 10, Fill.he())
            .training(Recipe.of("sgd", 1e-8).optimizerOf("dense1", "adam", 1e-3))
            .build();

    assertEquals("", lint(new NegligibleLearningRate(), net));
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 0", "0, 1e-3"})
  void a_rate_of_zero_freezes_some_layers_while_others_learn(double global, double own) {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.he())
            .training(
                Recipe.of("sgd", global)
                    .optimizerOf("dense1", "sgd", own)
                    .optimizerOf("dense2", "sgd", global))
            .build();

    assertEquals("", lint(new NegligibleLearningRate(), net));
  }
}

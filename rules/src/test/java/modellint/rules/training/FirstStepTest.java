package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Loss;
import modellint.graph.TrainingDetails.Remark;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstStepTest {
  private static final double RATE = 20;

  private static String severity(Recipe training) {
    var net =
        net()
            .dense(16, 16, Fill.xavier())
            .tanh()
            .dense(16, 4, Fill.xavier())
            .sigmoid()
            .training(training.loss(Loss.MSE))
            .build();
    return lint(new ExcessiveLearningRate(), net).replaceAll("(?s)\\[ML401.*", "");
  }

  @ParameterizedTest
  @CsvSource({"20, ''", "200, warning", "800, error"})
  void the_longer_the_step_the_graver(double rate, String severity) {
    assertEquals(severity, severity(Recipe.of("sgd", rate).batch(32)));
  }

  @Test
  void single_samples_bear_less() {
    assertEquals("", severity(Recipe.of("sgd", 3 * RATE).batch(32)));
    assertEquals("warning", severity(Recipe.of("sgd", 3 * RATE).batch(1)));
  }

  @Test
  void a_sum_over_the_batch_is_as_long_as_the_batch_is_large() {
    var summed = Recipe.of("sgd", RATE).remark(Remark.Kind.SUMMED_GRADIENT, RATE, "");

    assertEquals("", severity(Recipe.of("sgd", RATE)));
    assertEquals("error", severity(summed.batch(64)));
  }

  @Test
  void a_batch_of_unknown_size_has_one_sample_at_least() {
    var summed = Recipe.of("sgd", RATE).remark(Remark.Kind.SUMMED_GRADIENT, RATE, "");
    var hopeless = Recipe.of("sgd", 800).remark(Remark.Kind.SUMMED_GRADIENT, 800, "");

    assertEquals("", severity(summed));
    assertEquals("error", severity(hopeless));
  }

  @Test
  void a_sum_over_the_outputs_counts_them() {
    var summed = Recipe.of("sgd", 200).batch(32).remark(Remark.Kind.SUMMED_OUTPUTS, 1, "");

    assertEquals("warning", severity(Recipe.of("sgd", 200).batch(32)));
    assertEquals("error", severity(summed));
  }

  @Test
  void a_weight_of_the_loss_is_one_of_the_step() {
    var half = Recipe.of("sgd", 400).batch(32).remark(Remark.Kind.SCALED_LOSS, 0.5, "");

    assertEquals("error", severity(Recipe.of("sgd", 800).batch(32)));
    assertEquals("warning", severity(half));
  }
}

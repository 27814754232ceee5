package modellint.verify.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptimizerTest {

  private static final double RATE = 0.1;

  @ParameterizedTest
  @CsvSource({
    // the second of two steps along one gradient, over the rate
    "sgd, 0, 1",
    "momentum, 0.9, 1.9",
    "nesterovs, 0.9, 2.71",
    "adam, 0, 1",
    "adagrad, 0, 0.70710678",
    "rmsprop, 0, 2.29415733"
  })
  void the_second_step_is_that_of_the_paper(String word, double momentum, double expected) {
    Optimizer optimizer = Optimizer.of(descent(word, momentum, 0), RATE, 1).orElseThrow();
    double[] at = {0};
    optimizer.step(at, new double[] {2});
    double first = at[0];
    optimizer.step(at, new double[] {2});

    double size = word.equals("sgd") || word.startsWith("m") || word.startsWith("n") ? 2 : 1;
    assertEquals(-expected * RATE * size, at[0] - first, 1e-5);
  }

  @Test
  void a_penalty_pulls_towards_zero() {
    double[] at = {10};
    Optimizer.of(descent("sgd", 0, 0.5), RATE, 1).orElseThrow().step(at, new double[] {0});

    assertEquals(10 - RATE * 0.5 * 10, at[0], 1e-12);
  }

  @Test
  void an_optimiser_that_is_not_simulated_is_said_to_be_so() {
    assertTrue(Optimizer.of(descent("adamax", 0, 0), RATE, 1).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "value, 0.5, -0.5, 0.5",
    "global-norm, 0.36, -0.48, 0",
    "l2-per-layer, 0.6, -0.6, 0",
    "renormalize-l2-per-layer, 0.6, -0.6, 0"
  })
  void gradients_are_clipped_as_stated(String kind, double first, double second, double third) {
    double threshold = kind.equals("value") ? 0.5 : 0.6;
    double[] gradient = {3, -4, kind.equals("value") ? 5 : 0};
    new Clip(new Descent.Clipping(kind, threshold), List.of(1, 1, 1)).apply(gradient);

    assertArrayEquals(new double[] {first, second, third}, gradient, 1e-12);
  }

  private static Descent descent(String optimizer, double momentum, double decay) {
    return new Descent(
        List.of(),
        List.of("mse"),
        optimizer,
        momentum,
        Map.of(),
        decay,
        Map.of(Descent.STATED, new Descent.Course(RATE, Optional.empty())));
  }
}

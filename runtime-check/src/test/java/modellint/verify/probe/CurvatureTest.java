package modellint.verify.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurvatureTest {

  private static final double[] EIGENVALUES = {7, -3, 0.5, 1, 0};

  @Test
  void the_largest_eigenvalue_of_a_quadratic_is_found() {
    assertEquals(EIGENVALUES[0], largest(false), 1e-3);
  }

  @Test
  void the_scaled_eigenvalue_is_smaller_where_gradients_are_larger() {
    // D^-1/2 H D^-1/2 of a diagonal Hessian: each eigenvalue over its gradient, or the mean one
    double[] gradient = gradient(start());
    double rms = Clip.norm(gradient, 0, gradient.length) / Math.sqrt(gradient.length);
    double expected = 0;
    for (int i = 0; i < gradient.length; i++) {
      double scale = Math.max(Math.abs(gradient[i]), rms);
      expected = Math.max(expected, Math.abs(EIGENVALUES[i]) / scale);
    }
    assertEquals(expected, largest(true), 1e-2 * expected);
  }

  @Test
  void descent_on_a_quadratic_is_stable_exactly_below_the_bound() {
    for (String optimizer : List.of("sgd", "nesterovs")) {
      for (double momentum : new double[] {0, 0.5, 0.9}) {
        Descent descent = descent(optimizer, momentum);
        double rate = Curvature.bound(descent, 1) / EIGENVALUES[0];

        assertTrue(end(descent, 0.95 * rate) < 1, optimizer + momentum + " below");
        assertTrue(end(descent, 1.05 * rate) > 1, optimizer + momentum + " above");
      }
    }
  }

  /** What is left of the steepest direction after many steps. */
  private static double end(Descent descent, double rate) {
    double[] at = {1};
    Optimizer optimizer = Optimizer.of(descent, rate, 1).orElseThrow();
    for (int i = 0; i < 400; i++) {
      optimizer.step(at, new double[] {EIGENVALUES[0] * at[0]});
    }
    return Math.abs(at[0]);
  }

  private static Descent descent(String optimizer, double momentum) {
    return new Descent(List.of(), List.of("mse"), optimizer, momentum, Map.of(), 0, Map.of());
  }

  private static double largest(boolean adaptive) {
    return Curvature.of(CurvatureTest::gradient, start(), adaptive, 1);
  }

  private static double[] start() {
    return new double[] {1, 2, 3, 4, 5};
  }

  private static double[] gradient(double[] at) {
    var gradient = new double[at.length];
    java.util.Arrays.setAll(gradient, i -> EIGENVALUES[i] * at[i]);
    return gradient;
  }
}

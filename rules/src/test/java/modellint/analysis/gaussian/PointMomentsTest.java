package modellint.analysis.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointMomentsTest {

  private static final Scalar RELU = Scalar.leaky(0);
  private static final Scalar TANH =
      Scalar.of(StrictMath::tanh, x -> 1 / (StrictMath.cosh(x) * StrictMath.cosh(x)));

  @Test
  void a_rectifier_halves_signal_and_gradient() {
    PointMoments relu = moments(RELU, 0, 1);

    assertEquals(1 / StrictMath.sqrt(2 * Math.PI), plainMean(relu), 1e-5);
    assertEquals(0.5, plainSquare(relu), 1e-6);
    assertEquals(0.5, plainSlope(relu), 1e-9);
    assertEquals(6, relu.kappa(), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 0, 0.3, 0.9, 0.99})
  void the_arc_cosine_kernel_is_met_at_any_correlation(double c) {
    // Cho and Saul 2009: E[relu(u) relu(v)] and E[step(u) step(v)] in closed form.
    PointMoments relu = moments(RELU, 0, 1);
    double angle = StrictMath.acos(c);
    double kernel = (StrictMath.sqrt(1 - c * c) + c * (Math.PI - angle)) / (2 * Math.PI);

    double unit = StrictMath.exp(2 * relu.valueLog());
    assertEquals(kernel, relu.square(c) * unit, 2e-4);
    assertEquals((Math.PI - angle) / (2 * Math.PI), plain(relu.slopeSquare(c), relu), 2e-2);
  }

  @Test
  void tanh_has_the_moments_of_the_literature() {
    PointMoments tanh = moments(TANH, 0, 1);

    assertEquals(0, plainMean(tanh), 1e-12);
    assertEquals(0.3943, plainSquare(tanh), 1e-4);
    assertEquals(0.4644, plainSlope(tanh), 1e-4);
    assertEquals(4.75, tanh.kappa(), 5e-3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e-20, 1, 1e20, 1e200})
  void no_scale_is_too_small_or_too_large(double std) {
    PointMoments relu = moments(RELU, 0, std);

    double lnSquare = StrictMath.log(relu.square()) + 2 * relu.valueLog();
    assertEquals(StrictMath.log(0.5) + 2 * StrictMath.log(std), lnSquare, 1e-6);
    assertEquals(1, relu.elasticity(), 1e-6);
  }

  @Test
  void composing_by_parts_gives_the_derivative_of_the_whole() {
    // SiLU as exporters write it: x * sigmoid(x).
    Scalar sigmoid =
        Scalar.of(
            x -> 1 / (1 + StrictMath.exp(-x)),
            x -> StrictMath.exp(-x) / ((1 + StrictMath.exp(-x)) * (1 + StrictMath.exp(-x))));
    Jet x = Jet.variable(0, 1);
    PointMoments silu = PointMoments.of(x.times(x.then(sigmoid)));

    assertEquals(0.2066, plainMean(silu), 1e-4);
    assertEquals(0.3558, plainSquare(silu), 1e-4);
    assertEquals(0.3795, plainSlope(silu), 1e-4);
  }

  @Test
  void the_largest_of_two_gaussians_has_its_known_mean() {
    MaximumOfGaussians two = MaximumOfGaussians.of(2);

    assertEquals(1 / StrictMath.sqrt(Math.PI), two.mean(), 5e-3);
    assertEquals(1 - 1 / Math.PI, two.variance(), 5e-3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-5, -1, -0.1, 0, 0.5, 2, 3.5})
  void the_error_function_agrees_with_its_integral(double x) {
    int steps = 20_000;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      double t = (i + 0.5) / steps * x;
      sum += StrictMath.exp(-t * t);
    }
    double integral = 2 / StrictMath.sqrt(Math.PI) * sum * x / steps;

    assertEquals(integral, ErrorFunction.value(x), 1e-8);
    assertTrue(Math.abs(ErrorFunction.value(x)) <= 1);
  }

  private static PointMoments moments(Scalar f, double mean, double std) {
    return PointMoments.of(Jet.variable(mean, std).then(f));
  }

  private static double plainMean(PointMoments it) {
    return it.mean() * StrictMath.exp(it.valueLog());
  }

  private static double plainSquare(PointMoments it) {
    return it.square() * StrictMath.exp(2 * it.valueLog());
  }

  private static double plainSlope(PointMoments it) {
    return plain(it.slopeSquare(), it);
  }

  private static double plain(double slope, PointMoments it) {
    return slope * StrictMath.exp(2 * it.slopeLog());
  }
}

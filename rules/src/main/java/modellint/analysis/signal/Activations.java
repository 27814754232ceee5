package modellint.analysis.signal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import modellint.analysis.gaussian.ErrorFunction;
import modellint.analysis.gaussian.Scalar;

/** The pointwise operators of ONNX with their derivatives, by operator type. */
final class Activations {

  private static final double SELU_ALPHA = 1.6732632423543772;
  private static final double SELU_GAMMA = 1.0507009873554805;
  private static final double ROOT_HALF = StrictMath.sqrt(0.5);
  private static final double GELU_TANH = StrictMath.sqrt(2 / Math.PI);

  static final Scalar SIGMOID = Scalar.of(Activations::sigmoid, Activations::sigmoidSlope);
  static final Scalar TANH = Scalar.of(StrictMath::tanh, Activations::tanhSlope);

  private Activations() {}

  static Map<String, Function<Step, Scalar>> all() {
    var all = new HashMap<String, Function<Step, Scalar>>();
    rectifiers(all);
    sigmoids(all);
    gated(all);
    elementary(all);
    return all;
  }

  private static void rectifiers(Map<String, Function<Step, Scalar>> all) {
    all.put("Relu", step -> Scalar.leaky(0));
    all.put("LeakyRelu", step -> Scalar.leaky(step.node().real("alpha", 0.01)));
    all.put("PRelu", step -> Scalar.leaky(step.moments(1).mean()));
    all.put(
        "ThresholdedRelu",
        step -> {
          double alpha = step.node().real("alpha", 1);
          return Scalar.of(x -> x > alpha ? x : 0, x -> x > alpha ? 1 : 0);
        });
    all.put("Elu", step -> elu(step.node().real("alpha", 1), 1));
    all.put(
        "Celu",
        step -> {
          double alpha = step.node().real("alpha", 1);
          return Scalar.of(
              x -> x > 0 ? x : alpha * StrictMath.expm1(x / alpha),
              x -> x > 0 ? 1 : StrictMath.exp(x / alpha));
        });
    all.put(
        "Selu",
        step -> elu(step.node().real("alpha", SELU_ALPHA), step.node().real("gamma", SELU_GAMMA)));
    all.put(
        "Clip",
        step ->
            Scalar.clip(
                step.scalar(1, step.node().real("min", Double.NEGATIVE_INFINITY)),
                step.scalar(2, step.node().real("max", Double.POSITIVE_INFINITY))));
  }

  private static void sigmoids(Map<String, Function<Step, Scalar>> all) {
    all.put("Sigmoid", step -> SIGMOID);
    all.put("Tanh", step -> TANH);
    all.put(
        "Softsign",
        step ->
            Scalar.of(
                x -> x / (1 + Math.abs(x)), x -> 1 / ((1 + Math.abs(x)) * (1 + Math.abs(x)))));
    all.put("Softplus", step -> Scalar.of(Activations::softplus, Activations::sigmoid));
    all.put(
        "HardSigmoid",
        step -> {
          double alpha = step.node().real("alpha", 0.2);
          double beta = step.node().real("beta", 0.5);
          return Scalar.of(
              x -> Math.min(1, Math.max(0, alpha * x + beta)),
              x -> alpha * x + beta > 0 && alpha * x + beta < 1 ? alpha : 0);
        });
    all.put("Erf", step -> Scalar.of(ErrorFunction::value, ErrorFunction::slope));
    all.put("Atan", step -> Scalar.of(StrictMath::atan, x -> 1 / (1 + x * x)));
  }

  private static void gated(Map<String, Function<Step, Scalar>> all) {
    all.put(
        "HardSwish",
        step ->
            Scalar.of(
                x -> x * Math.min(1, Math.max(0, x / 6 + 0.5)),
                x -> x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5));
    all.put("Mish", step -> Scalar.of(Activations::mish, Activations::mishSlope));
    all.put("Swish", step -> swish(step.node().real("alpha", 1)));
    all.put("QuickGelu", step -> swish(step.node().real("alpha", 1.702)));
    all.put(
        "Gelu",
        step ->
            step.node().text("approximate", "none").equals("tanh")
                ? Scalar.of(Activations::geluTanh, Activations::geluTanhSlope)
                : Scalar.of(Activations::gelu, Activations::geluSlope));
  }

  private static void elementary(Map<String, Function<Step, Scalar>> all) {
    all.put("Abs", step -> Scalar.of(Math::abs, Math::signum));
    all.put("Neg", step -> Scalar.affine(-1, 0));
    all.put("Exp", step -> Scalar.of(StrictMath::exp, StrictMath::exp));
    all.put("Log", step -> Scalar.of(StrictMath::log, x -> 1 / x));
    all.put("Sqrt", step -> Scalar.of(StrictMath::sqrt, x -> 0.5 / StrictMath.sqrt(x)));
    all.put("Reciprocal", step -> Scalar.RECIPROCAL);
    all.put("Sin", step -> Scalar.of(StrictMath::sin, StrictMath::cos));
    all.put("Cos", step -> Scalar.of(StrictMath::cos, x -> -StrictMath.sin(x)));
    all.put("Sinh", step -> Scalar.of(StrictMath::sinh, StrictMath::cosh));
    all.put("Cosh", step -> Scalar.of(StrictMath::cosh, StrictMath::sinh));
    all.put("Tan", step -> Scalar.of(StrictMath::tan, x -> 1 + square(StrictMath.tan(x))));
    all.put("Sign", step -> Scalar.of(Math::signum, x -> 0));
    all.put("Floor", step -> Scalar.of(Math::floor, x -> 0));
    all.put("Ceil", step -> Scalar.of(Math::ceil, x -> 0));
    all.put("Round", step -> Scalar.of(Math::rint, x -> 0));
    all.put(
        "Pow",
        step ->
            Scalar.power(
                step.fixed()
                    .scalar(step.name(1))
                    .orElseThrow(() -> new Unmodelled("Pow with a tensor exponent"))));
  }

  private static Scalar swish(double alpha) {
    return Scalar.of(
        x -> x * sigmoid(alpha * x), x -> sigmoid(alpha * x) + alpha * x * sigmoidSlope(alpha * x));
  }

  private static Scalar elu(double alpha, double gamma) {
    return Scalar.of(
        x -> x > 0 ? gamma * x : gamma * alpha * StrictMath.expm1(x),
        x -> x > 0 ? gamma : gamma * alpha * StrictMath.exp(x));
  }

  private static double square(double x) {
    return x * x;
  }

  private static double sigmoid(double x) {
    return 0.5 * (1 + StrictMath.tanh(0.5 * x));
  }

  private static double sigmoidSlope(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
  }

  private static double tanhSlope(double x) {
    double e = StrictMath.exp(-2 * Math.abs(x));
    return 4 * e / ((1 + e) * (1 + e));
  }

  private static double softplus(double x) {
    return Math.max(0, x) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  private static double mish(double x) {
    return x * StrictMath.tanh(softplus(x));
  }

  private static double mishSlope(double x) {
    double s = softplus(x);
    return StrictMath.tanh(s) + x * tanhSlope(s) * sigmoid(x);
  }

  private static double gelu(double x) {
    return 0.5 * x * (1 + ErrorFunction.value(x * ROOT_HALF));
  }

  private static double geluSlope(double x) {
    return 0.5 * (1 + ErrorFunction.value(x * ROOT_HALF))
        + 0.5 * x * ROOT_HALF * ErrorFunction.slope(x * ROOT_HALF);
  }

  private static double geluTanh(double x) {
    return 0.5 * x * (1 + StrictMath.tanh(GELU_TANH * (x + 0.044715 * x * x * x)));
  }

  private static double geluTanhSlope(double x) {
    double u = GELU_TANH * (x + 0.044715 * x * x * x);
    double du = GELU_TANH * (1 + 3 * 0.044715 * x * x);
    return 0.5 * (1 + StrictMath.tanh(u)) + 0.5 * x * tanhSlope(u) * du;
  }
}

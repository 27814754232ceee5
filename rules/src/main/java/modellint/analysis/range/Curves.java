package modellint.analysis.range;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import modellint.analysis.gaussian.ErrorFunction;
import modellint.graph.Node;

/** Functions of one element. */
final class Curves {

  /** The largest number below one: what a sigmoid approaches and never is. */
  static final double BELOW_ONE = Math.nextDown(1.0);

  private static final double GELU_LEAST = -0.17;
  private static final double SILU_LEAST = -0.2785;
  private static final double MISH_LEAST = -0.3089;
  private static final double HARD_SWISH_LEAST = -0.375;
  private static final double SELU_ALPHA = 1.67326319217681884765625;
  private static final double SELU_GAMMA = 1.05070102214813232421875;

  private Curves() {}

  static Map<String, Transfer> transfers() {
    var all = new HashMap<String, Transfer>();
    rising(all, "Relu", x -> Math.max(0, x));
    rising(all, "Sigmoid", Curves::sigmoid);
    rising(all, "Tanh", StrictMath::tanh);
    rising(all, "Exp", x -> Math.max(Interval.ABOVE_ZERO, StrictMath.exp(x)));
    rising(all, "Sqrt", x -> StrictMath.sqrt(Math.max(0, x)));
    rising(all, "Softplus", Curves::softplus);
    rising(all, "Softsign", x -> Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x)));
    rising(all, "Floor", Math::floor);
    rising(all, "Ceil", Math::ceil);
    rising(all, "Round", Math::rint);
    rising(all, "Sign", Math::signum);
    rising(all, "Atan", StrictMath::atan);
    rising(all, "Sinh", StrictMath::sinh);
    rising(all, "Erf", ErrorFunction::value);
    all.put("Elu", step -> elu(step, step.node().real("alpha", 1), 1));
    all.put("Celu", step -> elu(step, step.node().real("alpha", 1), 1));
    all.put(
        "Selu",
        step ->
            elu(
                step,
                step.node().real("alpha", SELU_ALPHA),
                step.node().real("gamma", SELU_GAMMA)));
    all.put("LeakyRelu", step -> leaky(step, step.node().real("alpha", 0.01)));
    all.put("HardSigmoid", step -> step.range(0).map(x -> hardSigmoid(x, step.node())));
    all.put("Log", Curves::logarithm);
    all.put("Abs", step -> folded(step.range(0)));
    all.put("Neg", step -> negative(step.range(0)));
    all.put("Reciprocal", step -> reciprocal(step.range(0)));
    least(all, "Gelu", GELU_LEAST);
    least(all, "Swish", SILU_LEAST);
    least(all, "Mish", MISH_LEAST);
    least(all, "HardSwish", HARD_SWISH_LEAST);
    wave(all, "Sin");
    wave(all, "Cos");
    return all;
  }

  private static void rising(Map<String, Transfer> all, String type, DoubleUnaryOperator f) {
    all.put(type, step -> step.range(0).map(f));
  }

  /** Functions like SiLU, which dip below zero and then follow the identity. */
  private static void least(Map<String, Transfer> all, String type, double least) {
    all.put(type, step -> dipping(step.range(0), least));
  }

  static Range dipping(Range range, double least) {
    Interval image = new Interval(least, Math.max(0, range.within().high()));
    return range.isMixed()
        ? Range.mixed(image, range.declared()).withZeros(range.zeros())
        : new Range(image, Interval.NONE, range.zeros(), false, range.declared());
  }

  private static void wave(Map<String, Transfer> all, String type) {
    all.put(
        type,
        step ->
            new Range(
                new Interval(-1, 1), Interval.NONE, Zeros.UNSEEN, false, step.range(0).declared()));
  }

  private static double sigmoid(double x) {
    double y = 1 / (1 + StrictMath.exp(-x));
    return Math.max(Interval.ABOVE_ZERO, Math.min(BELOW_ONE, y));
  }

  private static double softplus(double x) {
    double y = x > 30 ? x : StrictMath.log1p(StrictMath.exp(x));
    return Math.max(Interval.ABOVE_ZERO, y);
  }

  private static double hardSigmoid(double x, Node node) {
    double y = node.real("alpha", 0.2) * x + node.real("beta", 0.5);
    return Math.max(0, Math.min(1, y));
  }

  private static Range elu(Step step, double alpha, double gamma) {
    return alpha < 0
        ? Range.UNKNOWN
        : step.range(0).map(x -> gamma * (x > 0 ? x : alpha * StrictMath.expm1(x)));
  }

  private static Range leaky(Step step, double alpha) {
    return alpha < 0 ? Range.UNKNOWN : step.range(0).map(x -> x > 0 || alpha == 0 ? x : alpha * x);
  }

  private static Range logarithm(Step step) {
    Range range = step.range(0);
    return new Range(
        range.within().and(Interval.NOT_NEGATIVE).isEmpty()
            ? Interval.ALL
            : range.within().logarithm(),
        range.reached().and(Interval.POSITIVE).logarithm(),
        Zeros.UNSEEN,
        range.free(),
        range.declared());
  }

  static Range folded(Range range) {
    return new Range(
        range.within().absolute(),
        range.reached().absolute(),
        range.zeros(),
        range.free(),
        range.declared());
  }

  static Range negative(Range range) {
    return new Range(
        range.within().negative(),
        range.reached().negative(),
        range.zeros(),
        range.free(),
        range.declared());
  }

  static Range reciprocal(Range range) {
    Interval reached = range.reached();
    return new Range(
        range.within().reciprocal(),
        reached.low() > 0 || reached.high() < 0 ? reached.reciprocal() : Interval.NONE,
        Zeros.UNSEEN,
        range.free(),
        range.declared());
  }
}

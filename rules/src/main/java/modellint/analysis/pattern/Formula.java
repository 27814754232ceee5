package modellint.analysis.pattern;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/** A function of one value, computed number by number from the pointwise nodes that define it. */
final class Formula {

  private static final Set<String> KNOWN =
      Set.of(
          "Add",
          "Sub",
          "Mul",
          "Div",
          "Pow",
          "Min",
          "Max",
          "Neg",
          "Reciprocal",
          "Sqrt",
          "Exp",
          "Log",
          "Erf",
          "Tanh",
          "Sigmoid",
          "HardSigmoid",
          "Softplus",
          "Relu",
          "Clip",
          "Cast",
          "Identity");
  private static final List<Double> POINTS = List.of(-4.5, -2.2, -1.1, -0.4, 0.3, 1.3, 2.4, 5.0);

  /** The tanh form of GELU leaves the exact one by less than 5e-4 (Hendrycks and Gimpel 2016). */
  private static final double TOLERANCE = 1e-3;

  /** The longest way to write a known function takes about half as many. */
  private static final int MOST_NODES = 24;

  private final Wiring wiring;
  private final String input;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  Formula(Wiring wiring, String input) {
    this.wiring = wiring;
    this.input = input;
  }

  static boolean knows(Node node) {
    return node.domain().isEmpty() && KNOWN.contains(node.type());
  }

  /** The nodes that the last {@link #kind} went over. */
  Collection<Node> nodes() {
    return nodes.values();
  }

  Optional<Pattern.Kind> kind(String output) {
    var left = new EnumMap<Pattern.Kind, DoubleUnaryOperator>(named());
    for (double point : POINTS) {
      var known = new HashMap<String, Double>();
      known.put(input, point);
      nodes.clear();
      OptionalDouble result = at(output, known);
      if (result.isEmpty()) {
        return Optional.empty();
      }
      double value = result.getAsDouble();
      left.values().removeIf(it -> !(StrictMath.abs(it.applyAsDouble(point) - value) < TOLERANCE));
    }
    return left.keySet().stream().findFirst();
  }

  private static Map<Pattern.Kind, DoubleUnaryOperator> named() {
    return Map.of(
        Pattern.Kind.GELU, x -> x * (1 + erf(x / StrictMath.sqrt(2))) / 2,
        Pattern.Kind.QUICK_GELU, x -> x * sigmoid(1.702 * x),
        Pattern.Kind.SILU, x -> x * sigmoid(x),
        Pattern.Kind.MISH, x -> x * StrictMath.tanh(StrictMath.log1p(StrictMath.exp(x))),
        Pattern.Kind.HARD_SWISH, x -> x * clip(x + 3, 0, 6) / 6);
  }

  private OptionalDouble at(String value, Map<String, Double> known) {
    Double already = known.get(value);
    if (already != null) {
      return OptionalDouble.of(already);
    }
    OptionalDouble scalar = wiring.scalar(value);
    if (scalar.isPresent()) {
      return scalar;
    }
    Optional<Node> producer = wiring.producer(value).filter(Formula::knows);
    if (producer.isEmpty() || nodes.size() == MOST_NODES) {
      return OptionalDouble.empty();
    }
    Node node = producer.get();
    nodes.put(node.output(), node);
    double[] arguments = new double[node.inputs().size()];
    for (int i = 0; i < arguments.length; i++) {
      String name = node.inputs().get(i);
      OptionalDouble argument = name.isEmpty() ? OptionalDouble.of(Double.NaN) : at(name, known);
      if (argument.isEmpty()) {
        return argument;
      }
      arguments[i] = argument.getAsDouble();
    }
    double result = apply(node, arguments);
    known.put(value, result);
    return OptionalDouble.of(result);
  }

  private static double apply(Node node, double[] a) {
    double x = a[0];
    double y = a.length > 1 ? a[1] : Double.NaN;
    return switch (node.type()) {
      case "Add" -> x + y;
      case "Sub" -> x - y;
      case "Mul" -> x * y;
      case "Div" -> x / y;
      case "Pow" -> StrictMath.pow(x, y);
      case "Min" -> a.length == 1 ? x : StrictMath.min(x, y);
      case "Max" -> a.length == 1 ? x : StrictMath.max(x, y);
      case "Neg" -> -x;
      case "Reciprocal" -> 1 / x;
      case "Sqrt" -> StrictMath.sqrt(x);
      case "Exp" -> StrictMath.exp(x);
      case "Log" -> StrictMath.log(x);
      case "Erf" -> erf(x);
      case "Tanh" -> StrictMath.tanh(x);
      case "Sigmoid" -> sigmoid(x);
      case "HardSigmoid" -> clip(node.real("alpha", 0.2) * x + node.real("beta", 0.5), 0, 1);
      case "Softplus" -> StrictMath.log1p(StrictMath.exp(x));
      case "Relu" -> StrictMath.max(0, x);
      case "Clip" ->
          clip(x, bound(node, "min", y), bound(node, "max", a.length > 2 ? a[2] : Double.NaN));
      case "Cast", "Identity" -> x;
      default -> throw new AssertionError(node.type());
    };
  }

  private static double bound(Node node, String name, double argument) {
    return Double.isNaN(argument) ? node.real(name, Double.NaN) : argument;
  }

  private static double clip(double x, double low, double high) {
    double raised = x < low ? low : x;
    return raised > high ? high : raised;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }

  /** Abramowitz and Stegun 7.1.26; error below 1.5e-7. */
  private static double erf(double x) {
    double t = 1 / (1 + 0.3275911 * StrictMath.abs(x));
    double series =
        ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592)
            * t;
    return StrictMath.copySign(1 - series * StrictMath.exp(-x * x), x);
  }
}

package modellint.dl4j;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Shape;
import modellint.graph.Weights;
import modellint.graph.Weights.Scaled.Fan;

/**
 * Weight initialisers with the variance that the library's code gives, which its names do not
 * always promise: {@code LECUN_UNIFORM} draws from three times the paper's range squared.
 *
 * <p>Read in {@code org.deeplearning4j.nn.weights}, 1.0.0-M2.1.
 */
final class WeightInits {

  /**
   * Variance left of a unit normal that is cut off at two deviations: 0.774 in theory, 0.758
   * measured over 25 million weights of ResNet50 in 1.0.0-M2.1, whose redrawing favours the middle.
   */
  private static final double TRUNCATED = 0.7578;

  private WeightInits() {}

  /** The word users know the initialiser by. */
  static String name(Value value) {
    if (value instanceof Value.Constant it) {
      return it.name();
    }
    Optional<Settings> made = Settings.of(value);
    if (made.isEmpty()) {
      return value instanceof Obj it && !it.type().isEmpty() ? it.type() : "unknown";
    }
    String type = made.get().type();
    return switch (type) {
      case "WeightInitXavier" -> "XAVIER";
      case "WeightInitXavierUniform" -> "XAVIER_UNIFORM";
      case "WeightInitXavierLegacy" -> "XAVIER_LEGACY";
      case "WeightInitRelu" -> "RELU";
      case "WeightInitReluUniform" -> "RELU_UNIFORM";
      case "WeightInitUniform" -> "UNIFORM";
      case "WeightInitNormal" -> "NORMAL";
      case "WeightInitLecunUniform" -> "LECUN_UNIFORM";
      case "WeightInitSigmoidUniform" -> "SIGMOID_UNIFORM";
      case "WeightInitIdentity" -> "IDENTITY";
      case "WeightInitVarScalingNormalFanIn" -> "VAR_SCALING_NORMAL_FAN_IN";
      case "WeightInitVarScalingNormalFanOut" -> "VAR_SCALING_NORMAL_FAN_OUT";
      case "WeightInitVarScalingNormalFanAvg" -> "VAR_SCALING_NORMAL_FAN_AVG";
      case "WeightInitVarScalingUniformFanIn" -> "VAR_SCALING_UNIFORM_FAN_IN";
      case "WeightInitVarScalingUniformFanOut" -> "VAR_SCALING_UNIFORM_FAN_OUT";
      case "WeightInitVarScalingUniformFanAvg" -> "VAR_SCALING_UNIFORM_FAN_AVG";
      case "WeightInitDistribution" -> made.get().argument(0).map(WeightInits::name).orElse(type);
      default -> type;
    };
  }

  /** The weights that {@code init} draws for the given fans; unknown where a needed fan is. */
  static Weights of(Value init, Fans fans, Shape shape) {
    if (init instanceof Value.Unknown it) {
      return new Weights.Unknown(it.reason());
    }
    Optional<Settings> made = Settings.of(init);
    if (made.isPresent() && made.get().type().equals("WeightInitDistribution")) {
      return of(made.get().argument(0).orElse(new Value.Nothing()), fans, shape);
    }
    if (made.isPresent() && made.get().type().endsWith("Distribution")) {
      return distribution(made.get(), shape);
    }
    if (made.isPresent() && made.get().type().equals("WeightInitConstant")) {
      return number(made.get(), 0, 0.0)
          .<Weights>map(it -> new Weights.Declared(new Init.Constant("CONSTANT", it)))
          .orElseGet(() -> unknown(made.get().arguments().get(0)));
    }
    Optional<Value> factor =
        made.filter(it -> it.type().startsWith("WeightInitVarScaling"))
            .flatMap(it -> it.argument(0));
    return factor.isPresent()
        ? factor
            .get()
            .real()
            .map(it -> scheme(name(init), it, fans, shape))
            .orElseGet(() -> unknown(factor.get()))
        : scheme(name(init), 1, fans, shape);
  }

  /**
   * Weights of a scheme.
   *
   * @param factor of the variance where the draw is normal, of the range where it is uniform
   */
  private static Weights scheme(String name, double factor, Fans fans, Shape shape) {
    double square = factor * factor;
    List<Fan> in = fans.in();
    List<Fan> out = fans.out();
    List<Fan> both = Stream.concat(in.stream(), out.stream()).toList();
    String why = "the variance of " + name + " depends on " + fans.unknown();
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "XAVIER" -> drawn(name, false, 2, both, why);
      case "XAVIER_UNIFORM" -> drawn(name, true, 2, both, why);
      case "XAVIER_FAN_IN", "LECUN_NORMAL", "NORMAL" -> drawn(name, false, 1, in, why);
      case "XAVIER_LEGACY" -> drawn(name, false, 1, legacy(shape), why);
      case "RELU" -> drawn(name, false, 2, in, why);
      case "RELU_UNIFORM" -> drawn(name, true, 2, in, why);
      case "UNIFORM" -> drawn(name, true, 1.0 / 3, in, why);
      case "LECUN_UNIFORM", "VAR_SCALING_UNIFORM_FAN_IN" -> drawn(name, true, 3 * square, in, why);
      case "VAR_SCALING_UNIFORM_FAN_OUT" -> drawn(name, true, 3 * square, out, why);
      case "VAR_SCALING_UNIFORM_FAN_AVG" -> drawn(name, true, 6 * square, both, why);
      case "VAR_SCALING_NORMAL_FAN_IN" -> drawn(name, false, factor * TRUNCATED, in, why);
      case "VAR_SCALING_NORMAL_FAN_OUT" -> drawn(name, false, factor * TRUNCATED, out, why);
      case "VAR_SCALING_NORMAL_FAN_AVG" -> drawn(name, false, 2 * factor * TRUNCATED, both, why);
      case "SIGMOID_UNIFORM" -> drawn(name, true, 32, both, why);
      case "ZERO" -> new Weights.Declared(new Init.Constant(name, 0));
      case "ONES" -> new Weights.Declared(new Init.Constant(name, 1));
      case "IDENTITY" ->
          known(shape.dim(first(shape)))
              .<Weights>map(
                  n -> new Weights.Declared(new Init.Identity(name, 1 / n, 1 / n - 1 / (n * n))))
              .orElseGet(() -> new Weights.Unknown(why));
      default -> new Weights.Unknown("initialiser " + name + " is not known");
    };
  }

  /** ONNX puts the directions of steps before the sides of the library's own matrix. */
  private static int first(Shape shape) {
    return shape.rank() == 3 && shape.dim(0).equals(Dim.of(1)) ? 1 : 0;
  }

  private static long rows(Shape shape) {
    return shape.dim(first(shape)).size();
  }

  /** The first two sides of the library's own matrix. */
  private static List<Fan> legacy(Shape shape) {
    int first = first(shape);
    return shape.rank() > first + 1
        ? List.of(new Fan(shape.dim(first), 1), new Fan(shape.dim(first + 1), 1))
        : List.of();
  }

  /** A variance of {@code scale} over the sum of {@code fans}, symbolic where a fan is. */
  private static Weights drawn(
      String name, boolean uniform, double scale, List<Fan> fans, String why) {
    if (fans.isEmpty()) {
      return new Weights.Unknown(why);
    }
    var drawn = new Weights.Scaled(name, uniform, scale, fans);
    return drawn.isKnown() ? new Weights.Declared(drawn.at(Dim::size)) : drawn;
  }

  private static Optional<Double> known(Dim dim) {
    return dim.isKnown() ? Optional.of((double) dim.size()) : Optional.empty();
  }

  private static Optional<Double> number(Settings it, int index, double otherwise) {
    return index < it.arguments().size()
        ? it.arguments().get(index).real()
        : Optional.of(otherwise);
  }

  private static Weights unknown(Value value) {
    return new Weights.Unknown(value.why().orElse("a parameter of the distribution is not known"));
  }

  private static Weights distribution(Settings it, Shape shape) {
    Optional<Double> first = number(it, 0, 0);
    Optional<Double> second = number(it, 1, 1);
    if (first.isEmpty() || second.isEmpty()) {
      return new Weights.Unknown("a parameter of " + it.type() + " is not known");
    }
    double a = first.get();
    double b = second.get();
    String name = it.type();
    return switch (name) {
      case "NormalDistribution", "GaussianDistribution" ->
          new Weights.Declared(new Init.Normal(name, a, b * b));
      case "TruncatedNormalDistribution" ->
          new Weights.Declared(new Init.Normal(name, a, TRUNCATED * b * b));
      case "UniformDistribution" -> new Weights.Declared(new Init.Uniform(name, a, b));
      case "ConstantDistribution" -> new Weights.Declared(new Init.Constant(name, a));
      case "LogNormalDistribution" -> {
        double square = b * b;
        double mean = StrictMath.exp(a + square / 2);
        yield new Weights.Declared(
            new Init.Normal(name, mean, StrictMath.expm1(square) * mean * mean));
      }
      case "BinomialDistribution" ->
          new Weights.Declared(new Init.Normal(name, a * b, a * b * (1 - b)));
      case "OrthogonalDistribution" -> {
        double gain = it.arguments().isEmpty() ? 1 : a;
        yield shape.isKnown() && shape.rank() > 1
            ? new Weights.Declared(
                new Init.Orthogonal(
                    name,
                    gain,
                    gain * gain / Math.max(rows(shape), shape.elements().size() / rows(shape))))
            : new Weights.Unknown("the shape of an orthogonal matrix is not known");
      }
      default -> new Weights.Unknown("distribution " + name + " is not known");
    };
  }
}

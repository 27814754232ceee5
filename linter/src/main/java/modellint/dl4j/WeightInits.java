package modellint.dl4j;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Shape;
import modellint.graph.Weights;

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
    return scheme(name(init), fans, shape);
  }

  private static Weights scheme(String name, Fans fans, Shape shape) {
    BiFunction<Optional<Double>, String, Weights> normal =
        (variance, what) ->
            variance
                .<Weights>map(it -> new Weights.Declared(new Init.Normal(name, 0, it)))
                .orElseGet(() -> new Weights.Unknown(what));
    BiFunction<Optional<Double>, String, Weights> uniform =
        (limit, what) ->
            limit
                .<Weights>map(it -> new Weights.Declared(new Init.Uniform(name, -it, it)))
                .orElseGet(() -> new Weights.Unknown(what));
    Optional<Double> in = fans.in();
    Optional<Double> out = fans.out();
    Optional<Double> sum = in.flatMap(i -> out.map(o -> i + o));
    String why = "the variance of " + name + " depends on " + fans.unknown();
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "XAVIER" -> normal.apply(sum.map(it -> 2 / it), why);
      case "XAVIER_UNIFORM" -> uniform.apply(sum.map(it -> StrictMath.sqrt(6 / it)), why);
      case "XAVIER_FAN_IN", "LECUN_NORMAL", "NORMAL" -> normal.apply(in.map(it -> 1 / it), why);
      case "XAVIER_LEGACY" ->
          normal.apply(
              shape.rank() > 1
                  ? known(shape.dim(0)).flatMap(a -> known(shape.dim(1)).map(b -> 1 / (a + b)))
                  : Optional.empty(),
              why);
      case "RELU" -> normal.apply(in.map(it -> 2 / it), why);
      case "RELU_UNIFORM" -> uniform.apply(in.map(it -> StrictMath.sqrt(6 / it)), why);
      case "UNIFORM" -> uniform.apply(in.map(it -> 1 / StrictMath.sqrt(it)), why);
      case "LECUN_UNIFORM", "VAR_SCALING_UNIFORM_FAN_IN" ->
          uniform.apply(in.map(it -> 3 / StrictMath.sqrt(it)), why);
      case "VAR_SCALING_UNIFORM_FAN_OUT" ->
          uniform.apply(out.map(it -> 3 / StrictMath.sqrt(it)), why);
      case "VAR_SCALING_UNIFORM_FAN_AVG" ->
          uniform.apply(sum.map(it -> 3 / StrictMath.sqrt(it / 2)), why);
      case "VAR_SCALING_NORMAL_FAN_IN" -> normal.apply(in.map(it -> TRUNCATED / it), why);
      case "VAR_SCALING_NORMAL_FAN_OUT" -> normal.apply(out.map(it -> TRUNCATED / it), why);
      case "VAR_SCALING_NORMAL_FAN_AVG" -> normal.apply(sum.map(it -> 2 * TRUNCATED / it), why);
      case "SIGMOID_UNIFORM" -> uniform.apply(sum.map(it -> 4 * StrictMath.sqrt(6 / it)), why);
      case "ZERO" -> new Weights.Declared(new Init.Constant(name, 0));
      case "ONES" -> new Weights.Declared(new Init.Constant(name, 1));
      case "IDENTITY" ->
          known(shape.dim(0))
              .<Weights>map(
                  n -> new Weights.Declared(new Init.Identity(name, 1 / n, 1 / n - 1 / (n * n))))
              .orElseGet(() -> new Weights.Unknown(why));
      default -> new Weights.Unknown("initialiser " + name + " is not known");
    };
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
                    gain
                        * gain
                        / Math.max(
                            shape.dim(0).size(), shape.elements().size() / shape.dim(0).size())))
            : new Weights.Unknown("the shape of an orthogonal matrix is not known");
      }
      default -> new Weights.Unknown("distribution " + name + " is not known");
    };
  }
}

package modellint.tensorflow;

import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Weights;
import modellint.rule.Literal;

/**
 * How the expression that a variable starts with draws its elements: a random operation, its
 * multiples and sums with constants, or an initializer of the framework.
 */
final class Initials {

  /** Variance of a standard normal cut off at two deviations. */
  private static final double TRUNCATED = StrictMath.pow(0.87962566103423978, 2);

  private Initials() {}

  static Weights of(Value initial) {
    return drawn(initial)
        .<Weights>map(Weights.Declared::new)
        .orElseGet(
            () ->
                new Weights.Unknown(
                    initial
                        .why()
                        .orElse("how a variable's initial value is drawn is not in the source")));
  }

  private static Optional<Init> drawn(Value initial) {
    Optional<Operation> made = Operation.of(initial);
    if (made.isEmpty()) {
      return Optional.empty();
    }
    Operation it = made.get();
    if (it.space().startsWith("initializers.")) {
      return it.owner().flatMap(owner -> framework(owner, it.argument(0)));
    }
    return switch (it.method()) {
      case "zeros" -> constant("zeros", 0);
      case "ones" -> constant("ones", 1);
      case "fill" -> Constants.number(it.argument(1)).flatMap(v -> constant("fill", v));
      case "constant" -> Constants.common(it.argument(0)).flatMap(v -> constant("constant", v));
      case "truncatedNormal", "statelessTruncatedNormal" ->
          Optional.of(new Init.Normal("truncatedNormal", 0, TRUNCATED));
      case "randomStandardNormal", "statelessRandomNormal", "randomNormal" ->
          Optional.of(new Init.Normal("randomNormal", 0, 1));
      case "randomUniform", "statelessRandomUniform" ->
          Optional.of(new Init.Uniform("randomUniform", 0, 1));
      case "cast", "identity", "reshape" -> drawn(it.argument(0));
      case "neg" -> drawn(it.argument(0)).flatMap(x -> affine(x, -1, 0));
      case "mul" ->
          Constants.number(it.argument(1))
              .flatMap(k -> drawn(it.argument(0)).flatMap(x -> affine(x, k, 0)))
              .or(
                  () ->
                      Constants.number(it.argument(0))
                          .flatMap(k -> drawn(it.argument(1)).flatMap(x -> affine(x, k, 0))));
      case "div" ->
          Constants.number(it.argument(1))
              .filter(k -> k != 0)
              .flatMap(k -> drawn(it.argument(0)).flatMap(x -> affine(x, 1 / k, 0)));
      case "add" ->
          Constants.number(it.argument(1))
              .flatMap(k -> drawn(it.argument(0)).flatMap(x -> affine(x, 1, k)));
      case "sub" ->
          Constants.number(it.argument(1))
              .flatMap(k -> drawn(it.argument(0)).flatMap(x -> affine(x, 1, -k)));
      default -> Optional.empty();
    };
  }

  private static Optional<Init> constant(String name, double value) {
    return Optional.of(new Init.Constant(name, value));
  }

  /** The initialiser of {@code scale * x + shift}. */
  private static Optional<Init> affine(Init x, double scale, double shift) {
    String name =
        scale == 1 || x.name().contains(" ") ? x.name() : x.name() + " times " + shown(scale);
    if (x instanceof Init.Normal it) {
      return Optional.of(
          new Init.Normal(name, scale * it.mean() + shift, scale * scale * it.variance()));
    }
    if (x instanceof Init.Uniform it) {
      double a = scale * it.low() + shift;
      double b = scale * it.high() + shift;
      return Optional.of(new Init.Uniform(name, Math.min(a, b), Math.max(a, b)));
    }
    return x instanceof Init.Constant it
        ? constant(name, scale * it.value() + shift)
        : Optional.empty();
  }

  private static String shown(double scale) {
    // The shortest digits of the float, which the source states, not those of its double.
    return Literal.of(Double.parseDouble(Float.toString((float) scale)));
  }

  private static Optional<Init> framework(Obj initializer, Value dims) {
    String name = initializer.type().substring(initializer.type().lastIndexOf('.') + 1);
    List<Value> given = initializer.origin().arguments();
    Optional<List<Dim>> shape =
        Shapes.numbers(dims).map(Shapes::dims).filter(it -> it.stream().allMatch(Dim::isKnown));
    return switch (name) {
      case "Zeros" -> constant(name, 0);
      case "Ones" -> constant(name, 1);
      case "Constant" -> number(given, 0).flatMap(it -> constant(name, it));
      case "RandomNormal" -> normal(name, given, 1, 1);
      case "TruncatedNormal" -> normal(name, given, 0.05, TRUNCATED);
      case "RandomUniform" ->
          given.size() < 3
              ? Optional.of(new Init.Uniform(name, -0.05, 0.05))
              : number(given, 0)
                  .flatMap(low -> number(given, 1).map(high -> new Init.Uniform(name, low, high)));
      case "Glorot" -> shape.flatMap(it -> scaled(name, 1, "FAN_AVG", given, 0, it));
      case "He" -> shape.flatMap(it -> scaled(name, 2, "FAN_IN", given, 0, it));
      case "LeCun" -> shape.flatMap(it -> scaled(name, 1, "FAN_IN", given, 0, it));
      case "VarianceScaling" ->
          shape.flatMap(
              it ->
                  given.size() < 4
                      ? scaled(name, 1, "FAN_IN", List.of(), 0, it)
                      : number(given, 0)
                          .flatMap(scale -> scaled(name, scale, word(given, 1), given, 2, it)));
      case "Orthogonal" ->
          shape.flatMap(
              it ->
                  (given.size() < 2 ? Optional.of(1.0) : number(given, 0))
                      .map(gain -> new Init.Orthogonal(name, gain, orthogonal(gain, it))));
      default -> Optional.empty();
    };
  }

  /** Arguments are {@code ([mean, [deviation,]] seed)}. */
  private static Optional<Init> normal(
      String name, List<Value> given, double deviation, double factor) {
    Optional<Double> mean = given.size() > 1 ? number(given, 0) : Optional.of(0.0);
    Optional<Double> width = given.size() > 2 ? number(given, 1) : Optional.of(deviation);
    return mean.flatMap(m -> width.map(d -> new Init.Normal(name, m, factor * d * d)));
  }

  private static double orthogonal(double gain, List<Dim> shape) {
    long columns = shape.get(shape.size() - 1).size();
    long rows = shape.stream().mapToLong(Dim::size).reduce(1, (a, b) -> a * b) / columns;
    return gain * gain / Math.max(rows, columns);
  }

  /**
   * Variance scaling (He et al. 2015). For kernels the library multiplies the input channels into
   * the window's size, so that both fans of a convolution come out too large by that factor; and
   * its uniform distribution scales U(0, 1), so that no weight is negative.
   */
  private static Optional<Init> scaled(
      String name, double scale, String mode, List<Value> given, int distribution, List<Dim> dims) {
    double[] fans = fans(dims);
    double fan =
        switch (mode) {
          case "FAN_IN" -> fans[0];
          case "FAN_OUT" -> fans[1];
          case "FAN_AVG" -> (fans[0] + fans[1]) / 2;
          default -> Double.NaN;
        };
    if (Double.isNaN(fan)) {
      return Optional.empty();
    }
    double variance = scale / Math.max(1, fan);
    return switch (given.isEmpty() ? "TRUNCATED_NORMAL" : word(given, distribution)) {
      case "TRUNCATED_NORMAL", "NORMAL" -> Optional.of(new Init.Normal(name, 0, variance));
      case "UNIFORM" -> {
        double limit = StrictMath.sqrt(3 * variance);
        yield Optional.of(new Init.Uniform(name, 0, limit));
      }
      default -> Optional.empty();
    };
  }

  private static double[] fans(List<Dim> dims) {
    int rank = dims.size();
    if (rank < 2) {
      double one = rank == 0 ? 1 : dims.get(0).size();
      return new double[] {one, one};
    }
    double in = dims.get(rank - 2).size();
    double out = dims.get(rank - 1).size();
    if (rank == 2) {
      return new double[] {in, out};
    }
    double window = 1;
    for (Dim dim : dims.subList(0, rank - 1)) {
      window *= dim.size();
    }
    return new double[] {in * window, out * window};
  }

  private static String word(List<Value> given, int index) {
    return index < given.size() && given.get(index) instanceof Value.Constant it ? it.name() : "";
  }

  private static Optional<Double> number(List<Value> given, int index) {
    return index < given.size() ? given.get(index).real() : Optional.empty();
  }
}

package modellint.samediff;

import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Init;
import modellint.graph.Weights;

/**
 * Initialiser schemes with the variance that {@code org.nd4j.weightinit.impl} computes; a scheme is
 * told its fans: {@code new XavierInitScheme('c', in, out)}. No scheme means zeros.
 */
final class InitSchemes {

  private InitSchemes() {}

  static final Weights ZERO = constant("ZeroInitScheme (the default)", 0);

  private static Weights constant(String name, double value) {
    return new Weights.Declared(new Init.Constant(name, value));
  }

  /** {@code Nd4j.zeros(..)}, {@code Nd4j.rand(..)} and their like; empty for any other array. */
  static Optional<Weights> ofArray(Obj array) {
    if (!(array.origin() instanceof Origin.Static made)
        || !made.type().equals("org.nd4j.linalg.factory.Nd4j")
        || !array.calls().isEmpty()) {
      return Optional.empty();
    }
    String name = "Nd4j." + made.method();
    return switch (made.method()) {
      case "zeros" -> Optional.of(constant(name, 0));
      case "ones" -> Optional.of(constant(name, 1));
      case "rand" -> Optional.of(new Weights.Declared(new Init.Uniform(name, 0, 1)));
      case "randn" -> Optional.of(new Weights.Declared(new Init.Normal(name, 0, 1)));
      default -> Optional.empty();
    };
  }

  static Weights of(Obj scheme) {
    String name = scheme.type().substring(scheme.type().lastIndexOf('.') + 1);
    List<Value> arguments = scheme.origin().arguments();
    Optional<Double> in = arguments.size() > 1 ? arguments.get(1).real() : Optional.empty();
    Optional<Double> out = arguments.size() > 2 ? arguments.get(2).real() : Optional.empty();
    return switch (name) {
      case "ZeroInitScheme" -> constant(name, 0);
      case "OneInitScheme" -> constant(name, 1);
      case "ConstantInitScheme" -> in.map(it -> constant(name, it)).orElse(unknown(name));
      case "ReluInitScheme" -> normal(name, in.map(it -> 2 / it));
      case "ReluUniformInitScheme" -> uniform(name, in.map(it -> StrictMath.sqrt(6 / it)));
      case "UniformInitScheme" -> uniform(name, in.map(it -> 1 / StrictMath.sqrt(it)));
      case "LecunUniformInitScheme", "VarScalingNormalUniformFanInInitScheme" ->
          uniform(name, in.map(it -> 3 / StrictMath.sqrt(it)));
      case "VarScalingNormalUniformFanOutInitScheme" ->
          uniform(name, in.map(it -> 3 / StrictMath.sqrt(it)));
      case "XavierFanInInitScheme",
          "VarScalingNormalFanInInitScheme",
          "VarScalingNormalFanOutInitScheme" ->
          normal(name, in.map(it -> 1 / it));
      case "XavierInitScheme", "VarScalingNormalFanAvgInitScheme" ->
          normal(name, sum(in, out).map(it -> 2 / it));
      case "XavierUniformInitScheme" ->
          uniform(name, sum(in, out).map(it -> StrictMath.sqrt(6 / it)));
      case "SigmoidUniformInitScheme" ->
          uniform(name, sum(in, out).map(it -> 4 * StrictMath.sqrt(6 / it)));
      case "VarScalingUniformFanAvgInitScheme" ->
          uniform(name, sum(in, out).map(it -> 3 / StrictMath.sqrt(it / 2)));
      default -> unknown(name);
    };
  }

  private static Optional<Double> sum(Optional<Double> in, Optional<Double> out) {
    return in.flatMap(i -> out.map(o -> i + o));
  }

  private static Weights normal(String name, Optional<Double> variance) {
    return variance
        .<Weights>map(it -> new Weights.Declared(new Init.Normal(name, 0, it)))
        .orElseGet(() -> unknown(name));
  }

  private static Weights uniform(String name, Optional<Double> limit) {
    return limit
        .<Weights>map(it -> new Weights.Declared(new Init.Uniform(name, -it, it)))
        .orElseGet(() -> unknown(name));
  }

  private static Weights unknown(String name) {
    return new Weights.Unknown("the variance of " + name + " depends on numbers not known");
  }
}

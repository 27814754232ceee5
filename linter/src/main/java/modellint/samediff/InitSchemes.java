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

  static final String PACKAGE = "org.nd4j.weightinit.impl";

  /** The variance that is left of a normal distribution cut at two deviations, as drawn. */
  private static final double TRUNCATED = 0.7578;

  static final Weights ZERO = constant("ZeroInitScheme (the default)", 0);

  private InitSchemes() {}

  static boolean isScheme(Obj object) {
    return object.type().startsWith(PACKAGE + ".");
  }

  private static Weights constant(String name, double value) {
    return new Weights.Declared(new Init.Constant(name, value));
  }

  static Weights of(Obj scheme) {
    String name = scheme.type().substring(scheme.type().lastIndexOf('.') + 1);
    Optional<Double> in = number(scheme, 1, "fanIn");
    Optional<Double> out = number(scheme, 2, "fanOut");
    return switch (name) {
      case "ZeroInitScheme" -> constant(name, 0);
      case "OneInitScheme" -> constant(name, 1);
      case "ConstantInitScheme" ->
          number(scheme, 1, "constant").map(it -> constant(name, it)).orElse(unknown(name));
      case "DistributionInitScheme" ->
          argument(scheme, 1, "distribution").map(InitSchemes::distribution).orElse(unknown(name));
      case "ReluInitScheme" -> normal(name, in.map(it -> 2 / it));
      case "ReluUniformInitScheme" -> uniform(name, in.map(it -> StrictMath.sqrt(6 / it)));
      case "UniformInitScheme" -> uniform(name, in.map(it -> 1 / StrictMath.sqrt(it)));
      case "LecunUniformInitScheme", "VarScalingNormalUniformFanInInitScheme" ->
          uniform(name, in.map(it -> 3 / StrictMath.sqrt(it)));
      case "VarScalingNormalUniformFanOutInitScheme" ->
          uniform(name, in.or(() -> out).map(it -> 3 / StrictMath.sqrt(it)));
      case "XavierFanInInitScheme", "VarScalingNormalFanInInitScheme" ->
          normal(name, in.map(it -> 1 / it));
      case "VarScalingNormalFanOutInitScheme" -> normal(name, in.or(() -> out).map(it -> 1 / it));
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

  /** An argument of the constructor, or what the builder's setter was given. */
  private static Optional<Value> argument(Obj scheme, int at, String setter) {
    if (scheme.origin() instanceof Origin.Result) {
      return new Config(scheme).value(setter);
    }
    List<Value> arguments = scheme.origin().arguments();
    return at < arguments.size() ? Optional.of(arguments.get(at)) : Optional.empty();
  }

  private static Optional<Double> number(Obj scheme, int at, String setter) {
    return argument(scheme, at, setter).flatMap(Value::real);
  }

  /** {@code new NormalDistribution(mean, std)}, with the deviation where two numbers are wanted. */
  private static Weights distribution(Value value) {
    if (!(value instanceof Obj it)) {
      return unknown("a distribution");
    }
    String name = it.type().substring(it.type().lastIndexOf('.') + 1);
    List<Value> arguments = it.origin().arguments();
    Optional<Double> a = arguments.isEmpty() ? Optional.empty() : arguments.get(0).real();
    Optional<Double> b = arguments.size() < 2 ? Optional.empty() : arguments.get(1).real();
    if (name.equals("ConstantDistribution")) {
      return a.map(constant -> constant(name, constant)).orElse(unknown(name));
    }
    if (a.isEmpty() || b.isEmpty()) {
      return unknown(name);
    }
    double square = b.get() * b.get();
    return switch (name) {
      case "NormalDistribution" -> new Weights.Declared(new Init.Normal(name, a.get(), square));
      case "TruncatedNormalDistribution" ->
          new Weights.Declared(new Init.Normal(name, a.get(), TRUNCATED * square));
      case "UniformDistribution" -> new Weights.Declared(new Init.Uniform(name, a.get(), b.get()));
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

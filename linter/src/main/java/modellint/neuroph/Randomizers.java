package modellint.neuroph;

import java.util.List;
import java.util.Optional;
import modellint.definition.Perceptron;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Weights;

/**
 * How {@code network.randomizeWeights(..)} draws every weight and bias again, as the classes of
 * {@code org.neuroph.util.random} really do. The last call counts.
 *
 * @param inputs the network's inputs, without the bias
 * @param hidden the units of all hidden layers, biases among them
 */
record Randomizers(Obj network, Dim inputs, Dim hidden) {

  private static final String CHANCE = "how randomizeWeights draws is not in the source";

  /** How the weights of one layer are drawn, of the bias too; empty where nothing draws again. */
  Optional<Weights> weights(Dim in, Dim out) {
    return network.calls("randomizeWeights").stream()
        .reduce((first, second) -> second)
        .map(it -> drawn(it, in, out));
  }

  private Weights drawn(Call last, Dim in, Dim out) {
    List<Value> given = last.arguments();
    if (!last.certain()) {
      return new Weights.Unknown(CHANCE);
    }
    if (given.size() == 2) {
      return range("RangeRandomizer", given);
    }
    if (given.isEmpty()) {
      return uniform("WeightsRandomizer", -0.5, 0.5);
    }
    return given.get(0) instanceof Obj it
        ? drawn(it.type(), it.origin().arguments(), in, out)
        : new Weights.Unknown(CHANCE);
  }

  private Weights drawn(String type, List<Value> given, Dim in, Dim out) {
    return switch (type.replace("org.neuroph.util.random.", "")) {
      case "WeightsRandomizer", "java.util.Random" -> uniform("WeightsRandomizer", -0.5, 0.5);
      case "RangeRandomizer" -> range("RangeRandomizer", given);
      case "GaussianRandomizer" -> gaussian(given);
      case "HeZhangRenSunUniformWeightsRandomizer" -> he(in);
      case "NguyenWidrowRandomizer" -> nguyenWidrow(given, in, out);
      default -> new Weights.Unknown(CHANCE);
    };
  }

  private static Weights uniform(String name, double low, double high) {
    return new Weights.Declared(
        new Init.Uniform(name + " U(" + low + ", " + high + ")", low, high));
  }

  private static Weights range(String name, List<Value> given) {
    Optional<Double> low = number(given, 0);
    Optional<Double> high = number(given, 1);
    return low.isPresent() && high.isPresent()
        ? uniform(name, low.get(), high.get())
        : new Weights.Unknown("the range that randomizeWeights draws from is not known");
  }

  private static Weights gaussian(List<Value> given) {
    Optional<Double> mean = number(given, 0);
    Optional<Double> deviation = number(given, 1);
    return mean.isPresent() && deviation.isPresent()
        ? new Weights.Declared(
            new Init.Normal("GaussianRandomizer", mean.get(), deviation.get() * deviation.get()))
        : new Weights.Unknown("the deviation that randomizeWeights draws by is not known");
  }

  /** U(-3 s, 3 s) with the s of He: the range of three deviations, not the deviation itself. */
  static Weights he(Dim in) {
    return Perceptron.number(in)
        .<Weights>map(
            it -> {
              double limit = 3 * StrictMath.sqrt(2 / it);
              return new Weights.Declared(
                  new Init.Uniform("HeZhangRenSunUniformWeightsRandomizer", -limit, limit));
            })
        .orElse(new Weights.Unknown("the variance of a layer depends on its inputs"));
  }

  /** Scaled so that the norm of the whole layer, not of one unit, becomes 0.7 h^(1/n). */
  private Weights nguyenWidrow(List<Value> given, Dim in, Dim out) {
    Optional<Double> low = number(given, 0);
    Optional<Double> high = number(given, 1);
    Optional<Double> count = Perceptron.number(in.times(out));
    Optional<Double> units = Perceptron.number(hidden);
    Optional<Double> features = Perceptron.number(inputs);
    if (low.isEmpty()
        || high.isEmpty()
        || count.isEmpty()
        || units.isEmpty()
        || features.isEmpty()) {
      return new Weights.Unknown("the range of Nguyen-Widrow depends on the layers' sizes");
    }
    double beta = 0.7 * StrictMath.pow(units.get(), 1 / features.get());
    if (beta == 0) {
      // Without a hidden layer the library scales every weight by zero.
      return new Weights.Declared(new Init.Constant("NguyenWidrowRandomizer", 0));
    }
    var range = new Init.Uniform("range", low.get(), high.get());
    double scale = beta / StrictMath.sqrt(count.get() * range.secondMoment());
    return new Weights.Declared(
        new Init.Uniform("NguyenWidrowRandomizer", scale * low.get(), scale * high.get()));
  }

  private static Optional<Double> number(List<Value> given, int index) {
    return index < given.size() ? given.get(index).real() : Optional.empty();
  }
}

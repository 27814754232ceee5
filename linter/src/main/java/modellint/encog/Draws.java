package modellint.encog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Perceptron;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Weights;

/**
 * How a network's weights are drawn. {@code reset()} chooses by the activations: with three layers
 * or more, all of them sigmoid, tanh or Elliott (the input's too), the library's Nguyen-Widrow,
 * whose weights lie between 0 and b = 0.7 n^(1/m) / (f(inf) - f(0)) and so have a mean of b/2;
 * otherwise, and with a seed, U(-1, 1) whatever the fan-in. Nothing drawn means zeros.
 */
record Draws(Kind kind, double low, double high) {

  enum Kind {
    ZERO,
    RANGE,
    NGUYEN_WIDROW,
    /** U(+-2/sqrt(in + out)), behind a ReLU U(+-2/sqrt(in)); biases are zero. */
    XAVIER,
    UNKNOWN
  }

  private static final Set<String> BOUNDED =
      Set.of("Sigmoid", "TANH", "Elliott", "ElliottSymmetric");

  static Draws of(Obj network, List<Obj> objects, List<NetworkReader.Layer> layers) {
    Optional<Obj> randomizer =
        objects.stream()
            .filter(
                it -> it.calls("randomize").stream().anyMatch(call -> call.argument(0) == network))
            .reduce((a, b) -> b);
    if (randomizer.isPresent()) {
      return by(randomizer.get());
    }
    boolean made = !(network.origin() instanceof Origin.Made);
    boolean seeded = network.calls("reset").stream().anyMatch(it -> !it.arguments().isEmpty());
    if (!made && network.calls("reset").isEmpty()) {
      return new Draws(Kind.ZERO, 0, 0);
    }
    boolean bounded =
        layers.size() > 2
            && layers.stream().allMatch(it -> BOUNDED.contains(word(it.activation())));
    return new Draws(bounded && !seeded ? Kind.NGUYEN_WIDROW : Kind.RANGE, -1, 1);
  }

  /** A randomizer that the program applies itself. */
  private static Draws by(Obj randomizer) {
    List<Value> arguments = randomizer.origin().arguments();
    boolean range =
        randomizer.type().matches("org\\.encog\\..*\\.(Consistent|Range)Randomizer")
            && arguments.size() > 1
            && arguments.get(0).real().isPresent()
            && arguments.get(1).real().isPresent();
    if (range) {
      return new Draws(Kind.RANGE, arguments.get(0).real().get(), arguments.get(1).real().get());
    }
    Kind kind =
        switch (randomizer.type().replaceFirst("^org\\.encog\\.mathutil\\.randomize\\.", "")) {
          case "NguyenWidrowRandomizer" -> Kind.NGUYEN_WIDROW;
          case "XaiverRandomizer" -> Kind.XAVIER;
          default -> Kind.UNKNOWN;
        };
    return new Draws(kind, 0, 0);
  }

  /** The activation's name without its prefix; no activation means a linear one. */
  static String word(Value activation) {
    String name =
        activation instanceof Obj it
            ? it.type().substring(it.type().lastIndexOf('.') + 1)
            : activation instanceof Value.Constant it
                ? it.name()
                : activation instanceof Value.Nothing ? "ActivationLinear" : "Unknown";
    return name.replaceFirst("^Activation", "");
  }

  /**
   * @param before the activation that the weights read
   * @param function the activation that reads their sums
   */
  Weights weights(Dim from, Dim to, String before, String function) {
    return kind == Kind.XAVIER ? xavier(from, to, before) : drawn(from, to, function, true);
  }

  private static Weights xavier(Dim from, Dim to, String before) {
    Optional<Double> in = Perceptron.number(from);
    Optional<Double> out = before.equals("ReLU") ? Optional.of(0.0) : Perceptron.number(to);
    if (in.isEmpty() || out.isEmpty()) {
      return new Weights.Unknown("the range of XaiverRandomizer depends on the layers' sizes");
    }
    double limit = 2 / StrictMath.sqrt(in.get() + out.get());
    return new Weights.Declared(new Init.Uniform("XaiverRandomizer", -limit, limit));
  }

  Weights biases(Dim from, Dim to, String function) {
    return drawn(from, to, function, false);
  }

  private Weights drawn(Dim from, Dim to, String function, boolean positive) {
    return switch (kind) {
      case ZERO -> new Weights.Declared(new Init.Constant("never reset", 0));
      case RANGE ->
          new Weights.Declared(new Init.Uniform("U(" + low + ", " + high + ")", low, high));
      case XAVIER -> new Weights.Declared(new Init.Constant("XaiverRandomizer", 0));
      case UNKNOWN -> new Weights.Unknown("a randomizer of the program's own draws the weights");
      case NGUYEN_WIDROW -> {
        Optional<Double> in = Perceptron.number(from);
        Optional<Double> out = Perceptron.number(to);
        if (in.isEmpty() || out.isEmpty()) {
          yield new Weights.Unknown("the range of Nguyen-Widrow depends on the layers' sizes");
        }
        double span = function.equals("Sigmoid") || function.equals("Elliott") ? 0.5 : 1;
        double b = 0.7 * StrictMath.pow(out.get(), 1 / in.get()) / span;
        yield new Weights.Declared(new Init.Uniform("Nguyen-Widrow", positive ? 0 : -b, b));
      }
    };
  }
}

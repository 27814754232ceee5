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

  private static final Draws UNKNOWN = new Draws(Kind.UNKNOWN, 0, 0);

  /** The boundary of {@code FanInRandomizer}, which divides it by the units that it leads to. */
  private static final double BOUNDARY = 2.4;

  enum Kind {
    ZERO,
    RANGE,
    GAUSSIAN,
    XAVIER,
    FAN_OUT,
    NGUYEN_WIDROW,
    UNKNOWN
  }

  private static final String PACKAGE = "org.encog.mathutil.randomize.";
  private static final Set<String> BOUNDED =
      Set.of("Sigmoid", "TANH", "Elliott", "ElliottSymmetric");

  private static final Set<String> UNBOUNDED = Set.of("Linear", "ReLU");

  static Draws of(Obj network, List<Obj> objects, List<Layer> layers) {
    Optional<Obj> randomizer =
        objects.stream()
            .filter(
                it -> it.calls("randomize").stream().anyMatch(call -> call.argument(0) == network))
            .reduce((a, b) -> b);
    if (randomizer.isPresent()) {
      return by(randomizer.get());
    }
    if (Stacks.isPattern(network, "ADALINEPattern")) {
      return new Draws(Kind.RANGE, -0.5, 0.5);
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
    List<Value> given = randomizer.origin().arguments();
    String type = randomizer.type();
    if (!type.startsWith(PACKAGE)) {
      return UNKNOWN;
    }
    return switch (type.substring(PACKAGE.length())) {
      case "ConsistentRandomizer", "RangeRandomizer" -> numbered(Kind.RANGE, given);
      case "GaussianRandomizer" -> numbered(Kind.GAUSSIAN, given);
      case "XaiverRandomizer" -> new Draws(Kind.XAVIER, 0, 0);
      case "FanInRandomizer" ->
          given.isEmpty() ? new Draws(Kind.FAN_OUT, -BOUNDARY, BOUNDARY) : UNKNOWN;
      case "NguyenWidrowRandomizer" -> new Draws(Kind.NGUYEN_WIDROW, 0, 0);
      default -> UNKNOWN;
    };
  }

  private static Draws numbered(Kind kind, List<Value> given) {
    return given.size() > 1 && given.get(0).real().isPresent() && given.get(1).real().isPresent()
        ? new Draws(kind, given.get(0).real().get(), given.get(1).real().get())
        : UNKNOWN;
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
   * @param from how many the layer reads
   * @param before the function of what it reads
   */
  Weights weights(Dim from, Dim to, String function, String before) {
    if (kind != Kind.XAVIER) {
      return drawn(from, to, function, true);
    }
    Optional<Double> in = Perceptron.number(from);
    Optional<Double> out = Perceptron.number(to);
    if (in.isEmpty() || out.isEmpty()) {
      return new Weights.Unknown("the range of XaiverRandomizer depends on the layers' sizes");
    }
    boolean rectified = before.equals("ReLU");
    return uniform(
        "XaiverRandomizer", 2 / StrictMath.sqrt(rectified ? in.get() : in.get() + out.get()));
  }

  Weights biases(Dim from, Dim to, String function) {
    return kind == Kind.XAVIER
        ? new Weights.Declared(new Init.Constant("XaiverRandomizer", 0))
        : drawn(from, to, function, false);
  }

  private static Weights uniform(String name, double limit) {
    return new Weights.Declared(new Init.Uniform(name, -limit, limit));
  }

  private Weights drawn(Dim from, Dim to, String function, boolean positive) {
    return switch (kind) {
      case ZERO -> new Weights.Declared(new Init.Constant("never reset", 0));
      case RANGE ->
          new Weights.Declared(new Init.Uniform("U(" + low + ", " + high + ")", low, high));
      case GAUSSIAN ->
          new Weights.Declared(new Init.Normal("GaussianRandomizer", low, high * high));
      case FAN_OUT ->
          Perceptron.number(to)
              .map(it -> uniform("FanInRandomizer", high / it))
              .orElse(new Weights.Unknown("the range of FanInRandomizer depends on the sizes"));
      case XAVIER, UNKNOWN ->
          new Weights.Unknown("a randomizer of the program's own draws the weights");
      case NGUYEN_WIDROW -> nguyenWidrow(from, to, function, positive);
    };
  }

  private static Weights nguyenWidrow(Dim from, Dim to, String function, boolean positive) {
    Optional<Double> in = Perceptron.number(from);
    Optional<Double> out = Perceptron.number(to);
    if (in.isEmpty() || out.isEmpty()) {
      return new Weights.Unknown("the range of Nguyen-Widrow depends on the layers' sizes");
    }
    if (UNBOUNDED.contains(function)) {
      // The range is divided by what the function gives for the largest of all numbers.
      return new Weights.Declared(new Init.Constant("Nguyen-Widrow", 0));
    }
    double span = function.equals("Sigmoid") || function.equals("Elliott") ? 0.5 : 1;
    if (!BOUNDED.contains(function)) {
      return new Weights.Unknown("the range of Nguyen-Widrow depends on the activation");
    }
    double b = 0.7 * StrictMath.pow(out.get(), 1 / in.get()) / span;
    return new Weights.Declared(new Init.Uniform("Nguyen-Widrow", positive ? 0 : -b, b));
  }
}

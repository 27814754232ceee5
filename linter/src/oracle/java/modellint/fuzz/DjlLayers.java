package modellint.fuzz;

import static modellint.fuzz.Piece.made;
import static modellint.fuzz.Piece.of;
import static modellint.fuzz.Piece.step;

import java.util.ArrayList;
import java.util.List;
import modellint.fuzz.Flow.Kind;
import modellint.fuzz.Piece.Chain;
import modellint.fuzz.Piece.Code;
import modellint.fuzz.Piece.Static;
import modellint.fuzz.Piece.Step;

/** Layers of DJL that take what flows. */
final class DjlLayers {

  private final Dice dice;

  DjlLayers(Dice dice) {
    this.dice = dice;
  }

  /** One of the kind of {@code at}, which may change the number of features. */
  Layer next(Flow at) {
    return switch (at.kind()) {
      case ROWS ->
          dice.<Layer>from(
              () -> linear(at, width()),
              () -> linear(at, width()),
              () -> same(activation(), at),
              () -> same(batchNorm(), at),
              () -> same(layerNorm(1, at), at),
              () -> same(dropout(), at));
      case IMAGE ->
          dice.<Layer>from(
              () -> convolution(at, dice.between(1, 6), dice.of(1, 2, 3, 5)),
              () -> kept(at, dice.between(1, 6)),
              () -> same(activation(), at),
              () -> same(batchNorm(), at),
              () -> same(pool(), at),
              () -> same(dropout(), at));
      default ->
          dice.<Layer>from(
              () -> linear(at, width()),
              () -> recurrent(at),
              () -> recurrent(at),
              () -> same(activation(), at),
              () -> same(layerNorm(2, at), at),
              () -> same(dropout(), at),
              () -> encoder(at));
    };
  }

  /** A layer that gives {@code size} features of each element and changes nothing else. */
  Layer kept(Flow at, int size) {
    if (at.kind() != Kind.IMAGE) {
      return linear(at, size);
    }
    int side = dice.of(1, 3);
    List<Step> steps = sides(at, size, side);
    steps.add(step("optPadding", shape(side / 2, side / 2)));
    return new Layer(built("Conv2d", steps), at.sized(size));
  }

  private static Layer same(Piece piece, Flow at) {
    return new Layer(piece, at);
  }

  private int width() {
    return dice.between(1, 12);
  }

  private Layer linear(Flow at, int units) {
    var steps = new ArrayList<>(List.of(step("setUnits", of(units))));
    maybe(0.25, steps, step("optBias", of(dice.chance(0.3))));
    return new Layer(built("Linear", steps), at.sized(units));
  }

  private Layer convolution(Flow at, int filters, int side) {
    List<Step> steps = sides(at, filters, side);
    maybe(0.3, steps, step("optStride", shape(2, dice.between(1, 2))));
    maybe(0.2, steps, step("optPadding", shape(1, 1)));
    maybe(0.1, steps, step("optDilation", shape(2, 1)));
    return new Layer(built("Conv2d", steps), at.sized(filters));
  }

  private List<Step> sides(Flow at, int filters, int side) {
    var steps = new ArrayList<Step>();
    steps.add(step("setKernelShape", shape(side, side)));
    steps.add(dice.of(0, 1), step("setFilters", of(filters)));
    maybe(0.3, steps, step("optBias", of(dice.chance(0.3))));
    if (at.size() % 2 == 0 && filters % 2 == 0) {
      maybe(0.2, steps, step("optGroups", of(2)));
    }
    return steps;
  }

  private Layer recurrent(Flow at) {
    String type = dice.of("LSTM", "GRU", "RNN");
    int size = dice.between(1, 6);
    boolean both = dice.chance(0.3);
    var steps =
        new ArrayList<>(
            List.of(step("setStateSize", of(size)), step("setNumLayers", of(dice.of(1, 1, 2)))));
    if (type.equals("RNN")) {
      String name = dice.of("TANH", "RELU");
      steps.add(step("setActivation", new Piece.Word("RNN.Activation", name)));
    }
    if (both) {
      // With biases the engine reads beyond its weights, and may take the process with it.
      steps.add(step("optBidirectional", of(true)));
      steps.add(step("optHasBiases", of(false)));
    } else {
      maybe(0.2, steps, step("optHasBiases", of(dice.chance(0.5))));
    }
    maybe(0.2, steps, step("optBatchFirst", of(dice.chance(0.5))));
    maybe(0.2, steps, step("optDropRate", real("0.1f")));
    return new Layer(built(type, steps), at.sized(both ? 2 * size : size));
  }

  private Layer encoder(Flow at) {
    if (at.size() % 2 != 0) {
      return linear(at, dice.of(4, 6, 8));
    }
    return new Layer(
        made(
            "TransformerEncoderBlock",
            of(at.size()),
            of(2),
            of(width()),
            real("0.1f"),
            code("Step", dice.of("Activation::relu", "Activation::gelu"))),
        at);
  }

  private Piece batchNorm() {
    var steps = new ArrayList<Step>();
    maybe(0.2, steps, step("optScale", of(false)));
    maybe(0.2, steps, step("optCenter", of(false)));
    maybe(0.2, steps, step("optEpsilon", real("1E-3f")));
    maybe(0.2, steps, step("optMomentum", real("0.8f")));
    maybe(0.2, steps, step("optAxis", of(1)));
    return built("BatchNorm", steps);
  }

  private Piece layerNorm(int axis, Flow at) {
    var steps = new ArrayList<Step>();
    maybe(at.kind() == Kind.SEQUENCE ? 0.8 : 0.1, steps, step("axis", of(axis)));
    maybe(0.2, steps, step("optScale", of(false)));
    maybe(0.2, steps, step("optEpsilon", real("1E-3f")));
    return built("LayerNorm", steps);
  }

  private Piece dropout() {
    var steps = new ArrayList<Step>();
    maybe(0.7, steps, step("optRate", real(dice.of("0.1f", "0.5f", "0.3F"))));
    return built("Dropout", steps);
  }

  private Piece pool() {
    String kind = dice.of("max", "avg") + "Pool2dBlock";
    return dice.chance(0.5)
        ? new Static("Block", "Pool", kind, List.of(shape(2, 2)))
        : new Static("Block", "Pool", kind, List.of(shape(3, 2), shape(2, 2), shape(1, 1)));
  }

  /** One of the many ways to say an activation. */
  Piece activation() {
    String name =
        dice.of("relu", "tanh", "sigmoid", "softPlus", "selu", "gelu", "mish", "softSign", "relu6");
    return switch (dice.between(0, 4)) {
      case 0 -> code("Step", "Activation::" + name);
      case 1 -> made("LambdaBlock", code("Step", "Activation::" + name));
      case 2 -> code("Step", "l -> new NDList(Activation." + name + "(l.head()))");
      case 3 -> new Static("Block", "Activation", "leakyReluBlock", List.of(real("0.1f")));
      default -> new Static("Block", "Activation", name + "Block", List.of());
    };
  }

  static Piece shape(int one, int other) {
    return made("Shape", side(one), side(other));
  }

  /** A field that holds zero is one that nobody has set, to the reader. */
  private static Piece side(int size) {
    return size == 0 ? code("int", "0") : of(size);
  }

  static Piece real(String text) {
    return code("float", text);
  }

  static Piece code(String type, String text) {
    return new Code(type, text);
  }

  static Piece built(String type, List<Step> steps) {
    var start = new Static(type + ".Builder", type, "builder", List.of());
    return new Chain(type, start, steps, "build");
  }

  void maybe(double probability, List<Step> steps, Step step) {
    if (dice.chance(probability)) {
      steps.add(step);
    }
  }
}

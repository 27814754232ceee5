package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Blocks;
import modellint.definition.Declaration;
import modellint.definition.GraphSketch;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Weights;

/** One layer while it is drawn: its settings, what flows in, and what has been declared so far. */
final class Drawing {

  private final LayerSettings settings;
  private final Tensor in;
  private final boolean override;
  private final Blocks blocks;
  private final List<Declaration> declared = new ArrayList<>();
  private boolean opaque;

  Drawing(GraphSketch sketch, LayerSettings settings, Tensor in, boolean override) {
    this.settings = settings;
    this.in = in;
    this.override = override;
    this.blocks = new Blocks(sketch, settings.name(), settings.own().place());
  }

  LayerSettings settings() {
    return settings;
  }

  Settings own() {
    return settings.own();
  }

  Blocks blocks() {
    return blocks;
  }

  Place.Line place() {
    return settings.own().place();
  }

  Flow flow() {
    return in.flow();
  }

  String x() {
    return in.name();
  }

  /** Input features: inferred ones where inference replaces or fills what the layer states. */
  Dim inSize(Dim inferred) {
    Optional<Value> stated = own().value("nIn").filter(Sizes::isSet);
    if (inferred.isKnown() && (override || stated.isEmpty())) {
      return inferred;
    }
    return stated.map(it -> Sizes.dim(it, settings.name() + ".nIn")).orElse(inferred);
  }

  Dim outSize() {
    return own()
        .value("nOut", "units")
        .map(it -> Sizes.dim(it, settings.name() + ".nOut"))
        .orElseGet(() -> Sizes.symbol(settings.name() + ".nOut"));
  }

  /** A trainable tensor of this layer, kept for the count. */
  Declaration declare(String key, Shape shape, Weights weights) {
    Weights known =
        settings.heritage().isDrawn() ? weights : new Weights.Unknown("the base network gives it");
    var declaration = new Declaration(settings.name() + "_" + key, shape, known);
    declared.add(declaration);
    return declaration;
  }

  Declaration weight(String key, Fans fans, Dim... shape) {
    Weights drawn = WeightInits.of(settings.weightInit(), fans, shape(shape));
    return declare(key, shape(shape), settings.placed(drawn));
  }

  /** A weight of a layer that takes its initialiser from itself alone: XAVIER, if it has none. */
  Declaration ownWeight(String key, Fans fans, Dim... shape) {
    Value init = own().value("weightInit").orElse(Globals.XAVIER);
    return declare(key, shape(shape), WeightInits.of(init, fans, shape(shape)));
  }

  /** Notes that nothing is known of what this layer does, nor of how its output is laid out. */
  void markOpaque() {
    opaque = true;
  }

  boolean isOpaque() {
    return opaque;
  }

  /** One operator that ONNX lacks, on the input and on all that has been declared. */
  String opaque(String type) {
    var operands = new ArrayList<String>();
    operands.add(in.name());
    declared.forEach(it -> operands.add(blocks.parameter(it)));
    return blocks.opaque(type, operands, 1).get(0);
  }

  Optional<Declaration> bias(Dim... shape) {
    return settings.hasBias()
        ? Optional.of(bias("b", settings.biasInit(), shape))
        : Optional.empty();
  }

  /** A bias that starts from one value, which may not be known. */
  Declaration bias(String key, Optional<Double> value, Dim... shape) {
    Weights weights =
        value
            .<Weights>map(it -> new Weights.Declared(new Init.Constant("bias", it)))
            .orElse(new Weights.Unknown("the bias' initial value is not known"));
    return declare(key, shape(shape), weights);
  }

  Declaration constant(String key, double value, Dim... shape) {
    return declare(key, shape(shape), new Weights.Declared(new Init.Constant("constant", value)));
  }

  static Shape shape(Dim... dims) {
    return new Shape(List.of(dims));
  }

  List<Declaration> declared() {
    return declared;
  }

  /** The layer's activation function on {@code x}, softmax along {@code axis}. */
  String activate(String x, int axis) {
    return blocks.activation(
        x, Functions.of(settings.activation(), axis).orElseGet(Activation::unknown));
  }

  /** Running statistics declared so far, which no step of the updater changes. */
  Dim statistics() {
    return Sizes.sum(
        declared.stream()
            .filter(it -> it.name().matches(".*_(mean|var)"))
            .map(it -> it.shape().elements())
            .toList());
  }

  /** Parameters declared so far; their number as a size. */
  Dim parameters() {
    return Sizes.sum(declared.stream().map(it -> it.shape().elements()).toList());
  }
}

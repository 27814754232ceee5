package modellint.dl4j;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.eval.Value;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.Weights;

/**
 * One layer's settings as they take effect: its own, and the global ones where it says nothing.
 * What "nothing" means is the library's own notion: a dropout of zero is nothing, so is a penalty
 * of zero.
 */
record LayerSettings(String name, Settings own, Heritage heritage) {

  private static final Value SOFTMAX =
      new Value.Constant("org.nd4j.linalg.activations.Activation", "SOFTMAX");
  private static final Value TANH =
      new Value.Constant("org.nd4j.linalg.activations.Activation", "TANH");
  private static final Value IDENTITY =
      new Value.Constant("org.nd4j.linalg.activations.Activation", "IDENTITY");

  private static final Set<String> WRAPPERS =
      Set.of(
          "Bidirectional",
          "LastTimeStep",
          "TimeDistributed",
          "FrozenLayer",
          "FrozenLayerWithBackprop",
          "MaskZeroLayer");

  Globals globals() {
    return heritage.globals();
  }

  String type() {
    return Dl4jApi.aliases().getOrDefault(own.type(), own.type());
  }

  /** What is stated for this layer: by transfer learning, which wins, or by the layer itself. */
  private Optional<Value> stated(String... setters) {
    return tuning().flatMap(it -> it.value(setters)).or(() -> content().value(setters));
  }

  /** What the layer itself says; a wrapper says nothing, the layer inside it does. */
  private Settings content() {
    Settings at = own;
    for (Optional<Settings> in = inner(at); in.isPresent(); in = inner(at)) {
      at = in.get();
    }
    return at;
  }

  /** The layer that {@code wrapper} wraps; empty where it wraps none. */
  static Optional<Settings> inner(Settings wrapper) {
    if (!WRAPPERS.contains(wrapper.type())) {
      return Optional.empty();
    }
    return wrapper.arguments().stream()
        .flatMap(argument -> Settings.of(argument).stream())
        .findFirst()
        .or(
            () ->
                wrapper
                    .value("layer", "rnnLayer", "setUnderlying", "underlying")
                    .flatMap(Settings::of));
  }

  private Optional<Settings> tuning() {
    return heritage.tuning().filter(it -> Tuning.reaches(type()));
  }

  boolean isFrozen() {
    return heritage.fate() == Fate.FROZEN || type().startsWith("Frozen");
  }

  Value activation() {
    return stated("activation")
        .or(() -> type().equals("ActivationLayer") ? own.argument(0) : Optional.empty())
        .orElseGet(
            () ->
                switch (type()) {
                  case "OutputLayer", "RnnOutputLayer" -> SOFTMAX;
                  // Only the builder that is given no loss sets it.
                  case "CenterLossOutputLayer" ->
                      own.arguments().isEmpty() ? SOFTMAX : globals().activation();
                  // Of these, too, given a loss the builder leaves the function to the global one.
                  case "CnnLossLayer" ->
                      own.arguments().isEmpty() ? IDENTITY : globals().activation();
                  case "LossLayer", "Cnn3DLossLayer", "EmbeddingLayer", "EmbeddingSequenceLayer" ->
                      IDENTITY;
                  case "LocallyConnected1D", "LocallyConnected2D", "RecurrentAttentionLayer" ->
                      TANH;
                  default -> globals().activation();
                });
  }

  Value weightInit() {
    return Globals.initOf(own).orElseGet(globals()::weightInit);
  }

  /** {@code weights} where the call that states how they are drawn stands, if any does. */
  Weights placed(Weights weights) {
    return Globals.initialiser(own)
        .or(() -> Globals.initialiser(globals().settings()))
        .map(it -> weights.at(it.place()))
        .orElse(weights);
  }

  Optional<Double> biasInit() {
    Optional<Value> stated = stated("biasInit");
    return stated.isPresent() ? stated.get().real() : globals().biasInit();
  }

  boolean hasBias() {
    boolean otherwise = !type().startsWith("Embedding");
    return own.truth("hasBias").orElse(otherwise);
  }

  Optional<Updater> updater() {
    if (isFrozen()) {
      return Optional.of(Updater.defaults("NoOp"));
    }
    Optional<Value> stated = stated("updater");
    return stated.isPresent() ? stated.flatMap(Updaters::of) : globals().updater();
  }

  /** Of the biases, where it is another than the weights'. */
  Optional<Updater> biasUpdater() {
    return stated("biasUpdater")
        .or(() -> globals().settings().value("biasUpdater"))
        .flatMap(Updaters::of);
  }

  /** Whether the function is the network's, and the same object as that of other layers. */
  boolean inheritsActivation() {
    return stated("activation").isEmpty();
  }

  Penalty penalty() {
    Version version = globals().version();
    boolean regularizes = version.regularizes(globals().settings());
    Penalty stated = regularizes ? Penalty.of(content(), version.zeroesPenalties()) : Penalty.NONE;
    // A layer made of operations takes over all of them or none.
    boolean whole = type().matches("LocallyConnected[12]D|.*AttentionLayer|.*Capsules|Capsule.*");
    Penalty before =
        whole && !stated.equals(Penalty.NONE) ? stated : stated.inherit(globals().penalty());
    return tuning().map(it -> before.tuned(it)).orElse(before);
  }

  /** Zeros on this layer that count as nothing, so that the global setting holds. */
  List<TrainingDetails.Remark> unremoved() {
    Version version = globals().version();
    return Stream.of("l1", "l2", "weightDecay", "dropOut")
        .filter(it -> it.equals("dropOut") ? !version.zeroesDropout() : !version.zeroesPenalties())
        .filter(it -> own.real(it).filter(value -> value == 0).isPresent())
        .flatMap(
            name ->
                globals()
                    .settings()
                    .real(name)
                    .filter(value -> value > 0 && value < 1)
                    .map(value -> unremoved(name, value))
                    .stream())
        .toList();
  }

  private TrainingDetails.Remark unremoved(String name, double value) {
    String least = name.equals("dropOut") ? ".dropOut(1.0)" : "." + name + "(1e-12)";
    return new TrainingDetails.Remark(
        TrainingDetails.Remark.Kind.UNREMOVED_PENALTY,
        own.last(name).orElseThrow().place(),
        value,
        least);
  }

  /** What {@code dropOut} was given, here or globally; empty for no dropout. */
  Optional<Value> dropout() {
    Optional<Value> tuned = tuning().flatMap(it -> it.value("dropOut", "dropout"));
    if (tuned.isPresent()) {
      return tuned.filter(LayerSettings::drops);
    }
    Optional<Value> set =
        content()
            .value("dropOut")
            .or(() -> type().equals("DropoutLayer") ? own.argument(0) : Optional.empty());
    if (set.isPresent() && globals().version().zeroesDropout()) {
      return set.filter(LayerSettings::drops);
    }
    return set.filter(LayerSettings::drops)
        .or(() -> globals().settings().value("dropOut", "dropout").filter(LayerSettings::drops));
  }

  private static boolean drops(Value value) {
    return !value.equals(new Value.Nothing()) && value.real().filter(it -> it == 0).isEmpty();
  }

  /** The probability with which dropout keeps an element; empty for none or an unknown one. */
  Optional<Double> retain() {
    Optional<Value> value = dropout();
    if (value.isEmpty() || value.get().real().isPresent()) {
      return value.flatMap(Value::real);
    }
    return Settings.of(value.get())
        .filter(it -> it.type().matches("(Alpha|Spatial|)Dropout"))
        .flatMap(it -> it.argument(0))
        .flatMap(Value::real);
  }

  String gradientNormalization() {
    return stated("gradientNormalization")
                .or(() -> globals().settings().value("gradientNormalization"))
                .orElse(new Value.Constant("", "None"))
            instanceof Value.Constant it
        ? it.name()
        : "unknown";
  }

  Optional<Double> threshold() {
    Optional<Value> stated =
        stated("gradientNormalizationThreshold")
            .or(() -> globals().settings().value("gradientNormalizationThreshold"));
    return stated.isPresent() ? stated.get().real() : Optional.of(1.0);
  }

  /**
   * Empty for none; what is chosen at run time is unknown. A kind that ignores the threshold bears
   * infinity.
   */
  Optional<Training.Clipping> clipping() {
    double threshold = threshold().orElse(Double.NaN);
    return switch (gradientNormalization()) {
      case "ClipElementWiseAbsoluteValue" -> clipping("value", threshold);
      case "ClipL2PerLayer" -> clipping("l2-per-layer", threshold);
      case "ClipL2PerParamType" -> clipping("l2-per-parameter", threshold);
      case "RenormalizeL2PerLayer" -> clipping("renormalize-l2-per-layer", 1);
      case "RenormalizeL2PerParamType" -> clipping("renormalize-l2-per-parameter", 1);
      case "None" -> Optional.empty();
      default -> Optional.of(Training.Clipping.UNKNOWN);
    };
  }

  private static Optional<Training.Clipping> clipping(String kind, double threshold) {
    return Optional.of(new Training.Clipping(kind, threshold));
  }

  Value convolutionMode() {
    return stated("convolutionMode")
        .or(() -> globals().settings().value("convolutionMode"))
        .orElse(new Value.Constant("", "Truncate"));
  }

  TrainingDetails.OfLayer training() {
    Optional<Updater> updater = updater();
    Penalty penalty = penalty();
    return new TrainingDetails.OfLayer(
        name,
        updater.map(it -> it.type().toLowerCase(java.util.Locale.ROOT)),
        updater.flatMap(Updater::learningRate),
        updater.flatMap(it -> it.number("momentum")),
        clipping(),
        penalty.l1(),
        penalty.l2(),
        penalty.weightDecay(),
        retain(),
        stated("updater").isPresent() && !isFrozen()
            ? updater.flatMap(LayerSettings::own)
            : Optional.empty(),
        own.place());
  }

  private static Optional<TrainingDetails.Own> own(Updater it) {
    return it.place()
        .map(
            at ->
                new TrainingDetails.Own(
                    it.defaults(), it.numbers(), it.schedule().isPresent(), at));
  }
}

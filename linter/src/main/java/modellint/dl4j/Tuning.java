package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * A {@code FineTuneConfiguration}: what it states replaces what the layers taken over say, and is
 * the global configuration of the layers added.
 */
record Tuning(Settings settings, Globals globals) {

  /** The layers that it reaches; wrappers, pools and activations are none of the library's. */
  private static final Set<String> REACHED =
      Set.of(
          "AutoEncoder",
          "BatchNormalization",
          "CenterLossOutputLayer",
          "CnnLossLayer",
          "Cnn3DLossLayer",
          "Convolution1DLayer",
          "Convolution3D",
          "ConvolutionLayer",
          "Deconvolution2D",
          "Deconvolution3D",
          "DenseLayer",
          "DepthwiseConvolution2D",
          "DropoutLayer",
          "ElementWiseMultiplicationLayer",
          "EmbeddingLayer",
          "EmbeddingSequenceLayer",
          "GravesBidirectionalLSTM",
          "GravesLSTM",
          "LSTM",
          "LossLayer",
          "OutputLayer",
          "PReLULayer",
          "RnnLossLayer",
          "RnnOutputLayer",
          "SeparableConvolution2D",
          "SimpleRnn",
          "VariationalAutoencoder");

  private static final String LEARNING =
      "updater|biasUpdater|weightInit|dist|biasInit|l1|l2|l1Bias|l2Bias|weightDecay"
          + "|weightDecayBias|gradientNormalization|gradientNormalizationThreshold|dropOut";

  private static final Value UNTOUCHED =
      new Value.Constant("org.deeplearning4j.nn.conf.GradientNormalization", "None");

  static final String TYPE = "FineTuneConfiguration";

  /** A configuration that may state anything. */
  private static Settings unknown(Place.Line place) {
    return new Settings(
        TYPE,
        List.of(),
        Stream.of(
                "updater",
                "activation",
                "weightInit",
                "biasInit",
                "l1",
                "l2",
                "weightDecay",
                "dropOut",
                "gradientNormalization",
                "convolutionMode")
            .map(it -> new Call(it, List.of(new Value.Unknown(it, WHY)), place, true))
            .toList(),
        place);
  }

  private static final String WHY = "the fine-tune configuration is not known";

  static boolean reaches(String type) {
    return REACHED.contains(type);
  }

  /** The configuration that {@code builder} was given; an empty one where it was given none. */
  static Tuning of(Obj builder, Optional<Version> stated) {
    Optional<Call> given = builder.calls("fineTuneConfiguration").stream().reduce((a, b) -> b);
    Settings settings =
        given.isEmpty()
            ? new Settings(TYPE, List.of(), List.of(), builder.origin().place())
            : Settings.of(given.get().argument(0))
                .filter(it -> given.get().certain() && it.type().equals(TYPE))
                .orElseGet(() -> unknown(given.get().place()));
    return new Tuning(settings, new Globals(settings, Version.of(settings, stated)));
  }

  /** True where a caller gives {@code builder} a configuration: only its code can tell which. */
  static boolean isOpen(Obj builder) {
    return builder.calls("fineTuneConfiguration").stream()
        .reduce((a, b) -> b)
        .filter(it -> it.argument(0) instanceof Value.Unknown)
        .isPresent();
  }

  /** Of a layer that is added. */
  Heritage fresh() {
    return Heritage.of(globals);
  }

  /** Of a layer that is taken over with what {@code before} gave it. */
  Heritage kept(Heritage before) {
    return new Heritage(before.globals(), Optional.of(settings), Fate.KEPT);
  }

  /**
   * The configuration in force where no layer says more: settings that this one leaves out are
   * those of a network that is not at hand.
   */
  Globals orUnknown() {
    if (settings.last("updater").isPresent()) {
      return globals;
    }
    Value unknown = new Value.Unknown("updater", "the updater of the base network");
    return new Globals(changed(settings, "updater", unknown), globals.version());
  }

  /** {@code layer} with one more setting. */
  static Settings changed(Settings layer, String setter, Value value) {
    var calls = new ArrayList<>(layer.calls());
    Place.Line place = layer.place();
    calls.add(new Call(setter, List.of(value), place, true));
    return new Settings(layer.type(), layer.arguments(), calls, place);
  }

  /**
   * {@code layer}, which keeps what it and {@code heritage} say, with the penalties and the dropout
   * of this configuration that it has none of.
   */
  Settings filled(String name, Settings layer, Heritage heritage) {
    var own = new LayerSettings(name, layer, heritage);
    Penalty before = own.penalty();
    Penalty more = globals.penalty();
    Settings filled = layer;
    if (before.l1().isEmpty() && more.l1().isPresent()) {
      filled = changed(filled, "l1", new Value.Real(more.l1().get()));
    }
    if (before.l2().isEmpty() && more.l2().isPresent()) {
      filled = changed(filled, "l2", new Value.Real(more.l2().get()));
    }
    if (before.weightDecay().isEmpty() && more.weightDecay().isPresent()) {
      filled = changed(filled, "weightDecay", new Value.Real(more.weightDecay().get()));
    }
    Optional<Value> dropout = settings.value("dropOut", "dropout");
    return own.dropout().isEmpty() && dropout.isPresent()
        ? changed(filled, "dropOut", dropout.get())
        : filled;
  }

  /**
   * {@code layer} without what it says of learning, as {@code resetLayerDefaultConfig} leaves it:
   * that gradients are left as they are, it states from then on.
   */
  static Settings reset(Settings layer) {
    var left =
        new Settings(
            layer.type(),
            layer.arguments(),
            layer.calls().stream().filter(it -> !it.method().matches(LEARNING)).toList(),
            layer.place());
    return changed(left, "gradientNormalization", UNTOUCHED);
  }
}

package modellint.dl4j;

import java.util.Optional;
import java.util.Set;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;

/**
 * The library's demands on nIn and nOut: {@code LayerValidation} when it makes a layer, the layer
 * itself when the first batch comes in.
 */
final class SizeChecks {

  private static final Set<String> ROWS =
      Set.of(
          "DenseLayer",
          "OutputLayer",
          "RnnOutputLayer",
          "CenterLossOutputLayer",
          "AutoEncoder",
          "VariationalAutoencoder");
  private static final Set<String> CHANNELS =
      Set.of(
          "ConvolutionLayer",
          "Convolution1DLayer",
          "Convolution3D",
          "Deconvolution2D",
          "Deconvolution3D",
          "SeparableConvolution2D",
          "DepthwiseConvolution2D",
          "LSTM",
          "GravesLSTM",
          "GravesBidirectionalLSTM",
          "SimpleRnn");

  /** What comes in is counted in numbers of a word, not of features. */
  private static final Set<String> WORDS = Set.of("EmbeddingLayer", "EmbeddingSequenceLayer");

  /** Layers that make their weights from an input type alone, whatever they state. */
  private static final Set<String> TYPED =
      Set.of("LocallyConnected1D", "LocallyConnected2D", "PrimaryCapsules");

  private SizeChecks() {}

  /** Whether a layer of {@code type} must be told how much comes in. */
  static boolean takesSize(String type) {
    return ROWS.contains(type) || WORDS.contains(type) || CHANNELS.contains(type);
  }

  static void check(Drawing it, Inference inference, Refusals refusals) {
    String type = it.settings().type();
    boolean rows = ROWS.contains(type);
    boolean words = WORDS.contains(type);
    String name = it.settings().name();
    boolean validates = it.settings().globals().version().validatesOutputs();
    boolean shaped = it.own().last("inputShape").isPresent();
    if (inference == Inference.NONE
        && validates
        && (TYPED.contains(type) || (type.equals("CapsuleLayer") && !shaped))) {
      refusals.add(Fault.NO_INPUT_TYPE, name, it.place(), 0, 1);
    }
    Optional<Value> out = it.own().value("nOut", "units");
    boolean counts = type.equals("BatchNormalization") && inference == Inference.NONE && validates;
    if ((counts || type.matches("LocallyConnected[12]D")) && out.filter(Sizes::isSet).isEmpty()) {
      refusals.add(Fault.NO_OUTPUT_SIZE, name, it.place(), stated(out), 1);
    }
    if (!rows && !words && !CHANNELS.contains(type)) {
      return;
    }
    Optional<Value> in = it.own().value("nIn");
    if (inference == Inference.NONE && in.filter(Sizes::isSet).isEmpty()) {
      refusals.add(Fault.NO_INPUT_SIZE, name, it.place(), stated(in), 1);
    }
    if (!type.startsWith("Depthwise") && out.filter(Sizes::isSet).isEmpty()) {
      refusals.add(Fault.NO_OUTPUT_SIZE, name, it.place(), stated(out), 1);
    }
    if (words) {
      return;
    }
    Dim expected = rows ? it.flow().elements() : it.flow().size();
    Optional<Long> stated = in.flatMap(Value::whole).filter(n -> n > 0);
    if (stated.isPresent()
        && expected.isKnown()
        && stated.get() != expected.size()
        && (inference != Inference.UNKNOWN || it.settings().heritage().isRedrawn())) {
      // Weights that were laid out for less than comes in do not suffice.
      boolean few = it.settings().heritage().isRedrawn() && stated.get() < expected.size();
      boolean replaced = inference == Inference.REPLACES && !few;
      refusals.add(
          replaced ? Fault.REPLACED_INPUT : Fault.MISMATCHED_INPUT,
          name,
          it.own().last("nIn").orElseThrow().place(),
          stated.get(),
          expected.size());
    }
  }

  private static double stated(Optional<Value> size) {
    return size.flatMap(Value::real).orElse(0.0);
  }
}

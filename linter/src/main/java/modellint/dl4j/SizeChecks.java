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
      Set.of("DenseLayer", "OutputLayer", "RnnOutputLayer", "CenterLossOutputLayer");
  private static final Set<String> CHANNELS =
      Set.of(
          "ConvolutionLayer",
          "Convolution1DLayer",
          "Convolution3D",
          "Deconvolution2D",
          "Deconvolution3D",
          "SeparableConvolution2D",
          "LSTM",
          "GravesLSTM",
          "SimpleRnn");

  private SizeChecks() {}

  static void check(Drawing it, Inference inference, Refusals refusals) {
    String type = it.settings().type();
    boolean rows = ROWS.contains(type);
    if (!rows && !CHANNELS.contains(type)) {
      return;
    }
    String name = it.settings().name();
    Optional<Value> in = it.own().value("nIn");
    if (inference == Inference.NONE && in.filter(Sizes::isSet).isEmpty()) {
      refusals.add(Fault.NO_INPUT_SIZE, name, it.place(), 0, 1);
    }
    if (it.own().value("nOut", "units").filter(Sizes::isSet).isEmpty()) {
      refusals.add(Fault.NO_OUTPUT_SIZE, name, it.place(), 0, 1);
    }
    Dim expected = rows ? it.flow().elements() : it.flow().size();
    Optional<Long> stated = in.flatMap(Value::whole).filter(n -> n > 0);
    if (stated.isPresent()
        && expected.isKnown()
        && stated.get() != expected.size()
        && inference != Inference.UNKNOWN) {
      boolean replaced = inference == Inference.REPLACES;
      refusals.add(
          replaced ? Fault.REPLACED_INPUT : Fault.MISMATCHED_INPUT,
          name,
          it.own().last("nIn").orElseThrow().place(),
          stated.get(),
          expected.size());
    }
  }
}

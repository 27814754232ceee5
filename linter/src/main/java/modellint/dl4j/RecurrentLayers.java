package modellint.dl4j;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Declaration;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** LSTM, its variant with peepholes, and the simple recurrent layer, as ONNX's own operators. */
final class RecurrentLayers {

  private RecurrentLayers() {}

  static Tensor lstm(Drawing it, boolean peepholes, boolean backwards) {
    Dim in = it.inSize(it.flow().size());
    Dim out = it.outSize();
    // All four gates are drawn as one matrix, input and recurrent part by the same fans.
    Fans fans = Fans.recurrent(in, out);
    Dim four = out.times(Dim.of(4));
    Declaration weight = it.weight("W", fans, Dim.of(1), four, in);
    // The library keeps peepholes, and draws them, as three more columns of the recurrent matrix.
    Shape drawn = Drawing.shape(out, peepholes ? Sizes.sum(List.of(four, Dim.of(3))) : four);
    Declaration recurrent = recurrent(it, "RW", fans, drawn, Dim.of(1), four, out);
    var operands =
        new ArrayList<>(
            List.of(
                it.blocks().transpose(it.x(), "ToSteps", 2, 0, 1),
                it.blocks().parameter(weight),
                it.blocks().parameter(recurrent),
                gateBias(it, out)));
    if (peepholes) {
      operands.addAll(List.of("", "", ""));
      Declaration peephole = recurrent(it, "P", fans, drawn, Dim.of(1), out.times(Dim.of(3)));
      operands.add(it.blocks().parameter(peephole));
    }
    String gate = word(it.own().value("gateActivationFunction").orElse(Globals.SIGMOID));
    String cell = word(it.settings().activation());
    return steps(it, "LSTM", operands, List.of(gate, cell, cell), out, backwards);
  }

  /** Zeros but for the forget gate, in ONNX's order of gates; the recurrent half is not DL4J's. */
  private static String gateBias(Drawing it, Dim out) {
    Optional<Value> stated = it.own().value("forgetGateBiasInit");
    Optional<Double> forget = stated.isEmpty() ? Optional.of(1.0) : stated.flatMap(Value::real);
    // The library passes over what the layer or the network sets for biases.
    Optional<Double> others = Optional.of(0.0);
    Dim one = Dim.of(1);
    Declaration before = it.bias("b_io", others, one, out.times(Dim.of(2)));
    Declaration middle = it.bias("b_f", forget, one, out);
    Declaration behind = it.bias("b_c", others, one, out);
    String first = it.blocks().parameter(before);
    String second = it.blocks().parameter(middle);
    String third = it.blocks().parameter(behind);
    var parts = new ArrayList<>(List.of(first, second, third));
    Optional<Long> known = Sizes.known(out);
    if (known.isPresent()) {
      parts.add(
          it.blocks()
              .op("ConstantOfShape", "Zero", it.blocks().integers("gates", 1, 4 * known.get())));
    } else {
      parts.add(it.blocks().op("Sub", "ZeroA", first, first));
      parts.add(it.blocks().op("Sub", "ZeroB", first, first));
    }
    return it.blocks().op("Concat", "Bias", parts, Map.of("axis", new Attribute.Int(1)));
  }

  static Tensor simple(Drawing it, boolean backwards) {
    Dim in = it.inSize(it.flow().size());
    Dim out = it.outSize();
    Declaration weight = it.weight("W", Fans.of(in, out), Dim.of(1), out, in);
    Declaration recurrent =
        recurrent(it, "RW", Fans.of(out, out), Drawing.shape(out, out), Dim.of(1), out, out);
    Declaration bias = it.bias("b", it.settings().biasInit(), Dim.of(1), out);
    if (it.own().truth("hasLayerNorm").orElse(false)) {
      it.constant("g", 1, out.times(Dim.of(2)));
      Dim time = it.flow() instanceof Flow.Sequence line ? line.time() : Sizes.symbol("time");
      return new Tensor(it.opaque("LayerNormRNN"), new Flow.Sequence(out, time));
    }
    String own = it.blocks().parameter(bias);
    String zero =
        Sizes.known(out)
            .map(
                n -> it.blocks().op("ConstantOfShape", "Zero", it.blocks().integers("units", 1, n)))
            .orElseGet(() -> it.blocks().op("Sub", "Zero", own, own));
    String both =
        it.blocks().op("Concat", "Bias", List.of(own, zero), Map.of("axis", new Attribute.Int(1)));
    var operands =
        List.of(
            it.blocks().transpose(it.x(), "ToSteps", 2, 0, 1),
            it.blocks().parameter(weight),
            it.blocks().parameter(recurrent),
            both);
    return steps(it, "RNN", operands, List.of(word(it.settings().activation())), out, backwards);
  }

  /**
   * Weights between steps.
   *
   * @param drawn the matrix that the library draws, of which they are all or a part
   */
  private static Declaration recurrent(
      Drawing it, String key, Fans fans, Shape drawn, Dim... shape) {
    Value init = it.own().value("weightInitRecurrent").orElseGet(() -> it.settings().weightInit());
    Shape dims = Drawing.shape(shape);
    return it.declare(key, dims, WeightInits.of(init, fans, drawn));
  }

  /** Runs over [time, N, in] and gives back [N, out, time]. */
  private static Tensor steps(
      Drawing it,
      String type,
      List<String> operands,
      List<String> activations,
      Dim out,
      boolean backwards) {
    var attributes = new LinkedHashMap<String, Attribute>();
    attributes.put("activations", new Attribute.Texts(activations));
    Sizes.known(out).ifPresent(size -> attributes.put("hidden_size", new Attribute.Int(size)));
    if (backwards) {
      attributes.put("direction", new Attribute.Text("reverse"));
    }
    String all = it.blocks().op(type, "", operands, attributes);
    String steps = it.blocks().op("Squeeze", "Squeeze", all, it.blocks().integers("axis", 1));
    Dim time = it.flow() instanceof Flow.Sequence sequence ? sequence.time() : Sizes.symbol("time");
    return new Tensor(
        it.blocks().transpose(steps, "ToSequence", 1, 2, 0), new Flow.Sequence(out, time));
  }

  private static String word(Value activation) {
    String operator = Functions.of(activation, 1).map(Activation::operator).orElse("Unknown");
    return operator.equals("Identity") ? "Affine" : operator;
  }

  /** The last step of each sequence. */
  static Tensor lastStep(Drawing it, Tensor sequence) {
    String last =
        it.blocks()
            .op(
                "Gather",
                "LastStep",
                List.of(sequence.name(), it.blocks().index("last", -1)),
                Map.of("axis", new Attribute.Int(2)));
    return new Tensor(last, new Flow.Rows(sequence.flow().size(), Optional.empty()));
  }
}

package modellint.samediff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.graph.Attribute;
import modellint.graph.Dim;

/**
 * LSTM and GRU as ONNX's own operators. The library's weights are [in, gates x units], its gates in
 * the order input, forget, cell, output and reset, update, candidate; ONNX has [gates x units, in],
 * in the order input, output, forget, cell and update, reset, candidate.
 */
final class Recurrent {

  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "TANH", "Tanh",
          "RELU", "Relu",
          "SIGMOID", "Sigmoid",
          "SOFTSIGN", "Softsign",
          "SOFTPLUS", "Softplus");

  private Recurrent() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    return switch (it.method()) {
      case "lstmLayer" -> Optional.of(lstm(drawing, it));
      case "gru" -> Optional.of(List.of(gru(drawing, it)));
      default -> Optional.empty();
    };
  }

  private static List<String> lstm(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    Config weights =
        it.config("LSTMLayerWeights")
            .orElseThrow(() -> new Undetermined("the weights of lstmLayer are not known"));
    Config config =
        it.config("LSTMLayerConfig")
            .orElseThrow(() -> new Undetermined("the configuration of lstmLayer is not known"));
    Optional<Obj> input = weights.variable("weights");
    Optional<Obj> recurrent = weights.variable("rWeights");
    boolean plain =
        config.word("directionMode", "FWD").matches("FWD|BWD")
            && config.real("cellClip", 0) == 0
            && weights.variable("peepholeWeights").isEmpty();
    if (!plain || input.isEmpty() || recurrent.isEmpty() || it.operand(0).isEmpty()) {
      throw new Undetermined("lstmLayer with peepholes, clipping or two directions");
    }
    String x = drawing.draw(it.operand(0).get(), 3);
    String w = drawing.draw(input.get(), 2);
    String r = drawing.draw(recurrent.get(), 2);
    Optional<Obj> line = weights.variable("bias");
    String b = line.isPresent() ? drawing.draw(line.get(), 1) : "";
    Blocks blocks = drawing.blocks(it);
    String format = config.word("lstmdataformat", "TNS");
    var operands = new ArrayList<String>();
    operands.add(toSteps(blocks, x, format));
    operands.add(gates(blocks, w, "Input", List.of(0, 3, 1, 2)));
    operands.add(gates(blocks, r, "Recurrent", List.of(0, 3, 1, 2)));
    operands.add(b.isEmpty() ? "" : bias(drawing, blocks, b, List.of(0, 3, 1, 2)));
    // What the method calls the last cell state is the last output, and the other way round.
    start(drawing, it, blocks, operands);
    var attributes = attributes(drawing, r);
    attributes.put(
        "activations",
        new Attribute.Texts(
            List.of(
                function(config, "gateAct", "SIGMOID"),
                function(config, "cellAct", "TANH"),
                function(config, "outAct", "TANH"))));
    if (config.word("directionMode", "FWD").equals("BWD")) {
      attributes.put("direction", new Attribute.Text("reverse"));
    }
    List<String> all = blocks.several("LSTM", "", operands, attributes, 3);
    return results(blocks, config, all, format);
  }

  /** The results that the configuration asks for: all steps, the last output, the last state. */
  private static List<String> results(Blocks blocks, Config config, List<String> all, String format)
      throws Undetermined {
    var results = new ArrayList<String>();
    if (config.truth("retFullSequence", true)) {
      String steps = blocks.op("Squeeze", "Steps", all.get(0), blocks.integers("direction", 1));
      results.add(
          switch (format) {
            case "NST" -> blocks.transpose(steps, "Back", 1, 2, 0);
            case "NTS" -> blocks.transpose(steps, "Back", 1, 0, 2);
            default -> steps;
          });
    }
    if (config.truth("retLastH", false)) {
      results.add(blocks.op("Squeeze", "LastOutput", all.get(1), blocks.integers("first", 0)));
    }
    if (config.truth("retLastC", false)) {
      results.add(blocks.op("Squeeze", "LastState", all.get(2), blocks.integers("second", 0)));
    }
    if (results.isEmpty()) {
      throw new Undetermined("lstmLayer is asked for no result");
    }
    return results;
  }

  private static void start(Drawing drawing, Operation it, Blocks blocks, List<String> operands)
      throws Unreadable {
    for (int i = 1; i <= 2; i++) {
      Optional<Obj> state = it.operand(i);
      if (state.isPresent()) {
        while (operands.size() < 4 + i) {
          operands.add("");
        }
        String drawn = drawing.draw(state.get(), 2);
        operands.add(blocks.op("Unsqueeze", "Start" + i, drawn, blocks.integers("start" + i, 0)));
      }
    }
  }

  private static String gru(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    var drawn = new ArrayList<String>();
    int[] ranks = {3, 2, 2, 2, 1};
    for (int i = 0; i < ranks.length; i++) {
      Obj operand =
          it.operand(i).orElseThrow(() -> new Undetermined("an operand of gru is not known"));
      drawn.add(drawing.draw(operand, ranks[i]));
    }
    Blocks blocks = drawing.blocks(it);
    var attributes = attributes(drawing, drawn.get(3));
    attributes.put("linear_before_reset", new Attribute.Int(1));
    List<String> operands =
        List.of(
            drawn.get(0),
            gates(blocks, drawn.get(2), "Input", List.of(1, 0, 2)),
            gates(blocks, drawn.get(3), "Recurrent", List.of(1, 0, 2)),
            bias(drawing, blocks, drawn.get(4), List.of(1, 0, 2)),
            "",
            blocks.op("Unsqueeze", "Start", drawn.get(1), blocks.integers("start", 0)));
    String all = blocks.op("GRU", "", operands, attributes);
    return blocks.op("Squeeze", "Steps", all, blocks.integers("direction", 1));
  }

  private static LinkedHashMap<String, Attribute> attributes(Drawing drawing, String recurrent) {
    var attributes = new LinkedHashMap<String, Attribute>();
    drawing
        .shape(recurrent)
        .map(it -> it.dim(0))
        .filter(Dim::isKnown)
        .ifPresent(it -> attributes.put("hidden_size", new Attribute.Int(it.size())));
    return attributes;
  }

  /** The gates of [in, gates x units] in {@code order}, as [1, gates x units, in]. */
  private static String gates(Blocks blocks, String weight, String name, List<Integer> order) {
    String turned = blocks.transpose(weight, name, 1, 0);
    return blocks.op(
        "Unsqueeze",
        name + "Wide",
        ordered(blocks, turned, name, order),
        blocks.integers(name + "Axis", 0));
  }

  private static String ordered(Blocks blocks, String all, String name, List<Integer> order) {
    List<String> parts =
        blocks.several(
            "Split",
            name + "Gates",
            List.of(all),
            Map.of("axis", new Attribute.Int(0)),
            order.size());
    return blocks.op(
        "Concat",
        name + "Order",
        order.stream().map(parts::get).toList(),
        Map.of("axis", new Attribute.Int(0)));
  }

  /** ONNX has a second bias, of the recurrent part, which the library has not. */
  private static String bias(Drawing drawing, Blocks blocks, String bias, List<Integer> order) {
    Optional<Dim> size =
        drawing.shape(bias).filter(it -> it.rank() == 1).map(it -> it.dim(0)).filter(Dim::isKnown);
    // Where all gates start alike there is nothing to order.
    String own = drawing.isConstant(bias) ? bias : ordered(blocks, bias, "Bias", order);
    String none =
        size.isPresent()
            ? blocks.op("ConstantOfShape", "NoBias", blocks.integers("gates", size.get().size()))
            : blocks.op("Sub", "NoBias", own, own);
    String both =
        blocks.op("Concat", "Biases", List.of(own, none), Map.of("axis", new Attribute.Int(0)));
    return blocks.op("Unsqueeze", "BiasWide", both, blocks.integers("biasAxis", 0));
  }

  private static String toSteps(Blocks blocks, String x, String format) throws Undetermined {
    return switch (format) {
      case "TNS" -> x;
      case "NST" -> blocks.transpose(x, "ToSteps", 2, 0, 1);
      case "NTS" -> blocks.transpose(x, "ToSteps", 1, 0, 2);
      default -> throw new Undetermined("lstmLayer in the format " + format + " is not modelled");
    };
  }

  private static String function(Config config, String setter, String otherwise)
      throws Undetermined {
    String word = config.word(setter, otherwise);
    String function = FUNCTIONS.get(word);
    if (function == null) {
      throw new Undetermined("lstmLayer with the function " + word + " is not modelled");
    }
    return function;
  }
}

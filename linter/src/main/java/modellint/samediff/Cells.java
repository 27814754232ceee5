package modellint.samediff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.graph.Attribute;

/**
 * One step of an LSTM or GRU, which gives its gates as well as its state: Zaremba et al. 2014,
 * arXiv:1409.2329, with the peepholes of Gers and Schmidhuber 2000, and Cho et al. 2014,
 * arXiv:1406.1078. What the library computes in 1.0.0-M2.1, to the last bit; it cannot train them.
 */
final class Cells {

  private Cells() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    return switch (it.method()) {
      case "lstmCell" -> Optional.of(lstm(drawing, it));
      case "gruCell" -> Optional.of(gru(drawing, it));
      default -> Optional.empty();
    };
  }

  private static String operand(Drawing drawing, Operation it, int at)
      throws Unreadable, Undetermined {
    return drawing.draw(
        it.operand(at)
            .orElseThrow(() -> new Undetermined("an operand of " + it.method() + " is not known")),
        2);
  }

  private static String weight(
      Drawing drawing, Operation it, Config weights, String setter, int rank)
      throws Unreadable, Undetermined {
    Obj variable =
        weights
            .variable(setter)
            .orElseThrow(() -> new Undetermined(setter + " of " + it.method() + " is not known"));
    return drawing.draw(variable, rank);
  }

  /** Input gate, cell, forget gate, output gate, candidate, function of the cell, output. */
  private static List<String> lstm(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    Config weights =
        it.config("LSTMWeights")
            .orElseThrow(() -> new Undetermined("the weights of lstmCell are not known"));
    Config config =
        it.config("LSTMConfiguration")
            .orElseThrow(() -> new Undetermined("the configuration of lstmCell is not known"));
    boolean peeps = config.truth("peepHole", false);
    double forgetBias = config.real("forgetBias", 0);
    double clip = config.real("clippingCellValue", 0);
    String x = operand(drawing, it, 0);
    String before = operand(drawing, it, 1);
    String last = operand(drawing, it, 2);
    String w = weight(drawing, it, weights, "weights", 2);
    String b = weight(drawing, it, weights, "bias", 1);
    String toInput = peeps ? weight(drawing, it, weights, "inputPeepholeWeights", 1) : "";
    String toForget = peeps ? weight(drawing, it, weights, "forgetPeepholeWeights", 1) : "";
    String toOutput = peeps ? weight(drawing, it, weights, "outputPeepholeWeights", 1) : "";
    Blocks blocks = drawing.blocks(it);
    String both = joined(blocks, "Both", x, last);
    String sums = blocks.op("Add", "Bias", blocks.op("MatMul", "", both, w), b);
    List<String> parts = split(blocks, "Gates", sums, 4);
    String input =
        blocks.op("Sigmoid", "Input", peeped(blocks, "Input", parts.get(0), before, toInput));
    String candidate = blocks.op("Tanh", "Candidate", parts.get(1));
    String shifted =
        forgetBias == 0
            ? parts.get(2)
            : blocks.op("Add", "ForgetBias", parts.get(2), blocks.scalar("forgetBias", forgetBias));
    String forget =
        blocks.op("Sigmoid", "Forget", peeped(blocks, "Forget", shifted, before, toForget));
    String sum =
        blocks.op(
            "Add",
            "Sum",
            blocks.op("Mul", "Kept", forget, before),
            blocks.op("Mul", "New", input, candidate));
    String cell = clip > 0 ? clipped(blocks, sum, clip) : sum;
    String output =
        blocks.op("Sigmoid", "Output", peeped(blocks, "Output", parts.get(3), cell, toOutput));
    String function = blocks.op("Tanh", "Function", cell);
    String result = blocks.op("Mul", "Result", output, function);
    return List.of(input, cell, forget, output, candidate, function, result);
  }

  private static String peeped(
      Blocks blocks, String gate, String sums, String cell, String weight) {
    return weight.isEmpty()
        ? sums
        : blocks.op("Add", gate + "Sum", sums, blocks.op("Mul", gate + "Peep", cell, weight));
  }

  private static String clipped(Blocks blocks, String x, double most) {
    return blocks.op("Clip", "Clip", x, blocks.scalar("least", -most), blocks.scalar("most", most));
  }

  /** Reset gate, update gate, candidate, output. */
  private static List<String> gru(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    Config weights =
        it.config("GRUWeights")
            .orElseThrow(() -> new Undetermined("the weights of gruCell are not known"));
    String x = operand(drawing, it, 0);
    String last = operand(drawing, it, 1);
    String ofGates = weight(drawing, it, weights, "ruWeight", 2);
    String ofCandidate = weight(drawing, it, weights, "cWeight", 2);
    String gateBias = weight(drawing, it, weights, "ruBias", 1);
    String candidateBias = weight(drawing, it, weights, "cBias", 1);
    Blocks blocks = drawing.blocks(it);
    String both = joined(blocks, "Both", x, last);
    String gates =
        blocks.op(
            "Sigmoid",
            "Sigmoid",
            blocks.op("Add", "GateBias", blocks.op("MatMul", "Gates", both, ofGates), gateBias));
    List<String> parts = split(blocks, "Parts", gates, 2);
    String chosen = blocks.op("Mul", "Reset", parts.get(0), last);
    String seen = joined(blocks, "Seen", x, chosen);
    String candidate =
        blocks.op(
            "Tanh",
            "Candidate",
            blocks.op("Add", "Bias", blocks.op("MatMul", "", seen, ofCandidate), candidateBias));
    String kept = blocks.op("Mul", "Kept", parts.get(1), last);
    String share = blocks.op("Sub", "Share", blocks.scalar("one", 1), parts.get(1));
    String result = blocks.op("Add", "Result", kept, blocks.op("Mul", "New", share, candidate));
    return List.of(parts.get(0), parts.get(1), candidate, result);
  }

  private static String joined(Blocks blocks, String name, String left, String right) {
    return blocks.op("Concat", name, List.of(left, right), Map.of("axis", new Attribute.Int(1)));
  }

  private static List<String> split(Blocks blocks, String name, String x, int parts) {
    return blocks.several("Split", name, List.of(x), Map.of("axis", new Attribute.Int(1)), parts);
  }
}

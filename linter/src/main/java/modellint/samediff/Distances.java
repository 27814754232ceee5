package modellint.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.graph.Attribute;

/** How far two variables lie apart, along the dimensions given or all. */
final class Distances {

  private Distances() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    // The loss of the same name is none of these.
    boolean distance =
        !it.isLoss()
            && it.method()
                .matches(
                    "cosineSimilarity|cosineDistance|euclideanDistance|manhattanDistance"
                        + "|jaccardDistance");
    if (!distance) {
      return Optional.empty();
    }
    if (it.operands().size() != 2 || it.isOpen(2)) {
      throw new Undetermined("the operands or dimensions of " + it.method() + " are not known");
    }
    var sides = new ArrayList<String>();
    for (Obj operand : it.operands()) {
      sides.add(drawing.draw(operand));
    }
    Blocks blocks = drawing.blocks(it);
    var attributes = new TreeMap<String, Attribute>();
    attributes.put("keepdims", new Attribute.Int(it.truth().orElse(false) ? 1 : 0));
    if (!it.integers().isEmpty()) {
      attributes.put("axes", Blocks.ints(it.integers()));
    }
    String x = sides.get(0);
    String y = sides.get(1);
    String result =
        switch (it.method()) {
          case "euclideanDistance" ->
              blocks.op("ReduceL2", "", List.of(blocks.op("Sub", "Sub", x, y)), attributes);
          case "manhattanDistance" ->
              blocks.op("ReduceL1", "", List.of(blocks.op("Sub", "Sub", x, y)), attributes);
          case "cosineDistance" ->
              blocks.op("Sub", "", blocks.scalar("one", 1), cosine(blocks, x, y, attributes));
          case "cosineSimilarity" -> cosine(blocks, x, y, attributes);
          default ->
              blocks.op(
                  "Sub",
                  "",
                  blocks.scalar("one", 1),
                  blocks.op(
                      "Div",
                      "Shared",
                      summed(blocks, "Least", blocks.op("Min", "Min", x, y), it),
                      summed(blocks, "Most", blocks.op("Max", "Max", x, y), it)));
        };
    return Optional.of(List.of(result));
  }

  private static String cosine(
      Blocks blocks, String x, String y, TreeMap<String, Attribute> attributes) {
    String unit = blocks.op("ReduceL2", "Left", List.of(x), attributes);
    String other = blocks.op("ReduceL2", "Right", List.of(y), attributes);
    var sum = new TreeMap<String, Attribute>(attributes);
    Attribute axes = sum.remove("axes");
    var operands = new ArrayList<>(List.of(blocks.op("Mul", "Products", x, y)));
    if (axes instanceof Attribute.Ints it) {
      operands.add(blocks.integers("axes", it.values().stream().mapToLong(axis -> axis).toArray()));
    }
    String dot = blocks.op("ReduceSum", "Dot", operands, sum);
    return blocks.op("Div", "Cosine", dot, blocks.op("Mul", "Lengths", unit, other));
  }

  private static String summed(Blocks blocks, String name, String x, Operation it) {
    var operands = new ArrayList<>(List.of(x));
    if (!it.integers().isEmpty()) {
      operands.add(
          blocks.integers(name + "Axes", it.integers().stream().mapToLong(axis -> axis).toArray()));
    }
    var keep = new TreeMap<String, Attribute>();
    keep.put("keepdims", new Attribute.Int(it.truth().orElse(false) ? 1 : 0));
    return blocks.op("ReduceSum", name, operands, keep);
  }
}

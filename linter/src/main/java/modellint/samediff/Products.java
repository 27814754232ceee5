package modellint.samediff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;

/** Matrix products, dense layers and arithmetic of two variables. */
final class Products {

  private Products() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    Optional<String> result =
        switch (it.method()) {
          case "mmul", "matmul" -> Optional.of(product(drawing, it));
          case "dot" -> Optional.of(dot(drawing, it));
          case "linear" -> Optional.of(dense(drawing, it));
          case "reluLayer" ->
              Optional.of(drawing.blocks(it).op("Relu", "Relu", dense(drawing, it)));
          case "biasAdd" -> Optional.of(biased(drawing, it));
          case "mergeAdd" -> Optional.of(merged(drawing, it, "Sum"));
          case "mergeAvg" ->
              Optional.of(drawing.blocks(it).average(drawing.drawAll(it.operands())));
          case "mergeMax" -> Optional.of(merged(drawing, it, "Max"));
          case "squaredDifference" -> Optional.of(squared(drawing, it));
          default -> binary(drawing, it);
        };
    return result.map(List::of);
  }

  private static Obj operand(Operation it, int at) throws Undetermined {
    return it.operand(at)
        .orElseThrow(() -> new Undetermined("an operand of " + it.method() + " is not known"));
  }

  private static String product(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    List<Boolean> turned =
        it.config("MMulTranspose").isPresent()
            ? turned(it.config("MMulTranspose").get())
            : it.arguments().stream().flatMap(value -> value.truth().stream()).toList();
    if (it.isOpen(2) || (turned.size() > 2 && turned.get(2))) {
      throw new Undetermined("which factor of mmul is transposed");
    }
    String left = factor(drawing, it, 0, turned);
    String right = factor(drawing, it, 1, turned);
    return drawing.blocks(it).op("MatMul", "", left, right);
  }

  private static List<Boolean> turned(Config config) throws Undetermined {
    return List.of(
        config.truth("transposeA", false),
        config.truth("transposeB", false),
        config.truth("transposeResult", false));
  }

  private static String factor(Drawing drawing, Operation it, int at, List<Boolean> turned)
      throws Unreadable, Undetermined {
    String x = drawing.draw(operand(it, at), 2);
    if (at >= turned.size() || !turned.get(at)) {
      return x;
    }
    int rank = drawing.rank(x);
    var order = new long[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = i < rank - 2 ? i : 2 * rank - 3 - i;
    }
    return drawing.blocks(it).transpose(x, at == 0 ? "TurnLeft" : "TurnRight", order);
  }

  /** The sum of products along the dimensions given. */
  private static String dot(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String left = drawing.draw(operand(it, 0));
    String right = drawing.draw(operand(it, 1));
    Blocks blocks = drawing.blocks(it);
    String product = blocks.op("Mul", "Mul", left, right);
    long[] axes = it.integers().stream().mapToLong(axis -> axis).toArray();
    var keep = Map.<String, Attribute>of("keepdims", new Attribute.Int(0));
    return axes.length == 0
        ? blocks.op("ReduceSum", "", List.of(product), keep)
        : blocks.op("ReduceSum", "", List.of(product, blocks.integers("axes", axes)), keep);
  }

  private static String dense(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = drawing.draw(operand(it, 0), 2);
    String weight = drawing.draw(operand(it, 1), 2);
    Optional<Obj> bias = it.operand(2);
    String line = bias.isPresent() ? drawing.draw(bias.get(), 1) : "";
    Blocks blocks = drawing.blocks(it);
    String product = blocks.op("MatMul", "", x, weight);
    return line.isEmpty() ? product : blocks.op("Add", "Add", product, line);
  }

  /** With channels first the bias stands on axis 1, whatever follows. */
  private static String biased(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = drawing.draw(operand(it, 0));
    String bias = drawing.draw(operand(it, 1), 1);
    boolean first = it.truth().orElse(false);
    Blocks blocks = drawing.blocks(it);
    int behind = first ? drawing.rank(x) - 2 : 0;
    if (behind <= 0) {
      return blocks.op("Add", "", x, bias);
    }
    var axes = new long[behind];
    for (int i = 0; i < behind; i++) {
      axes[i] = i + 1L;
    }
    return blocks.op(
        "Add", "", x, blocks.op("Unsqueeze", "Wide", bias, blocks.integers("axes", axes)));
  }

  private static String merged(Drawing drawing, Operation it, String type) throws Unreadable {
    return drawing.blocks(it).op(type, "", drawing.drawAll(it.operands()), Map.of());
  }

  private static String squared(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String left = drawing.draw(operand(it, 0));
    String right = drawing.draw(operand(it, 1));
    Blocks blocks = drawing.blocks(it);
    String difference = blocks.op("Sub", "Sub", left, right);
    return blocks.op("Mul", "", difference, difference);
  }

  private static Optional<String> binary(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    String type =
        switch (it.method()) {
          case "add", "plus" -> "Add";
          case "sub", "minus", "rsub" -> "Sub";
          case "mul", "times" -> "Mul";
          case "div", "rdiv" -> "Div";
          case "pow" -> "Pow";
          case "max" -> "Max";
          case "min" -> "Min";
          default -> "";
        };
    boolean reduction = type.matches("Max|Min") && it.operands().size() < 2;
    if (type.isEmpty() || reduction || it.arguments().size() < 2) {
      return Optional.empty();
    }
    String x = drawing.draw(operand(it, 0));
    Value second = it.argument(1);
    Optional<Double> number = second.real();
    Optional<Obj> variable = it.operand(1);
    if (number.isEmpty() && variable.isEmpty()) {
      throw new Undetermined("an operand of " + it.method() + " is not known");
    }
    String given = variable.isPresent() ? drawing.draw(variable.get()) : "";
    Blocks blocks = drawing.blocks(it);
    String y = variable.isPresent() ? given : blocks.scalar("constant", number.orElseThrow());
    return Optional.of(
        it.method().startsWith("r") ? blocks.op(type, "", y, x) : blocks.op(type, "", x, y));
  }
}

package modellint.samediff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.graph.Attribute;

/** Functions of each element, or of a whole row, that take several operators to say. */
final class Composites {

  private Composites() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    Optional<String> result =
        switch (it.method()) {
          case "erfc" -> Optional.of(lessThanOne(drawing, it));
          case "expm1" -> Optional.of(expLessOne(drawing, it));
          case "log" -> Optional.of(logarithm(drawing, it));
          case "rationalTanh" -> Optional.of(rational(drawing, it));
          case "prelu" -> Optional.of(prelu(drawing, it));
          case "clipByNorm" -> Optional.of(clipped(drawing, it));
          case "cumsum" -> Optional.of(accumulated(drawing, it));
          default -> Optional.empty();
        };
    return result.map(List::of);
  }

  private static String operand(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    Obj operand =
        it.operand(0)
            .orElseThrow(() -> new Undetermined("an operand of " + it.method() + " is not known"));
    if (it.isOpen(1)) {
      throw new Undetermined("an argument of " + it.method() + " is not known");
    }
    return drawing.draw(operand);
  }

  private static String lessThanOne(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = operand(drawing, it);
    Blocks blocks = drawing.blocks(it);
    return blocks.op("Sub", "", blocks.scalar("one", 1), blocks.op("Erf", "Erf", x));
  }

  private static String expLessOne(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = operand(drawing, it);
    Blocks blocks = drawing.blocks(it);
    return blocks.op("Sub", "", blocks.op("Exp", "Exp", x), blocks.scalar("one", 1));
  }

  /** To the base given; without one it is an operator of its own. */
  private static String logarithm(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    double base =
        it.number().orElseThrow(() -> new Undetermined("the base of a logarithm is not known"));
    String x = operand(drawing, it);
    Blocks blocks = drawing.blocks(it);
    return blocks.op(
        "Div", "", blocks.op("Log", "Log", x), blocks.scalar("base", StrictMath.log(base)));
  }

  /** {@code 1.7159 tanh(2x/3)} by a quotient: sign(y) (1 - 1/(1 + |y| + y^2 + 1.41645 y^4)). */
  private static String rational(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = operand(drawing, it);
    Blocks blocks = drawing.blocks(it);
    String y = blocks.op("Mul", "Inner", x, blocks.scalar("inner", 2.0 / 3));
    String square = blocks.op("Mul", "Square", y, y);
    String fourth = blocks.op("Mul", "Fourth", square, square);
    String powers =
        blocks.op(
            "Add",
            "Powers",
            blocks.op("Add", "Low", blocks.op("Abs", "Abs", y), square),
            blocks.op("Mul", "Scaled", fourth, blocks.scalar("fourth", 1.41645)));
    String sum = blocks.op("Add", "Sum", powers, blocks.scalar("one", 1));
    String rest =
        blocks.op("Sub", "Rest", blocks.scalar("whole", 1), blocks.op("Reciprocal", "Over", sum));
    String signed = blocks.op("Mul", "Signed", blocks.op("Sign", "Sign", y), rest);
    return blocks.op("Mul", "", signed, blocks.scalar("outer", 1.7159));
  }

  /** The slope has one dimension less than the input, of size one along the shared axes. */
  private static String prelu(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = operand(drawing, it);
    int rank = drawing.rank(x);
    Obj slope =
        it.operand(1).orElseThrow(() -> new Undetermined("the slope of prelu is not known"));
    String drawn = drawing.draw(slope, rank - 1);
    return drawing.blocks(it).op("PRelu", "", x, drawn);
  }

  /** Scaled down to the norm given where it is longer, along the dimensions given or all. */
  private static String clipped(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    double most =
        it.argument(1)
            .real()
            .orElseThrow(() -> new Undetermined("the norm of clipByNorm is not known"));
    List<Long> axes = it.integers();
    String x = operand(drawing, it);
    Blocks blocks = drawing.blocks(it);
    var keep = new java.util.TreeMap<String, Attribute>();
    keep.put("keepdims", new Attribute.Int(1));
    if (!axes.isEmpty()) {
      keep.put("axes", Blocks.ints(axes));
    }
    String norm = blocks.op("ReduceL2", "Norm", List.of(x), keep);
    String longer = blocks.op("Max", "Longer", norm, blocks.scalar("most", most));
    return blocks.op("Mul", "", blocks.op("Div", "Unit", x, longer), blocks.scalar("length", most));
  }

  private static String accumulated(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    List<Long> axes = it.integers();
    List<Boolean> truths =
        it.arguments().stream().flatMap(value -> value.truth().stream()).toList();
    if (axes.size() != 1) {
      throw new Undetermined("the one axis of cumsum is not known");
    }
    String x = operand(drawing, it);
    Blocks blocks = drawing.blocks(it);
    return blocks.op(
        "CumSum",
        "",
        List.of(x, blocks.index("axis", axes.get(0))),
        Map.of(
            "exclusive", new Attribute.Int(!truths.isEmpty() && truths.get(0) ? 1 : 0),
            "reverse", new Attribute.Int(truths.size() > 1 && truths.get(1) ? 1 : 0)));
  }
}

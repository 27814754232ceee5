package modellint.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;

/** Comparisons and what is chosen by them or by number. A comparison counts as zero or one. */
final class Choices {

  private static final Map<String, String> COMPARISONS =
      Map.of(
          "gt", "Greater",
          "gte", "GreaterOrEqual",
          "lt", "Less",
          "lte", "LessOrEqual",
          "eq", "Equal",
          "step", "Greater");

  private static final int FLOAT = 1;
  private static final int BOOL = 9;

  private Choices() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    if (COMPARISONS.containsKey(it.method())) {
      return Optional.of(List.of(compared(drawing, it)));
    }
    return switch (it.method()) {
      case "where" -> Optional.of(List.of(chosen(drawing, it)));
      case "oneHot" -> Optional.of(List.of(oneHot(drawing, it)));
      case "embeddingLookup" -> Optional.of(List.of(looked(drawing, it, "Gather")));
      case "gatherNd" -> Optional.of(List.of(looked(drawing, it, "GatherND")));
      case "topK" -> Optional.of(largest(drawing, it));
      default -> Optional.empty();
    };
  }

  private static String operand(Drawing drawing, Operation it, int at)
      throws Unreadable, Undetermined {
    return drawing.draw(
        it.operand(at)
            .orElseThrow(() -> new Undetermined("an operand of " + it.method() + " is not known")));
  }

  private static String compared(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = operand(drawing, it, 0);
    Optional<Obj> variable = it.operand(1);
    Optional<Double> number = it.argument(1).real();
    if (variable.isEmpty() && number.isEmpty()) {
      throw new Undetermined("an operand of " + it.method() + " is not known");
    }
    String given = variable.isPresent() ? drawing.draw(variable.get()) : "";
    Blocks blocks = drawing.blocks(it);
    String y = variable.isPresent() ? given : blocks.scalar("limit", number.orElseThrow());
    String truth = blocks.op(COMPARISONS.getOrDefault(it.method(), ""), "Compare", x, y);
    return cast(blocks, "", truth, FLOAT);
  }

  private static String cast(Blocks blocks, String name, String x, int type) {
    return blocks.op("Cast", name, List.of(x), Map.of("to", new Attribute.Int(type)));
  }

  /** The condition is the last operand. */
  private static String chosen(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = operand(drawing, it, 0);
    String y = operand(drawing, it, 1);
    String condition = operand(drawing, it, 2);
    Blocks blocks = drawing.blocks(it);
    return blocks.op("Where", "", cast(blocks, "Truth", condition, BOOL), x, y);
  }

  private static String oneHot(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    List<Long> numbers = it.integers();
    if (numbers.isEmpty() || numbers.size() > 2 || it.isOpen(1) || it.operands().size() > 1) {
      throw new Undetermined("the classes of oneHot are not known");
    }
    String ids = operand(drawing, it, 0);
    Blocks blocks = drawing.blocks(it);
    long axis = numbers.size() == 2 ? numbers.get(1) : -1;
    return blocks.op(
        "OneHot",
        "",
        List.of(
            ids,
            blocks.integers("classes", numbers.get(0)),
            blocks.reals("values", List.of(0.0, 1.0))),
        Map.of("axis", new Attribute.Int(axis)));
  }

  private static String looked(Drawing drawing, Operation it, String type)
      throws Unreadable, Undetermined {
    String table = operand(drawing, it, 0);
    String rows = operand(drawing, it, 1);
    return drawing.blocks(it).op(type, "", table, rows);
  }

  private static List<String> largest(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    Value many = it.argument(1);
    double k = many.real().orElseThrow(() -> new Undetermined("the number of topK is not known"));
    String x = operand(drawing, it, 0);
    Blocks blocks = drawing.blocks(it);
    return new ArrayList<>(
        blocks.several("TopK", "", List.of(x, blocks.integers("k", (long) k)), Map.of(), 2));
  }
}

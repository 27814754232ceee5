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

/** What moves elements and changes none: reshaping, joining, choosing. */
final class Layouts {

  private static final String WHOLE = "U?(INT\\d*|LONG)";
  private static final int INT64 = 7;

  private Layouts() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    Optional<String> result =
        switch (it.method()) {
          case "reshape" -> Optional.of(reshaped(drawing, it));
          case "permute" -> Optional.of(permuted(drawing, it));
          case "transpose" -> Optional.of(transposed(drawing, it));
          case "squeeze" -> Optional.of(axes(drawing, it, "Squeeze"));
          case "expandDims" -> Optional.of(axes(drawing, it, "Unsqueeze"));
          case "concat" -> Optional.of(joined(drawing, it, false));
          case "stack" -> Optional.of(joined(drawing, it, true));
          case "gather" -> Optional.of(gathered(drawing, it));
          case "slice" -> Optional.of(sliced(drawing, it));
          case "castTo" -> Optional.of(cast(drawing, it));
          case "identity", "dup" -> Optional.of(drawing.draw(operand(it, 0)));
          default -> Optional.empty();
        };
    return result.map(List::of);
  }

  private static Obj operand(Operation it, int at) throws Undetermined {
    return it.operand(at)
        .orElseThrow(() -> new Undetermined("an operand of " + it.method() + " is not known"));
  }

  /** To whole numbers; everything else is counted in floating point here. */
  private static String cast(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = drawing.draw(operand(it, 0));
    boolean whole =
        it.arguments().stream()
            .anyMatch(type -> type instanceof Value.Constant c && c.name().matches(WHOLE));
    return whole
        ? drawing.blocks(it).op("Cast", "", List.of(x), Map.of("to", new Attribute.Int(INT64)))
        : x;
  }

  private static long[] numbers(Operation it, int from) throws Undetermined {
    List<Long> numbers = it.integers();
    if (numbers.isEmpty() || it.isOpen(from) || it.operands().size() > 1) {
      throw new Undetermined("the sizes or axes of " + it.method() + " are not known");
    }
    return numbers.stream().mapToLong(number -> number).toArray();
  }

  /** One size that is not known is what is left over, as -1 is. */
  private static String reshaped(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    var sizes = new ArrayList<Long>();
    Sizes.among(it.arguments()).forEach(size -> sizes.add(size.whole().orElse(-1L)));
    long open = sizes.stream().filter(size -> size < 0).count();
    if (sizes.isEmpty() || open > 1 || it.operands().size() > 1) {
      throw new Undetermined("the sizes of reshape are not known");
    }
    String x = drawing.draw(operand(it, 0));
    return drawing
        .blocks(it)
        .reshape(x, "Reshape", sizes.stream().mapToLong(size -> size).toArray());
  }

  private static String permuted(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    long[] order = numbers(it, 1);
    String x = drawing.draw(operand(it, 0), order.length);
    return drawing.blocks(it).transpose(x, "", order);
  }

  private static String transposed(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = drawing.draw(operand(it, 0), 2);
    int rank = drawing.rank(x);
    var order = new long[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = rank - 1L - i;
    }
    return drawing.blocks(it).transpose(x, "", order);
  }

  private static String axes(Drawing drawing, Operation it, String type)
      throws Unreadable, Undetermined {
    long[] axes = numbers(it, 1);
    String x = drawing.draw(operand(it, 0));
    Blocks blocks = drawing.blocks(it);
    return blocks.op(type, "", x, blocks.integers("axes", axes));
  }

  private static String joined(Drawing drawing, Operation it, boolean stacked)
      throws Unreadable, Undetermined {
    List<Long> numbers = it.integers();
    if (numbers.size() != 1 || it.isOpen(0)) {
      throw new Undetermined("the operands of " + it.method() + " are not known");
    }
    List<String> parts = drawing.drawAll(it.operands());
    Blocks blocks = drawing.blocks(it);
    var joined = new ArrayList<String>();
    for (int i = 0; i < parts.size(); i++) {
      joined.add(
          stacked
              ? blocks.op(
                  "Unsqueeze",
                  "Part" + i,
                  parts.get(i),
                  blocks.integers("axis" + i, numbers.get(0)))
              : parts.get(i));
    }
    return blocks.op("Concat", "", joined, Map.of("axis", new Attribute.Int(numbers.get(0))));
  }

  /** Rows of a table by their numbers, as an embedding reads them. */
  private static String gathered(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    List<Long> axis = it.integers();
    if (it.operands().size() != 2 || axis.size() != 1) {
      throw new Undetermined("gather by other than a variable is not modelled");
    }
    String table = drawing.draw(it.operands().get(0), 2);
    String rows = drawing.draw(it.operands().get(1));
    return drawing
        .blocks(it)
        .op("Gather", "", List.of(table, rows), Map.of("axis", new Attribute.Int(axis.get(0))));
  }

  /** {@code slice(x, begin, size)}; a size of -1 is what is left. */
  private static String sliced(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    long[] all = numbers(it, 1);
    int rank = all.length / 2;
    var begin = new long[rank];
    var end = new long[rank];
    for (int i = 0; i < rank; i++) {
      begin[i] = all[i];
      end[i] = all[rank + i] < 0 ? Long.MAX_VALUE : all[i] + all[rank + i];
    }
    String x = drawing.draw(operand(it, 0));
    Blocks blocks = drawing.blocks(it);
    return blocks.op("Slice", "", x, blocks.integers("begin", begin), blocks.integers("end", end));
  }
}

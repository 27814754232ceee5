package modellint.samediff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.eval.Value;
import modellint.graph.Attribute;

/** Numbers drawn anew for every batch: {@code sd.random().normal(0, 1, DataType.FLOAT, 16, 8)}. */
final class Randoms {

  private Randoms() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it) throws Undetermined {
    if (!it.space().equals("random")) {
      return Optional.empty();
    }
    return switch (it.method()) {
      case "normal" -> Optional.of(List.of(drawn(drawing, it, "RandomNormal", "mean", "scale")));
      case "uniform" -> Optional.of(List.of(drawn(drawing, it, "RandomUniform", "low", "high")));
      case "bernoulli" -> Optional.of(List.of(bernoulli(drawing, it)));
      default -> Optional.empty();
    };
  }

  private static String drawn(
      Drawing drawing, Operation it, String type, String first, String second) throws Undetermined {
    return drawing
        .blocks(it)
        .op(
            type,
            "",
            List.of(),
            Map.of(
                first,
                new Attribute.Real(number(it, 0)),
                second,
                new Attribute.Real(number(it, 1)),
                "shape",
                Blocks.ints(sizes(it, 2))));
  }

  private static String bernoulli(Drawing drawing, Operation it) throws Undetermined {
    List<Long> sizes = sizes(it, 1);
    Blocks blocks = drawing.blocks(it);
    long[] shape = sizes.stream().mapToLong(size -> size).toArray();
    String odds =
        blocks.op(
            "Expand",
            "Odds",
            blocks.scalar("probability", number(it, 0)),
            blocks.integers("shape", shape));
    return blocks.op("Bernoulli", "", odds);
  }

  private static double number(Operation it, int at) throws Undetermined {
    return it.argument(at)
        .real()
        .orElseThrow(() -> new Undetermined("the distribution of " + it.method()));
  }

  /** The sizes, which follow the type; it may be left out. */
  private static List<Long> sizes(Operation it, int from) throws Undetermined {
    List<Value> rest =
        it.arguments().subList(Math.min(from, it.arguments().size()), it.arguments().size());
    List<Value> sizes = Sizes.among(rest);
    if (sizes.isEmpty() || sizes.stream().anyMatch(size -> size.whole().isEmpty())) {
      throw new Undetermined("the sizes of " + it.method() + " are not known");
    }
    return sizes.stream().flatMap(size -> size.whole().stream()).toList();
  }
}

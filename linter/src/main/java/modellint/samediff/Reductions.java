package modellint.samediff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.graph.Attribute;
import modellint.graph.Shape;

/** Sums, means and their like along the dimensions given, or along all. */
final class Reductions {

  private static final Map<String, String> OPERATORS =
      Map.of(
          "sum", "ReduceSum",
          "mean", "ReduceMean",
          "max", "ReduceMax",
          "min", "ReduceMin",
          "reduceMax", "ReduceMax",
          "reduceMin", "ReduceMin",
          "prod", "ReduceProd",
          "norm1", "ReduceL1",
          "norm2", "ReduceL2",
          "squaredNorm", "ReduceSumSquare");

  private Reductions() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    if (it.method().equals("moments")) {
      return Optional.of(moments(drawing, it));
    }
    Optional<String> spread = Spreads.draw(drawing, it);
    if (spread.isPresent()) {
      return spread.map(List::of);
    }
    String operator =
        it.method().equals("logSumExp") ? "ReduceLogSumExp" : OPERATORS.get(plain(it.method()));
    if (operator == null || it.operands().size() != 1) {
      return Optional.empty();
    }
    check(it);
    String drawn = drawing.draw(it.operands().get(0));
    boolean sizes = it.method().matches("normmax|normMax|reduceA(Max|mean|min)");
    String x = sizes ? drawing.blocks(it).op("Abs", "Abs", drawn) : drawn;
    boolean keep = it.truth().orElse(false);
    Optional<String> pooled =
        operator.equals("ReduceMean") && !keep
            ? pooled(drawing, it, x, drawing.shape(x).map(Shape::rank).orElse(0))
            : Optional.empty();
    return Optional.of(
        List.of(
            pooled.orElseGet(
                () -> reduced(drawing.blocks(it), operator, "", x, it.integers(), keep))));
  }

  /** The reduction that one of absolute values is after those are taken. */
  private static String plain(String method) {
    return switch (method) {
      case "normmax", "normMax", "reduceAMax" -> "max";
      case "reduceAmean" -> "mean";
      case "reduceAmin" -> "min";
      default -> method;
    };
  }

  /** The mean over all places of each channel, whether the channels come first or last. */
  private static Optional<String> pooled(Drawing drawing, Operation it, String x, int rank) {
    List<Long> axes = it.integers().stream().map(axis -> axis < 0 ? axis + rank : axis).toList();
    boolean last = axes.equals(LongStream.range(1, rank - 1L).boxed().toList());
    if (rank < 3 || !(last || axes.equals(LongStream.range(2, rank).boxed().toList()))) {
      return Optional.empty();
    }
    Blocks blocks = drawing.blocks(it);
    var order = new long[rank];
    order[1] = rank - 1L;
    for (int i = 2; i < rank; i++) {
      order[i] = i - 1L;
    }
    String first = last ? blocks.transpose(x, "ChannelsFirst", order) : x;
    String mean = blocks.op("GlobalAveragePool", "", first);
    long[] places = LongStream.range(2, rank).toArray();
    return Optional.of(blocks.op("Squeeze", "Squeeze", mean, blocks.integers("places", places)));
  }

  static void check(Operation it) throws Undetermined {
    if (it.isOpen(1) || it.operand(0).isEmpty()) {
      throw new Undetermined("the dimensions of " + it.method() + " are not known");
    }
  }

  static String reduced(
      Blocks blocks, String operator, String suffix, String x, List<Long> axes, boolean keep) {
    var attributes = new TreeMap<String, Attribute>();
    attributes.put("keepdims", new Attribute.Int(keep ? 1 : 0));
    long[] numbers = axes.stream().mapToLong(it -> it).toArray();
    if (axes.isEmpty()) {
      return blocks.op(operator, suffix, List.of(x), attributes);
    }
    if (operator.equals("ReduceSum")) {
      return blocks.op(operator, suffix, List.of(x, blocks.integers("axes", numbers)), attributes);
    }
    attributes.put("axes", Blocks.ints(numbers));
    return blocks.op(operator, suffix, List.of(x), attributes);
  }

  /** Mean and variance. */
  private static List<String> moments(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    check(it);
    String x = drawing.draw(it.operands().get(0));
    boolean keep = it.truth().orElse(false);
    Blocks blocks = drawing.blocks(it);
    String mean = reduced(blocks, "ReduceMean", "", x, it.integers(), keep);
    String wide = keep ? mean : reduced(blocks, "ReduceMean", "Wide", x, it.integers(), true);
    String centred = blocks.op("Sub", "Centred", x, wide);
    String square = blocks.op("Mul", "Square", centred, centred);
    return List.of(mean, reduced(blocks, "ReduceMean", "Variance", square, it.integers(), keep));
  }
}

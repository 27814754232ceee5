package modellint.samediff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Attribute;

/** Parts of a variable, its elements repeated, turned round or moved between axes. */
final class Views {

  private static final String INDEX = "org.nd4j.autodiff.samediff.SDIndex";

  private Views() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    Optional<String> result =
        switch (it.method()) {
          case "tile" -> Optional.of(tiled(drawing, it));
          case "reverse" -> Optional.of(reversed(drawing, it));
          case "stridedSlice" -> Optional.of(strided(drawing, it));
          case "get" -> Optional.of(indexed(drawing, it));
          case "depthToSpace" -> Optional.of(moved(drawing, it, "DepthToSpace"));
          case "spaceToDepth" -> Optional.of(moved(drawing, it, "SpaceToDepth"));
          default -> Optional.empty();
        };
    return result.map(List::of);
  }

  private static String operand(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    if (it.isOpen(1) || it.operands().size() != 1) {
      throw new Undetermined("an argument of " + it.method() + " is not known");
    }
    return drawing.draw(
        it.operand(0)
            .orElseThrow(() -> new Undetermined("an operand of " + it.method() + " is not known")));
  }

  private static long[] numbers(List<Long> numbers) {
    return numbers.stream().mapToLong(it -> it).toArray();
  }

  private static String tiled(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = operand(drawing, it);
    Blocks blocks = drawing.blocks(it);
    return blocks.op("Tile", "", x, blocks.integers("repeats", numbers(it.integers())));
  }

  private static String reversed(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    List<Long> axes = it.integers();
    var from = new long[axes.size()];
    var to = new long[axes.size()];
    var steps = new long[axes.size()];
    for (int i = 0; i < steps.length; i++) {
      from[i] = -1;
      to[i] = Long.MIN_VALUE;
      steps[i] = -1;
    }
    return sliced(drawing, it, operand(drawing, it), from, to, numbers(axes), steps);
  }

  /** {@code stridedSlice(x, begin, end, strides)}, of one number each for every axis. */
  private static String strided(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = operand(drawing, it);
    List<Long> all = it.integers();
    int rank = drawing.rank(x);
    if (all.size() != 3 * rank) {
      throw new Undetermined("stridedSlice with masks is not modelled");
    }
    return sliced(
        drawing,
        it,
        x,
        numbers(all.subList(0, rank)),
        numbers(all.subList(rank, 2 * rank)),
        axes(rank),
        numbers(all.subList(2 * rank, 3 * rank)));
  }

  private static long[] axes(int rank) {
    var axes = new long[rank];
    for (int i = 0; i < rank; i++) {
      axes[i] = i;
    }
    return axes;
  }

  private static String sliced(
      Drawing drawing, Operation it, String x, long[] from, long[] to, long[] axes, long[] steps) {
    Blocks blocks = drawing.blocks(it);
    return blocks.op(
        "Slice",
        "",
        x,
        blocks.integers("from", from),
        blocks.integers("to", to),
        blocks.integers("axes", axes),
        blocks.integers("steps", steps));
  }

  /** {@code x.get(SDIndex.all(), SDIndex.point(2), SDIndex.interval(0, 4))}. */
  private static String indexed(Drawing drawing, Operation it) throws Unreadable, Undetermined {
    String x = operand(drawing, it);
    List<Value> given = it.arguments().subList(1, it.arguments().size());
    var from = new long[given.size()];
    var to = new long[given.size()];
    var steps = new long[given.size()];
    var points = new ArrayList<Long>();
    for (int i = 0; i < given.size(); i++) {
      Origin.Static index = index(given.get(i));
      List<Long> numbers =
          index.arguments().stream().flatMap(number -> number.whole().stream()).toList();
      boolean plain = numbers.size() == index.arguments().size();
      to[i] = Long.MAX_VALUE;
      steps[i] = 1;
      switch (index.method() + numbers.size()) {
        case "all0" -> {}
        case "point1" -> {
          from[i] = numbers.get(0);
          to[i] = numbers.get(0) == -1 ? Long.MAX_VALUE : numbers.get(0) + 1;
          points.add((long) i);
        }
        case "interval2", "interval3" -> {
          from[i] = numbers.get(0);
          to[i] = numbers.get(numbers.size() - 1);
          steps[i] = numbers.size() == 3 ? numbers.get(1) : 1;
        }
        default -> plain = false;
      }
      if (!plain) {
        throw new Undetermined("an index of get is not known");
      }
    }
    String part = sliced(drawing, it, x, from, to, axes(given.size()), steps);
    Blocks blocks = drawing.blocks(it);
    return points.isEmpty()
        ? part
        : blocks.op("Squeeze", "Point", part, blocks.integers("points", numbers(points)));
  }

  private static Origin.Static index(Value value) throws Undetermined {
    if (value instanceof Obj it
        && it.origin() instanceof Origin.Static made
        && made.type().equals(INDEX)) {
      return made;
    }
    throw new Undetermined("an index of get is not known");
  }

  private static String moved(Drawing drawing, Operation it, String type)
      throws Unreadable, Undetermined {
    List<Long> size = it.integers();
    List<String> formats =
        it.arguments().stream()
            .filter(value -> value instanceof Value.Constant)
            .map(value -> ((Value.Constant) value).name())
            .toList();
    if (size.size() != 1 || formats.size() != 1) {
      throw new Undetermined("the block or format of " + it.method() + " is not known");
    }
    String x = operand(drawing, it);
    Blocks blocks = drawing.blocks(it);
    boolean last = formats.get(0).equals("NHWC");
    String first = last ? blocks.transpose(x, "ChannelsFirst", 0, 3, 1, 2) : x;
    String moved =
        blocks.op(type, "", List.of(first), Map.of("blocksize", new Attribute.Int(size.get(0))));
    return last ? blocks.transpose(moved, "ChannelsLast", 0, 2, 3, 1) : moved;
  }
}

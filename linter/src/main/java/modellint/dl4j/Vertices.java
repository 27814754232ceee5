package modellint.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;

/** The vertices of a graph that are no layers. */
final class Vertices {

  private Vertices() {}

  static Tensor draw(Settings vertex, List<Tensor> in, Blocks blocks) {
    List<String> names = in.stream().map(Tensor::name).toList();
    Tensor first = in.get(0);
    return switch (vertex.type()) {
      case "MergeVertex" -> merge(in, blocks);
      case "ElementWiseVertex" -> elementWise(vertex, in, blocks);
      case "ScaleVertex" -> scaled(vertex, first, "Mul", blocks);
      case "ShiftVertex" -> scaled(vertex, first, "Add", blocks);
      case "StackVertex" ->
          new Tensor(
              blocks.op("Concat", "", names, Map.of("axis", new Attribute.Int(0))), first.flow());
      case "SubsetVertex" -> subset(vertex, first, blocks);
      case "PreprocessorVertex" ->
          Layouts.stated(first, vertex.argument(0).orElse(new Value.Nothing()), blocks);
      case "LastTimeStepVertex" ->
          new Tensor(
              blocks.op(
                  "Gather",
                  "",
                  List.of(first.name(), blocks.index("last", -1)),
                  Map.of("axis", new Attribute.Int(2))),
              new Flow.Rows(first.flow().size(), Optional.empty()));
      case "ReverseTimeSeriesVertex" -> new Tensor(reversed(first, blocks), first.flow());
      case "UnstackVertex" -> unstacked(vertex, first, blocks);
      case "ReshapeVertex" -> reshaped(vertex, first, blocks);
      case "L2NormalizeVertex" ->
          new Tensor(
              blocks.op("LpNormalization", "", names, Map.of("axis", new Attribute.Int(1))),
              first.flow());
      case "PoolHelperVertex" -> new Tensor(poolHelper(first, blocks), shrunk(first.flow()));
      case "L2Vertex" -> {
        String difference = blocks.op("Sub", "Difference", names, Map.of());
        yield new Tensor(
            blocks.op(
                "ReduceL2",
                "",
                List.of(difference),
                Map.of("axes", Blocks.ints(1), "keepdims", new Attribute.Int(1))),
            new Flow.Rows(Dim.of(1), Optional.empty()));
      }
      default -> new Tensor(blocks.opaque(vertex.type(), names, 1).get(0), first.flow());
    };
  }

  /** The same row at each step of {@code clock}, the input that says how many there are. */
  static Tensor repeated(Tensor in, Optional<Tensor> clock, Blocks blocks) {
    if (clock.isEmpty() || !(clock.get().flow() instanceof Flow.Sequence steps)) {
      String why = "the input whose steps it counts is not known";
      return new Tensor(
          blocks.unread("DuplicateToTimeSeries", why, in.name()),
          new Flow.Sequence(in.flow().size(), Sizes.symbol("time")));
    }
    String column = blocks.op("Unsqueeze", "Column", in.name(), blocks.integers("axis", 2));
    String time =
        blocks.op(
            "Slice",
            "Steps",
            blocks.op("Shape", "Shape", clock.get().name()),
            blocks.integers("from", 2),
            blocks.integers("to", 3));
    String shape =
        blocks.op(
            "Concat", "Sizes", List.of(blocks.integers("one", 1, 1), time), OtherLayers.axis(0));
    return new Tensor(
        blocks.op("Expand", "", column, shape), new Flow.Sequence(in.flow().size(), steps.time()));
  }

  /** The steps backwards, where no mask cuts sequences short. */
  private static String reversed(Tensor in, Blocks blocks) {
    return blocks.op(
        "Slice",
        "",
        in.name(),
        blocks.integers("from", -1),
        blocks.integers("to", -Integer.MAX_VALUE),
        blocks.integers("axis", 2),
        blocks.integers("step", -1));
  }

  /** One of the equal parts that a stack of batches is made of. */
  private static Tensor unstacked(Settings vertex, Tensor in, Blocks blocks) {
    Optional<Long> from = vertex.argument(0).flatMap(Value::whole);
    Optional<Long> parts = vertex.argument(1).flatMap(Value::whole);
    if (from.isEmpty() || parts.isEmpty() || from.get() >= parts.get()) {
      return new Tensor(blocks.opaque("Unstack", List.of(in.name()), 1).get(0), in.flow());
    }
    var attributes = Map.<String, Attribute>of("axis", new Attribute.Int(0));
    List<String> all =
        blocks.several("Split", "", List.of(in.name()), attributes, parts.get().intValue());
    return new Tensor(all.get(from.get().intValue()), in.flow());
  }

  private static Tensor reshaped(Settings vertex, Tensor in, Blocks blocks) {
    List<Value> given = vertex.arguments();
    boolean ordered = !given.isEmpty() && given.get(0) instanceof Value.Letter;
    Optional<List<Long>> shape =
        Sizes.numbers(ordered ? given.subList(1, Math.min(2, given.size())) : given);
    if (shape.isEmpty() || shape.get().size() < 2 || shape.get().size() > 4) {
      return new Tensor(blocks.opaque("Reshape", List.of(in.name()), 1).get(0), in.flow());
    }
    long[] sizes = shape.get().stream().mapToLong(it -> it).toArray();
    Dim[] dims = shape.get().stream().map(Vertices::size).toArray(Dim[]::new);
    Flow flow =
        switch (sizes.length) {
          case 2 -> new Flow.Rows(dims[1], Optional.empty());
          case 3 -> new Flow.Sequence(dims[1], dims[2]);
          default -> new Flow.Image(dims[1], dims[2], dims[3]);
        };
    return new Tensor(blocks.reshape(in.name(), "Reshape", sizes), flow);
  }

  private static Dim size(long stated) {
    return stated > 0 ? Dim.of(stated) : Sizes.symbol("rest");
  }

  /** Joins along features or channels. */
  static Tensor merge(List<Tensor> in, Blocks blocks) {
    Flow first = in.get(0).flow();
    Dim size = Sizes.sum(in.stream().map(it -> it.flow().size()).toList());
    int axis = first instanceof Flow.Rows rows && rows.time().isPresent() ? 2 : 1;
    String merged =
        blocks.op(
            "Concat",
            "",
            in.stream().map(Tensor::name).toList(),
            Map.of("axis", new Attribute.Int(axis)));
    return new Tensor(merged, resized(first, size));
  }

  private static Flow resized(Flow flow, Dim size) {
    if (flow instanceof Flow.Image it) {
      return new Flow.Image(size, it.height(), it.width());
    }
    if (flow instanceof Flow.Sequence it) {
      return new Flow.Sequence(size, it.time());
    }
    if (flow instanceof Flow.Volume it) {
      return new Flow.Volume(size, it.depth(), it.height(), it.width());
    }
    return new Flow.Rows(size, flow instanceof Flow.Rows rows ? rows.time() : Optional.empty());
  }

  private static Tensor elementWise(Settings vertex, List<Tensor> in, Blocks blocks) {
    List<String> names = in.stream().map(Tensor::name).toList();
    String operation =
        vertex.argument(0).orElse(new Value.Nothing()) instanceof Value.Constant it
            ? it.name()
            : "unknown";
    String type =
        switch (operation) {
          case "Add" -> names.size() == 2 ? "Add" : "Sum";
          case "Subtract" -> "Sub";
          case "Product" -> "Mul";
          case "Average" -> "Mean";
          case "Max" -> "Max";
          default -> "";
        };
    if (type.equals("Mean")) {
      return new Tensor(blocks.average(names), in.get(0).flow());
    }
    if (type.isEmpty()) {
      return new Tensor(blocks.opaque("ElementWise", names, 1).get(0), in.get(0).flow());
    }
    if (type.equals("Mul") && names.size() > 2) {
      String product = names.get(0);
      for (String name : names.subList(1, names.size())) {
        product = blocks.op("Mul", "Mul", product, name);
      }
      return new Tensor(product, in.get(0).flow());
    }
    return new Tensor(blocks.op(type, "", names, Map.of()), in.get(0).flow());
  }

  private static Tensor scaled(Settings vertex, Tensor in, String type, Blocks blocks) {
    Optional<Double> by = vertex.argument(0).flatMap(Value::real);
    return new Tensor(
        by.isPresent()
            ? blocks.op(type, "", in.name(), blocks.scalar("factor", by.get()))
            : blocks.opaque("Scale", List.of(in.name()), 1).get(0),
        in.flow());
  }

  private static Tensor subset(Settings vertex, Tensor in, Blocks blocks) {
    Optional<Long> from = vertex.argument(0).flatMap(Value::whole);
    Optional<Long> to = vertex.argument(1).flatMap(Value::whole);
    if (from.isEmpty() || to.isEmpty()) {
      return new Tensor(
          blocks.opaque("Subset", List.of(in.name()), 1).get(0),
          resized(in.flow(), Sizes.symbol("subset")));
    }
    String part =
        blocks.op(
            "Slice",
            "",
            in.name(),
            blocks.integers("from", from.get()),
            blocks.integers("to", to.get() + 1),
            blocks.integers("axis", 1));
    return new Tensor(part, resized(in.flow(), Dim.of(Math.max(0, to.get() - from.get() + 1))));
  }

  /** Cuts off the first row and column, a quirk of converted GoogLeNets. */
  private static String poolHelper(Tensor in, Blocks blocks) {
    return blocks.op(
        "Slice",
        "",
        in.name(),
        blocks.integers("from", 1, 1),
        blocks.integers("to", Integer.MAX_VALUE, Integer.MAX_VALUE),
        blocks.integers("axes", 2, 3));
  }

  private static Flow shrunk(Flow flow) {
    if (flow instanceof Flow.Image it && it.height().isKnown() && it.width().isKnown()) {
      return new Flow.Image(
          it.size(), Dim.of(it.height().size() - 1), Dim.of(it.width().size() - 1));
    }
    return flow;
  }
}

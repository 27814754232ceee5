package modellint.dl4j;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;

/** Pooling, up-sampling, padding, cropping and local response normalisation. */
final class PoolLayers {

  private PoolLayers() {}

  private static boolean isPoolingType(Value value) {
    return value instanceof Value.Constant it && it.type().endsWith("PoolingType");
  }

  private static String poolingType(Drawing it) {
    Value type =
        it.own()
            .value("poolingType")
            .or(() -> it.own().argument(0).filter(PoolLayers::isPoolingType))
            .orElse(new Value.Constant("PoolingType", "MAX"));
    return type instanceof Value.Constant constant ? constant.name() : "unknown";
  }

  static boolean isNorm(Drawing it) {
    return poolingType(it).equals("PNORM");
  }

  static boolean isSum(Drawing it) {
    return poolingType(it).equals("SUM");
  }

  static Windows windows(Drawing it, int axes) {
    int first = it.own().argument(0).filter(PoolLayers::isPoolingType).isPresent() ? 1 : 0;
    boolean steps = axes == 1;
    Windows window = Windows.of(it.settings(), axes, first, steps ? 2 : 1, steps ? 1 : 2);
    // Over volumes the builder has a mode of its own, which the global one does not reach.
    boolean own = it.own().last("convolutionMode").isPresent();
    return axes == 3 && !own ? window.in("Same") : window;
  }

  static Tensor window(Drawing it, int axes) {
    Windows window = windows(it, axes);
    Flow flow = ConvLayers.flow(it.flow(), window, it.flow().size(), false);
    String type = poolingType(it);
    Map<String, Attribute> attributes = window.attributes(true);
    String pooled =
        switch (type) {
          case "MAX" -> it.blocks().op("MaxPool", "", List.of(it.x()), attributes);
          case "AVG" -> it.blocks().op("AveragePool", "", List.of(it.x()), attributes);
          case "SUM" -> {
            String mean = it.blocks().op("AveragePool", "", List.of(it.x()), attributes);
            yield window.area().isPresent()
                ? it.blocks()
                    .op("Mul", "Sum", mean, it.blocks().scalar("area", window.area().get()))
                : mean;
          }
          case "PNORM" -> {
            var norm = new java.util.LinkedHashMap<>(attributes);
            long p = it.own().value("pnorm").flatMap(Value::whole).orElse(2L);
            norm.put("p", new Attribute.Int(p));
            norm.remove("dilations");
            yield it.blocks().op("LpPool", "", List.of(it.x()), norm);
          }
          default -> it.blocks().opaque("Pooling", List.of(it.x()), 1).get(0);
        };
    return new Tensor(pooled, flow);
  }

  /** Pools all positions of a sequence, image or volume; what remains are rows. */
  static Tensor global(Drawing it) {
    Dim size = it.flow().size();
    long[] axes =
        it.flow() instanceof Flow.Sequence
            ? new long[] {2}
            : it.flow() instanceof Flow.Volume ? new long[] {2, 3, 4} : new long[] {2, 3};
    boolean collapse = it.own().truth("collapseDimensions").orElse(true);
    var attributes =
        Map.<String, Attribute>of(
            "axes", Blocks.ints(axes), "keepdims", new Attribute.Int(collapse ? 0 : 1));
    String pooled =
        switch (poolingType(it)) {
          case "AVG" -> global(it, "GlobalAveragePool", collapse, axes);
          case "MAX" -> global(it, "GlobalMaxPool", collapse, axes);
          case "PNORM" -> it.blocks().op("ReduceL2", "", List.of(it.x()), attributes);
          case "SUM" ->
              it.blocks()
                  .op(
                      "ReduceSum",
                      "",
                      List.of(it.x(), it.blocks().integers("axes", axes)),
                      Map.of("keepdims", new Attribute.Int(collapse ? 0 : 1)));
          default -> it.blocks().opaque("Pooling", List.of(it.x()), 1).get(0);
        };
    return new Tensor(
        pooled,
        collapse
            ? new Flow.Rows(size, Optional.empty())
            : new Flow.Image(size, Dim.of(1), Dim.of(1)));
  }

  /** The operator that says which axis holds the units; a reduction leaves that to its reader. */
  private static String global(Drawing it, String type, boolean collapse, long... axes) {
    String pooled = it.blocks().op(type, collapse ? "Pool" : "", it.x());
    return collapse
        ? it.blocks().op("Squeeze", "", pooled, it.blocks().integers("axes", axes))
        : pooled;
  }

  static Tensor upsample(Drawing it, int axes) {
    Optional<List<Long>> given =
        Sizes.numbers(
            it.own().last("size").map(call -> call.arguments()).orElse(it.own().arguments()));
    List<Long> factor =
        given.map(n -> n.size() == axes ? n : Windows.repeat(n.get(0), axes)).orElse(List.of());
    if (given.isEmpty() || factor.stream().anyMatch(by -> by < 1)) {
      return new Tensor(
          it.blocks().opaque("Upsampling", List.of(it.x()), 1).get(0),
          scaled(it.flow(), Windows.repeat(1, axes)));
    }
    // Resize takes its scales as floats; a nearest-neighbour resize by sizes repeats pixels too.
    Flow flow = scaled(it.flow(), factor);
    String scales = it.blocks().scales("scales", factor);
    String up =
        it.blocks()
            .op(
                "Resize",
                "",
                List.of(it.x(), "", scales),
                Map.of(
                    "mode", new Attribute.Text("nearest"),
                    "coordinate_transformation_mode", new Attribute.Text("asymmetric"),
                    "nearest_mode", new Attribute.Text("floor")));
    return new Tensor(up, flow);
  }

  private static Flow scaled(Flow flow, List<Long> by) {
    if (flow instanceof Flow.Image it) {
      return new Flow.Image(
          it.size(), it.height().times(Dim.of(by.get(0))), it.width().times(Dim.of(by.get(1))));
    }
    if (flow instanceof Flow.Sequence it) {
      return new Flow.Sequence(it.size(), it.time().times(Dim.of(by.get(0))));
    }
    if (flow instanceof Flow.Volume it) {
      return new Flow.Volume(
          it.size(),
          it.depth().times(Dim.of(by.get(0))),
          it.height().times(Dim.of(by.get(1))),
          it.width().times(Dim.of(by.get(2))));
    }
    return flow;
  }

  /** Zeros around (positive) or rims cut off (negative sign): [top, bottom, left, right]. */
  static Tensor pad(Drawing it, int axes, int sign, String setter) {
    List<Value> stated = it.own().last(setter).map(Call::arguments).orElse(it.own().arguments());
    boolean format = !stated.isEmpty() && stated.get(0) instanceof Value.Constant;
    Optional<List<Long>> given = Sizes.numbers(stated.subList(format ? 1 : 0, stated.size()));
    if (given.isEmpty() || axes != axes(it.flow())) {
      return new Tensor(it.blocks().opaque("Padding", List.of(it.x()), 1).get(0), it.flow());
    }
    List<Long> n = given.get();
    var begin = new long[2 + axes];
    var end = new long[2 + axes];
    for (int axis = 0; axis < axes; axis++) {
      boolean both = n.size() == 2 * axes;
      long one = n.get(Math.min(both ? 2 * axis : axis, n.size() - 1));
      begin[2 + axis] = sign * one;
      end[2 + axis] = sign * (both ? n.get(2 * axis + 1) : one);
    }
    var pads = new long[2 * begin.length];
    System.arraycopy(begin, 0, pads, 0, begin.length);
    System.arraycopy(end, 0, pads, begin.length, end.length);
    String padded = it.blocks().op("Pad", "", it.x(), it.blocks().integers("pads", pads));
    return new Tensor(padded, padded(it.flow(), begin, end));
  }

  private static int axes(Flow flow) {
    return flow instanceof Flow.Sequence
        ? 1
        : flow instanceof Flow.Image ? 2 : flow instanceof Flow.Volume ? 3 : 0;
  }

  private static Flow padded(Flow flow, long[] begin, long[] end) {
    if (flow instanceof Flow.Image it) {
      return new Flow.Image(
          it.size(), plus(it.height(), begin[2] + end[2]), plus(it.width(), begin[3] + end[3]));
    }
    if (flow instanceof Flow.Sequence it) {
      return new Flow.Sequence(it.size(), plus(it.time(), begin[2] + end[2]));
    }
    if (flow instanceof Flow.Volume it) {
      return new Flow.Volume(
          it.size(),
          plus(it.depth(), begin[2] + end[2]),
          plus(it.height(), begin[3] + end[3]),
          plus(it.width(), begin[4] + end[4]));
    }
    return flow;
  }

  private static Dim plus(Dim dim, long more) {
    return dim.isKnown() && dim.size() + more > 0
        ? Dim.of(dim.size() + more)
        : Sizes.symbol(dim + "+" + more);
  }

  static Tensor localResponse(Drawing it) {
    List<Value> given = it.own().arguments();
    boolean four = given.size() == 4;
    double k = number(it, "k", given, 0, 2);
    double n = four ? number(it, "n", given, 1, 5) : number(it, "n", List.of(), 0, 5);
    double alpha = number(it, "alpha", given, four ? 2 : 1, 1e-4);
    double beta = number(it, "beta", given, four ? 3 : 2, 0.75);
    long window = (long) n;
    String normal =
        it.blocks()
            .op(
                "LRN",
                "",
                List.of(it.x()),
                Map.of(
                    "size", new Attribute.Int(window),
                    // ONNX divides alpha by the window, DL4J does not.
                    "alpha", new Attribute.Real(alpha * window),
                    "beta", new Attribute.Real(beta),
                    "bias", new Attribute.Real(k)));
    return new Tensor(normal, it.flow());
  }

  private static double number(
      Drawing it, String setter, List<Value> given, int index, double otherwise) {
    return it.own()
        .value(setter)
        .or(() -> index < given.size() ? Optional.of(given.get(index)) : Optional.empty())
        .flatMap(Value::real)
        .orElse(otherwise);
  }

  static Tensor spaceToDepth(Drawing it) {
    Optional<Long> block =
        it.own().argument(0).or(() -> it.own().value("blocks")).flatMap(Value::whole);
    if (block.filter(n -> n > 0).isEmpty() || !(it.flow() instanceof Flow.Image image)) {
      return new Tensor(
          it.blocks().opaque("SpaceToDepth", List.of(it.x()), 1).get(0),
          new Flow.Image(
              Sizes.symbol(it.settings().name() + ".channels"),
              Sizes.symbol("height"),
              Sizes.symbol("width")));
    }
    String moved =
        it.blocks()
            .op(
                "SpaceToDepth",
                "",
                List.of(it.x()),
                Map.of("blocksize", new Attribute.Int(block.get())));
    Dim by = Dim.of(block.get());
    return new Tensor(
        moved,
        new Flow.Image(
            image.size().times(by).times(by),
            LocalLayers.part(image.height(), by.size()),
            LocalLayers.part(image.width(), by.size())));
  }
}

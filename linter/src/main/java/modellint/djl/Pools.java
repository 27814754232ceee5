package modellint.djl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Blocks;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/** Pooling, and the blocks that only change a shape. */
final class Pools {

  private Pools() {}

  /** {@code Pool.maxPool2dBlock(..)}, {@code Blocks.batchFlattenBlock(..)} and their kin. */
  static List<Tensor> block(Walk walk, Origin.Static made, List<Tensor> in) {
    String name = made.method().replaceAll("Block$", "");
    if (made.type().equals(DjlApi.NN + "Blocks")) {
      return switch (name) {
        case "identity" -> in;
        case "batchFlatten" -> List.of(flatten(walk, in.get(0), made.arguments()));
        default -> throw new Undetermined("Blocks." + made.method() + " is not modelled");
      };
    }
    return List.of(
        pool(walk, name, in.get(0), made.arguments())
            .orElseThrow(
                () -> new Undetermined(made.type() + "." + made.method() + " is not modelled")));
  }

  static Tensor flatten(Walk walk, Tensor x, List<Value> size) {
    if (!size.isEmpty()) {
      return rows(walk, x, walk.extents().dim(size.get(0), "features"));
    }
    Tensor in = walk.shaped(x, new Shape(List.of(Dim.symbol("N"), Dim.symbol("features"))));
    Shape shape = in.shape().orElseThrow();
    if (shape.rank() == 2) {
      return in;
    }
    return Tensor.of(
        walk.blocks().op("Flatten", "Flatten", in.name()),
        new Shape(List.of(shape.dim(0), Sizes.product(shape.dims().subList(1, shape.rank())))));
  }

  /** Rows of {@code features} each: one for each sample only where a sample has that many. */
  private static Tensor rows(Walk walk, Tensor x, Dim features) {
    Tensor in = walk.shaped(x, new Shape(List.of(Dim.symbol("N"), features)));
    Shape shape = in.shape().orElseThrow();
    if (features.isKnown()) {
      List<Value> wanted = List.of(Sizes.whole(-1), Sizes.whole(features.size()));
      new Reshapes(walk).fill("batchFlatten", shape, wanted);
    }
    Dim sample = Sizes.product(shape.dims().subList(Math.min(1, shape.rank()), shape.rank()));
    boolean whole = !sample.isKnown() || !features.isKnown() || sample.equals(features);
    if (whole && shape.rank() == 2) {
      return in;
    }
    if (whole) {
      return Tensor.of(
          walk.blocks().op("Flatten", "Flatten", in.name()),
          new Shape(List.of(shape.dim(0), features)));
    }
    Dim rows =
        shape.elements().dividedBy(features).orElseGet(() -> Sizes.symbol("N*" + sample + "/rows"));
    return Tensor.of(
        walk.blocks().reshape(in.name(), "Rows", -1, features.size()),
        new Shape(List.of(rows, features)));
  }

  /** {@code maxPool2d}, {@code globalAvgPool1d}; empty for any other name. */
  static Optional<Tensor> pool(Walk walk, String name, Tensor x, List<Value> arguments) {
    if (!name.matches("(global)?(max|avg|lp|Max|Avg|Lp)Pool[123]d")) {
      return Optional.empty();
    }
    int axes = name.charAt(name.length() - 2) - '0';
    Tensor in = walk.shaped(x, image(axes));
    Shape shape = in.shape().orElseThrow();
    if (shape.rank() != axes + 2) {
      throw walk.refused(Fault.UNFIT_AXES, name, shape.rank(), axes + 2);
    }
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    String kind = lower.contains("max") ? "Max" : lower.contains("avg") ? "Average" : "Lp";
    if (lower.startsWith("global")) {
      String pooled =
          walk.blocks()
              .op(
                  "Global" + kind + "Pool",
                  kind + "Pool",
                  List.of(in.name()),
                  kind.equals("Lp") ? norm(arguments) : Map.of());
      return Optional.of(
          Tensor.of(
              walk.blocks().op("Flatten", "Flatten", pooled),
              new Shape(shape.dims().subList(0, 2))));
    }
    List<Value> given = kind.equals("Lp") ? arguments.subList(1, arguments.size()) : arguments;
    check(walk, name, given, axes);
    Optional<List<Long>> kernel = numbers(given, 0, axes, 0);
    Optional<List<Long>> stride =
        given.size() > 1 || isDense(kind, axes) ? numbers(given, 1, axes, 1) : kernel;
    Optional<List<Long>> padding = numbers(given, 2, axes, 0);
    boolean ceil = given.size() > 3 && given.get(3).truth().orElse(false);
    if (kernel.isEmpty() || stride.isEmpty() || padding.isEmpty()) {
      throw new Undetermined("the window of " + name + " is not known");
    }
    var attributes = new LinkedHashMap<String, Attribute>();
    attributes.put("kernel_shape", Blocks.ints(kernel.get()));
    attributes.put("strides", Blocks.ints(stride.get()));
    pads(padding.get()).ifPresent(it -> attributes.put("pads", it));
    if (ceil) {
      attributes.put("ceil_mode", new Attribute.Int(1));
    }
    if (kind.equals("Lp")) {
      attributes.putAll(norm(arguments));
    }
    if (kind.equals("Average")) {
      boolean counted = given.size() < 5 || given.get(4).truth().orElse(true);
      attributes.put("count_include_pad", new Attribute.Int(counted ? 1 : 0));
    }
    var dims = new ArrayList<>(shape.dims().subList(0, 2));
    for (int i = 0; i < axes; i++) {
      long pad = padding.get().get(i);
      dims.add(window(shape.dim(2 + i), kernel.get().get(i), stride.get().get(i), pad, ceil));
    }
    return Optional.of(
        Tensor.of(
            walk.blocks().op(kind + "Pool", kind + "Pool", List.of(in.name()), attributes),
            new Shape(dims)));
  }

  /** What the library and the engine throw at, whatever comes in. */
  private static void check(Walk walk, String name, List<Value> given, int axes) {
    List<String> words = List.of("the kernel of ", "the stride of ", "the padding of ");
    for (int i = 0; i < Math.min(given.size(), words.size()); i++) {
      String what = words.get(i) + name;
      Optional<List<Long>> sides = Sizes.numbers(given.get(i));
      if (sides.filter(it -> it.size() != axes).isPresent()) {
        throw walk.refused(Fault.UNEVEN_SIDES, what, sides.get().size(), axes);
      }
      long least = i < 2 ? 1 : 0;
      Optional<Long> small = sides.flatMap(it -> it.stream().filter(n -> n < least).findFirst());
      if (small.isPresent()) {
        throw walk.refused(Fault.SMALL_STEP, what, small.get(), least);
      }
    }
    if (given.size() > 2) {
      Optional<List<Long>> kernel = Sizes.numbers(given.get(0));
      Optional<List<Long>> padding = Sizes.numbers(given.get(2));
      for (int i = 0; kernel.isPresent() && padding.isPresent() && i < axes; i++) {
        if (padding.get().get(i) > kernel.get().get(i) / 2) {
          double half = kernel.get().get(i) / 2.0;
          throw walk.refused(Fault.LARGE_PADDING, name, padding.get().get(i), half);
        }
      }
    }
  }

  /** The pools that step by one where no stride is given; the others step by their kernel. */
  private static boolean isDense(String kind, int axes) {
    return kind.equals("Max") ? axes == 3 : kind.equals("Lp") && axes < 3;
  }

  private static Map<String, Attribute> norm(List<Value> arguments) {
    long p =
        Optional.of(arguments)
            .filter(it -> !it.isEmpty())
            .flatMap(it -> it.get(0).real())
            .filter(it -> it == Math.rint(it))
            .map(Double::longValue)
            .orElseThrow(() -> new Undetermined("the norm of a pooling is not known"));
    return Map.of("p", new Attribute.Int(p));
  }

  static Shape image(int axes) {
    var dims = new ArrayList<>(List.of(Dim.symbol("N"), Dim.symbol("channels")));
    List.of("height", "width", "depth").subList(0, axes).forEach(it -> dims.add(Dim.symbol(it)));
    return new Shape(dims);
  }

  /**
   * The number of windows of {@code span} elements; rounded up, the last one still begins inside
   * the input or the padding before it. Of a window without room the rules speak.
   */
  static Dim window(Dim in, long span, long stride, long pad, boolean ceil) {
    if (!in.isKnown()) {
      return stride == 1 && span == 1 + 2 * pad ? in : Sizes.symbol("out(" + in + ")");
    }
    if (stride < 1) {
      throw new Undetermined("the stride of a window is " + stride);
    }
    long room = in.size() + 2 * pad - span;
    if (room < 0) {
      return Sizes.symbol("none(" + in + ")");
    }
    long count = (room + (ceil ? stride - 1 : 0)) / stride + 1;
    return Dim.of(ceil && (count - 1) * stride >= in.size() + pad ? count - 1 : count);
  }

  static Optional<Attribute> pads(List<Long> padding) {
    if (padding.stream().allMatch(it -> it == 0)) {
      return Optional.empty();
    }
    var both = new ArrayList<>(padding);
    both.addAll(padding);
    return Optional.of(Blocks.ints(both));
  }

  /** The numbers of the shape at {@code index}; {@code otherwise} where it is left out. */
  static Optional<List<Long>> numbers(List<Value> arguments, int index, int axes, long otherwise) {
    if (index >= arguments.size()) {
      return Optional.of(java.util.Collections.nCopies(axes, otherwise));
    }
    return Sizes.numbers(arguments.get(index)).filter(it -> it.size() == axes);
  }

  static Map<String, Attribute> axis(int axis) {
    return Map.of("axis", new Attribute.Int(axis));
  }
}

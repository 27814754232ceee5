package modellint.djl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import modellint.definition.Blocks;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;

/** Reshapes, permutations, reductions and indexing. */
final class Reshapes {

  /** {@code INT64} in ONNX. */
  private static final long INT64 = 7;

  private final Walk walk;

  Reshapes(Walk walk) {
    this.walk = walk;
  }

  Optional<Value> on(String method, Tensor x, List<Value> arguments) {
    Shape shape = x.shape().orElseThrow();
    int rank = shape.rank();
    switch (method) {
      case "reshape":
        return Optional.of(walk.array(reshape(x, sizes(arguments))));
      case "flatten":
        if (arguments.size() == 2) {
          return Optional.of(
              walk.array(flatten(x, at(arguments, 0, rank), at(arguments, 1, rank))));
        }
        return Optional.of(walk.array(reshape(x, List.of(new Value.Whole(-1)))));
      case "transpose":
        List<Long> order = new ArrayList<>();
        if (arguments.isEmpty()) {
          for (long i = rank - 1L; i >= 0; i--) {
            order.add(i);
          }
        } else {
          Sizes.spread(arguments).forEach(it -> order.add((long) axis(it, rank)));
        }
        return Optional.of(walk.array(transpose(x, order)));
      case "swapAxes":
        var swapped = new ArrayList<Long>();
        for (long i = 0; i < rank; i++) {
          swapped.add(i);
        }
        java.util.Collections.swap(swapped, at(arguments, 0, rank), at(arguments, 1, rank));
        return Optional.of(walk.array(transpose(x, swapped)));
      case "expandDims":
        int axis = axis(arguments.get(0), rank + 1);
        return Optional.of(
            walk.array(
                Tensor.of(
                    walk.blocks()
                        .op(
                            "Unsqueeze",
                            "Unsqueeze",
                            x.name(),
                            walk.blocks().integers("axes", axis)),
                    ArrayShapes.inserted(shape, axis))));
      case "squeeze":
        return squeezed(x, shape, arguments);
      case "sum", "mean", "max", "min", "prod":
        return Optional.of(walk.array(reduced(method, x, arguments)));
      case "get":
        return indexed(x, arguments);
      case "split":
        return split(x, arguments);
      case "gatherNd":
        return gathered(x, arguments);
      case "broadcast":
        return Optional.of(walk.array(Tensor.of(x.name(), spread(sizes(arguments)))));
      default:
        return Optional.empty();
    }
  }

  /** The first axis of the indices is that of the coordinates, which ONNX has last. */
  private Optional<Value> gathered(Tensor x, List<Value> arguments) {
    Optional<Tensor> indices =
        arguments.isEmpty() ? Optional.empty() : walk.tensor(arguments.get(0));
    Optional<Shape> at = indices.flatMap(Tensor::shape).filter(it -> it.rank() == 2);
    Shape shape = x.shape().orElseThrow();
    if (at.isEmpty() || !at.get().dim(0).isKnown() || at.get().dim(0).size() > shape.rank()) {
      return Optional.empty();
    }
    var out = new ArrayList<>(List.of(at.get().dim(1)));
    out.addAll(shape.dims().subList((int) at.get().dim(0).size(), shape.rank()));
    Tensor turned = transpose(indices.get(), List.of(1L, 0L));
    String whole =
        walk.blocks()
            .op("Cast", "Whole", List.of(turned.name()), Map.of("to", new Attribute.Int(INT64)));
    return Optional.of(
        walk.array(
            Tensor.of(walk.blocks().op("GatherND", "GatherND", x.name(), whole), new Shape(out))));
  }

  /** Without axes all of one element go, as they are when the library initialises the block. */
  private Optional<Value> squeezed(Tensor x, Shape shape, List<Value> arguments) {
    var gone = new TreeSet<Integer>();
    for (Value axis : Sizes.spread(arguments)) {
      gone.add(axis(axis, shape.rank()));
    }
    for (int i = 0; arguments.isEmpty() && i < shape.rank(); i++) {
      Optional<Long> size = walk.extents().number(shape.dim(i));
      if (size.isEmpty()) {
        return Optional.empty();
      }
      if (size.get() == 1) {
        gone.add(i);
      }
    }
    if (gone.isEmpty()) {
      return Optional.of(walk.array(x));
    }
    Shape left = shape;
    for (int axis : gone.descendingSet()) {
      left = ArrayShapes.without(left, axis);
    }
    String axes = walk.blocks().integers("axes", gone.stream().mapToLong(it -> it).toArray());
    return Optional.of(
        walk.array(Tensor.of(walk.blocks().op("Squeeze", "Squeeze", x.name(), axes), left)));
  }

  private static int axis(Value value, int rank) {
    return value
        .whole()
        .map(it -> ArrayShapes.axis(it, rank))
        .filter(it -> it >= 0 && it < rank)
        .orElseThrow(() -> new Undetermined("an axis is not known or not there"));
  }

  private static int at(List<Value> arguments, int index, int rank) {
    return axis(arguments.get(index), rank);
  }

  private Optional<Shape> spread(List<Value> sizes) {
    return sizes.stream().allMatch(it -> it.whole().isPresent())
        ? Optional.of(new Shape(sizes.stream().map(it -> walk.extents().dim(it, "size")).toList()))
        : Optional.empty();
  }

  private static List<Value> sizes(List<Value> arguments) {
    return arguments.size() == 1
        ? Sizes.shape(arguments.get(0)).orElseGet(() -> Sizes.spread(arguments))
        : Sizes.spread(arguments);
  }

  private Tensor reshape(Tensor x, List<Value> wanted) {
    Shape in = x.shape().orElseThrow();
    if (wanted.isEmpty()) {
      throw new Undetermined("a reshape to a shape that is not known");
    }
    fill("reshape", in, wanted);
    var dims = new ArrayList<Dim>();
    int free = -1;
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).whole().filter(it -> it == -1).isPresent()) {
        free = i;
        dims.add(Dim.of(1));
      } else {
        dims.add(walk.extents().dim(wanted.get(i), "size"));
      }
    }
    if (walk.extents().isBatch(wanted.get(0)) && in.rank() > 0 && in.dim(0).equals(Walk.BATCH)) {
      Dim rest = Sizes.product(dims.subList(1, dims.size()));
      if (free >= 0 || Walk.BATCH.times(rest).equals(in.elements())) {
        dims.set(0, Walk.BATCH);
      }
    }
    if (free >= 0) {
      Optional<Dim> rest = in.elements().dividedBy(Sizes.product(dims));
      dims.set(free, rest.orElseGet(() -> Dim.symbol("rest")));
    }
    var target = new long[dims.size()];
    int open = 0;
    for (int i = 0; i < dims.size(); i++) {
      Dim dim = dims.get(i);
      boolean kept = i < in.rank() && in.dim(i).equals(dim);
      boolean symbolic = !dim.isKnown() && !kept;
      target[i] = dim.isKnown() ? dim.size() : kept ? 0 : -1;
      open += symbolic ? 1 : 0;
    }
    if (open > 1) {
      walk.note("a reshape to several sizes that are not known");
      return Tensor.of(
          walk.blocks().opaque("Reshape", List.of(x.name()), 1).get(0), new Shape(dims));
    }
    return Tensor.of(walk.blocks().reshape(x.name(), "Reshape", target), new Shape(dims));
  }

  /** The elements that there are while the library initialises, in the shape that is wanted. */
  void fill(String method, Shape in, List<Value> wanted) {
    Optional<Long> elements = walk.extents().number(in.elements());
    Optional<List<Long>> sizes = Sizes.wholes(wanted);
    if (elements.isEmpty() || sizes.isEmpty() || sizes.get().stream().anyMatch(it -> it == 0)) {
      return;
    }
    boolean open = sizes.get().contains(-1L);
    long product = sizes.get().stream().filter(it -> it != -1).reduce(1L, Math::multiplyExact);
    boolean fits = open ? elements.get() % product == 0 : elements.get() == product;
    if (!fits && sizes.get().stream().allMatch(it -> it >= -1)) {
      throw walk.refused(Fault.UNFIT_RESHAPE, method, elements.get(), product);
    }
  }

  private Tensor flatten(Tensor x, int from, int to) {
    Shape in = x.shape().orElseThrow();
    var sizes = new ArrayList<Value>();
    for (int i = 0; i < in.rank(); i++) {
      if (i < from || i > to) {
        sizes.add(walk.extents().size(in.dim(i)));
      } else if (i == from) {
        sizes.add(new Value.Whole(-1));
      }
    }
    return reshape(x, sizes);
  }

  Tensor transpose(Tensor x, List<Long> order) {
    return Tensor.of(
        walk.blocks()
            .op("Transpose", "Transpose", List.of(x.name()), Map.of("perm", Blocks.ints(order))),
        ArrayShapes.permuted(x.shape().orElseThrow(), order));
  }

  private Tensor reduced(String method, Tensor x, List<Value> arguments) {
    Shape in = x.shape().orElseThrow();
    String type =
        switch (method) {
          case "sum" -> "ReduceSum";
          case "mean" -> "ReduceMean";
          case "max" -> "ReduceMax";
          case "min" -> "ReduceMin";
          default -> "ReduceProd";
        };
    boolean keep = arguments.size() > 1 && arguments.get(1).truth().orElse(false);
    var axes = new ArrayList<Long>();
    if (!arguments.isEmpty()) {
      Sizes.spread(arguments.subList(0, 1)).forEach(it -> axes.add((long) axis(it, in.rank())));
    }
    var dims = new ArrayList<Dim>();
    for (long i = 0; i < in.rank(); i++) {
      if (!axes.isEmpty() && !axes.contains(i)) {
        dims.add(in.dim((int) i));
      } else if (keep) {
        dims.add(Dim.of(1));
      }
    }
    var attributes = new HashMap<>(ArrayOps.keepDims(keep));
    var operands = new ArrayList<>(List.of(x.name()));
    // Only ReduceSum takes its axes as an operand in operator set 17.
    if (!axes.isEmpty() && type.equals("ReduceSum")) {
      operands.add(walk.blocks().integers("axes", axes.stream().mapToLong(it -> it).toArray()));
    } else if (!axes.isEmpty()) {
      attributes.put("axes", Blocks.ints(axes));
    }
    return Tensor.of(walk.blocks().op(type, type, operands, attributes), new Shape(dims));
  }

  private Optional<Value> indexed(Tensor x, List<Value> arguments) {
    List<Value> index = arguments;
    if (arguments.get(0) instanceof Obj it && it.type().endsWith(".NDIndex")) {
      index = it.origin().arguments();
    }
    Optional<Long> single = index.size() == 1 ? index.get(0).whole() : Optional.empty();
    if (single.isPresent()) {
      return Optional.of(walk.array(element(x, 0, single.get())));
    }
    if (index.isEmpty() || index.get(0).text().isEmpty()) {
      return Optional.empty();
    }
    String text = index.get(0).text().get();
    for (Value value : index.subList(1, index.size())) {
      if (value.whole().isEmpty()) {
        return Optional.empty();
      }
      text = text.replaceFirst("\\{\\}", Long.toString(value.whole().get()));
    }
    return sliced(x, text);
  }

  /** {@code ":, 0"}, {@code ":, 2:5"}, {@code "..., -1"}. */
  private Optional<Value> sliced(Tensor x, String text) {
    String[] parts = text.replace(" ", "").split(",", -1);
    Tensor at = x;
    int axis = 0;
    int rank = x.shape().orElseThrow().rank();
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      if (part.equals("...")) {
        axis = rank - (parts.length - 1 - i);
      } else if (part.equals(":")) {
        axis++;
      } else if (part.matches("-?\\d+")) {
        at = element(at, axis, Long.parseLong(part));
        rank--;
      } else if (part.matches("-?\\d*:-?\\d*")) {
        at = slice(at, axis, part);
        axis++;
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(walk.array(at));
  }

  private Tensor element(Tensor x, int axis, long index) {
    return Tensor.of(
        walk.blocks()
            .op(
                "Gather",
                "Gather",
                List.of(x.name(), walk.blocks().index("index", index)),
                Map.of("axis", new Attribute.Int(axis))),
        ArrayShapes.without(x.shape().orElseThrow(), axis));
  }

  private Tensor slice(Tensor x, int axis, String part) {
    Shape shape = x.shape().orElseThrow();
    String from = part.substring(0, part.indexOf(':'));
    String to = part.substring(part.indexOf(':') + 1);
    long first = from.isEmpty() ? 0 : Long.parseLong(from);
    long last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
    Dim in = shape.dim(axis);
    Dim size = Sizes.symbol("slice(" + in + ")");
    if (in.isKnown()) {
      long a = first < 0 ? first + in.size() : first;
      long b = last < 0 ? last + in.size() : Math.min(last, in.size());
      size = Dim.of(Math.max(0, b - a));
    } else if (first >= 0 && last >= 0 && last < Long.MAX_VALUE) {
      size = Dim.of(Math.max(0, last - first));
    }
    return Tensor.of(
        walk.blocks()
            .op(
                "Slice",
                "Slice",
                x.name(),
                walk.blocks().integers("starts", first),
                walk.blocks().integers("ends", last),
                walk.blocks().integers("axes", axis)),
        ArrayShapes.with(shape, axis, size));
  }

  /** {@code x.split(parts, axis)} into equal parts. */
  private Optional<Value> split(Tensor x, List<Value> arguments) {
    Shape shape = x.shape().orElseThrow();
    Optional<Long> parts = arguments.get(0).whole();
    if (parts.isEmpty() || parts.get() < 1 || parts.get() > 64) {
      return Optional.empty();
    }
    int axis = arguments.size() > 1 ? at(arguments, 1, shape.rank()) : 0;
    Optional<Dim> size = shape.dim(axis).dividedBy(Dim.of(parts.get()));
    if (size.isEmpty() || !size.get().isKnown()) {
      return Optional.empty();
    }
    var all = new ArrayList<Tensor>();
    for (long i = 0; i < parts.get(); i++) {
      long from = i * size.get().size();
      all.add(slice(x, axis, from + ":" + (from + size.get().size())));
    }
    return Optional.of(walk.list(all));
  }
}

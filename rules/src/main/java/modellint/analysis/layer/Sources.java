package modellint.analysis.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Shape;

/** The {@link Source} of every value that has one, found in one pass over the nodes. */
final class Sources {

  private static final Set<String> SAME = Set.of("Identity", "Cast", "CastLike", "Dropout");
  private static final Set<String> PART = Set.of("Slice", "Split", "Gather", "Pad", "Expand");

  private final Wiring wiring;
  private final Map<String, Source> sources = new HashMap<>();

  Sources(Wiring wiring) {
    this.wiring = wiring;
    wiring.graph().parameters().forEach((name, it) -> sources.put(name, Source.of(it)));
    wiring.graph().nodes().forEach(this::add);
  }

  Optional<Source> of(String value) {
    return Optional.ofNullable(sources.get(value));
  }

  /** The parameters in {@code value}, what is joined with constants that are computed included. */
  List<Parameter> parts(String value) {
    return of(value)
        .map(Source::parts)
        .or(() -> wiring.producer(value, "Concat").map(this::joinedParts))
        .orElse(List.of());
  }

  private List<Parameter> joinedParts(Node node) {
    return node.inputs().stream()
        .flatMap(it -> of(it).stream())
        .flatMap(it -> it.parts().stream())
        .distinct()
        .toList();
  }

  private void add(Node node) {
    if (node.is("Constant")) {
      wiring.tensor(node.output()).ifPresent(it -> sources.put(node.output(), Source.of(it)));
      return;
    }
    if (!node.domain().isEmpty() || node.inputs().isEmpty() || !wiring.isFixed(node.output())) {
      return;
    }
    for (String output : node.outputs()) {
      derived(node, output).ifPresent(source -> sources.put(output, source));
    }
  }

  private Optional<Source> derived(Node node, String output) {
    if (node.is("Mul") || node.is("Div")) {
      return scaled(node);
    }
    Optional<Source> data = node.input(0).flatMap(this::of);
    if (data.isEmpty() || !node.domain().isEmpty()) {
      return Optional.empty();
    }
    Source source = data.get();
    if (node.is("DequantizeLinear")) {
      return Optional.of(source.scaled(step(node)));
    }
    if (node.is("QuantizeLinear")) {
      Estimate step = step(node);
      return Optional.of(source.scaled(new Estimate(1 / step.value(), step.basis())));
    }
    if (SAME.contains(node.type())) {
      return data;
    }
    if (PART.contains(node.type())) {
      return Optional.of(source.resized(wiring.shapes().shape(output)));
    }
    return switch (node.type()) {
      case "Transpose" -> Optional.of(source.transposed(node.integers("perm")));
      case "Concat" -> joined(node);
      case "Squeeze", "Unsqueeze", "Reshape", "Flatten" ->
          shape(node, source).map(source::reshaped);
      default -> Optional.empty();
    };
  }

  private Optional<Source> joined(Node node) {
    List<Source> parts =
        node.inputs().stream().flatMap(input -> of(input).stream()).collect(Collectors.toList());
    return parts.size() != node.inputs().size()
        ? Optional.empty()
        : Optional.of(
            parts.get(0).joined(parts.subList(1, parts.size()), (int) node.integer("axis", 0)));
  }

  /** A stored tensor times or over a constant number, as in an equalised learning rate. */
  private Optional<Source> scaled(Node node) {
    boolean divided = node.is("Div");
    for (int side = 0; side < (divided ? 1 : 2); side++) {
      var factor = wiring.scalar(node.inputs().get(1 - side));
      if (factor.isPresent()) {
        double by = divided ? 1 / factor.getAsDouble() : factor.getAsDouble();
        return of(node.inputs().get(side))
            .map(source -> source.scaled(new Estimate(by, Estimate.Basis.EXACT)));
      }
    }
    return Optional.empty();
  }

  /** The root mean square of a quantisation's steps: one number stands for all channels. */
  private Estimate step(Node node) {
    Optional<List<Double>> steps = node.input(1).flatMap(wiring::elements);
    if (steps.isEmpty() || steps.get().isEmpty()) {
      return Estimate.UNKNOWN;
    }
    double mean = steps.get().stream().mapToDouble(it -> it * it).average().orElse(0);
    return new Estimate(StrictMath.sqrt(mean), Estimate.Basis.MEASURED);
  }

  private Optional<Shape> shape(Node node, Source source) {
    Optional<Shape> inferred = wiring.shapes().shape(node.output());
    if (inferred.isPresent() && inferred.get().isKnown()) {
      return inferred;
    }
    Optional<List<Long>> argument =
        node.integers("axes")
            .or(
                () ->
                    node.input(1)
                        .flatMap(wiring::elements)
                        .map(all -> all.stream().map(Double::longValue).toList()));
    return switch (node.type()) {
      case "Unsqueeze" -> argument.map(axes -> unsqueezed(source.shape(), axes));
      case "Squeeze" ->
          Optional.of(squeezed(source.shape(), argument.orElse(ones(source.shape()))));
      case "Reshape" -> argument.flatMap(sizes -> target(source.shape(), sizes));
      default -> Optional.empty();
    };
  }

  private static Shape unsqueezed(Shape shape, List<Long> axes) {
    int rank = shape.rank() + axes.size();
    List<Long> at = axes.stream().map(axis -> axis < 0 ? axis + rank : axis).sorted().toList();
    List<Dim> dims = new ArrayList<>(shape.dims());
    at.forEach(axis -> dims.add((int) Math.min(axis, dims.size()), Dim.of(1)));
    return new Shape(dims);
  }

  private static Shape squeezed(Shape shape, List<Long> axes) {
    int rank = shape.rank();
    List<Long> at = axes.stream().map(axis -> axis < 0 ? axis + rank : axis).toList();
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      if (!at.contains((long) i)) {
        dims.add(shape.dim(i));
      }
    }
    return new Shape(dims);
  }

  private static List<Long> ones(Shape shape) {
    List<Long> axes = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (shape.dim(i).equals(Dim.of(1))) {
        axes.add((long) i);
      }
    }
    return axes;
  }

  /** Reshape's argument with 0 (copy) and -1 (the rest) resolved. */
  private static Optional<Shape> target(Shape shape, List<Long> sizes) {
    if (!shape.isKnown()) {
      return Optional.empty();
    }
    long[] dims = new long[sizes.size()];
    long product = 1;
    int rest = -1;
    for (int i = 0; i < dims.length; i++) {
      dims[i] = sizes.get(i) == 0 && i < shape.rank() ? shape.dim(i).size() : sizes.get(i);
      if (dims[i] == -1) {
        rest = i;
      } else {
        product *= dims[i];
      }
    }
    if (rest >= 0) {
      if (product <= 0) {
        return Optional.empty();
      }
      dims[rest] = shape.elements().size() / product;
    }
    return Optional.of(Shape.of(dims));
  }
}

package modellint.analysis.layer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Parameter;
import modellint.graph.Shape;

/**
 * Where a value comes from that layout and type changes alone have made of stored tensors.
 *
 * @param parts the parameters inside, the one that lends its name first
 * @param shape the value's own shape
 * @param axes for each axis of the value, the axis of the first part that it runs along
 * @param scale what the first part's elements have been multiplied with
 */
record Source(List<Parameter> parts, Shape shape, List<Integer> axes, Estimate scale) {

  static final Estimate ONE = new Estimate(1, Estimate.Basis.EXACT);

  Source {
    parts = List.copyOf(parts);
    axes = List.copyOf(axes);
  }

  static Source of(Parameter parameter) {
    int rank = parameter.shape().rank();
    return new Source(
        List.of(parameter), parameter.shape(), IntStream.range(0, rank).boxed().toList(), ONE);
  }

  Parameter parameter() {
    return parts.get(0);
  }

  Source transposed(Optional<List<Long>> permutation) {
    int rank = shape.rank();
    List<Integer> order =
        permutation
            .map(it -> it.stream().map(Long::intValue).toList())
            .orElseGet(() -> IntStream.range(0, rank).map(i -> rank - 1 - i).boxed().toList());
    return order.size() != rank
        ? this
        : new Source(
            parts,
            new Shape(order.stream().map(shape::dim).toList()),
            order.stream().map(axes::get).toList(),
            scale);
  }

  /** Same axes, other sizes: a slice, or one output of a split. */
  Source resized(Optional<Shape> to) {
    return to.filter(it -> it.rank() == shape.rank())
        .map(it -> new Source(parts, it, axes, scale))
        .orElse(this);
  }

  Source scaled(Estimate factor) {
    Estimate product =
        scale.isKnown() && factor.isKnown()
            ? new Estimate(scale.value() * factor.value(), factor.basis())
            : Estimate.UNKNOWN;
    return new Source(parts, shape, axes, product);
  }

  Source joined(List<Source> others, int axis) {
    var all = new LinkedHashSet<>(parts);
    others.forEach(other -> all.addAll(other.parts));
    List<Dim> dims = new ArrayList<>(shape.dims());
    int along = axis < 0 ? axis + dims.size() : axis;
    for (Source other : others) {
      if (other.shape.rank() != dims.size() || along < 0 || along >= dims.size()) {
        return new Source(List.copyOf(all), shape, axes, Estimate.UNKNOWN);
      }
      Dim more = other.shape.dim(along);
      if (dims.get(along).isKnown() && more.isKnown()) {
        dims.set(along, Dim.of(dims.get(along).size() + more.size()));
      }
    }
    boolean alike = others.stream().allMatch(other -> other.scale.equals(scale));
    return new Source(List.copyOf(all), new Shape(dims), axes, alike ? scale : Estimate.UNKNOWN);
  }

  /**
   * The same elements under another shape. Runs of axes with equal products correspond; in a run of
   * several, the longest axis stands for all.
   */
  Source reshaped(Shape to) {
    List<Integer> mapped = new ArrayList<>();
    int from = 0;
    int done = 0;
    while (done < to.rank()) {
      int start = from;
      int end = done + 1;
      Dim left = from < shape.rank() ? shape.dim(from++) : Dim.of(1);
      Dim right = to.dim(done);
      while (!left.equals(right) && (from < shape.rank() || end < to.rank())) {
        boolean grow = from < shape.rank() && (end == to.rank() || smaller(left, right));
        if (grow) {
          left = left.times(shape.dim(from++));
        } else {
          right = right.times(to.dim(end++));
        }
      }
      int longest = longest(start, from);
      for (; done < end; done++) {
        mapped.add(longest);
      }
    }
    return new Source(parts, to, mapped, scale);
  }

  private static boolean smaller(Dim left, Dim right) {
    return left.isKnown() && right.isKnown() && left.size() < right.size();
  }

  private int longest(int start, int end) {
    if (axes.isEmpty()) {
      return 0;
    }
    return IntStream.range(
            Math.min(start, axes.size() - 1), Math.max(Math.min(end, axes.size()), 1))
        .boxed()
        .collect(
            Collectors.maxBy(
                java.util.Comparator.comparingLong(
                    i -> shape.dim(i).isKnown() ? shape.dim(i).size() : 0)))
        .map(axes::get)
        .orElse(axes.get(axes.size() - 1));
  }
}

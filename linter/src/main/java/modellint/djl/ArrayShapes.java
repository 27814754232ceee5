package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.graph.Dim;
import modellint.graph.Shape;

/** Shapes that operators on arrays give. */
final class ArrayShapes {

  private ArrayShapes() {}

  static int axis(long axis, int rank) {
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** Numpy's broadcasting; sizes that are symbolic and differ keep the first. */
  static Optional<Shape> broadcast(Optional<Shape> a, Optional<Shape> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Optional.empty();
    }
    Shape longer = a.get().rank() >= b.get().rank() ? a.get() : b.get();
    Shape shorter = longer == a.get() ? b.get() : a.get();
    int offset = longer.rank() - shorter.rank();
    var dims = new ArrayList<>(longer.dims());
    for (int i = 0; i < shorter.rank(); i++) {
      if (dims.get(offset + i).equals(Dim.of(1))) {
        dims.set(offset + i, shorter.dim(i));
      }
    }
    return Optional.of(new Shape(dims));
  }

  static Optional<Shape> product(Optional<Shape> a, Optional<Shape> b) {
    if (a.isEmpty() || b.isEmpty() || a.get().rank() < 2 || b.get().rank() < 2) {
      return Optional.empty();
    }
    List<Dim> outer = a.get().dims().subList(0, a.get().rank() - 2);
    List<Dim> other = b.get().dims().subList(0, b.get().rank() - 2);
    var dims = new ArrayList<>(outer.size() >= other.size() ? outer : other);
    dims.add(a.get().dim(-2));
    dims.add(b.get().dim(-1));
    return Optional.of(new Shape(dims));
  }

  static Optional<Shape> concat(List<Tensor> parts, int axis) {
    if (parts.stream().anyMatch(it -> it.shape().isEmpty())) {
      return Optional.empty();
    }
    var dims = new ArrayList<>(parts.get(0).shape().orElseThrow().dims());
    int at = axis(axis, dims.size());
    if (at >= dims.size() || parts.stream().anyMatch(it -> it.shape().orElseThrow().rank() <= at)) {
      return Optional.empty();
    }
    dims.set(at, Sizes.sum(parts.stream().map(it -> it.shape().orElseThrow().dim(at)).toList()));
    return Optional.of(new Shape(dims));
  }

  static Shape with(Shape shape, int axis, Dim size) {
    var dims = new ArrayList<>(shape.dims());
    dims.set(axis, size);
    return new Shape(dims);
  }

  static Shape without(Shape shape, int axis) {
    var dims = new ArrayList<>(shape.dims());
    dims.remove(axis);
    return new Shape(dims);
  }

  static Shape inserted(Shape shape, int axis) {
    var dims = new ArrayList<>(shape.dims());
    dims.add(axis, Dim.of(1));
    return new Shape(dims);
  }

  static Shape permuted(Shape shape, List<Long> order) {
    return new Shape(order.stream().map(it -> shape.dim(it.intValue())).toList());
  }
}

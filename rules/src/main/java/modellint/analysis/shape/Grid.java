package modellint.analysis.shape;

import java.util.Arrays;
import modellint.graph.Shape;

/** Row-major positions of a small tensor with known sizes. */
record Grid(int[] sizes) {

  static Grid of(Shape shape) {
    if (!shape.isKnown()) {
      throw new Unknowable("positions in " + shape);
    }
    return new Grid(shape.dims().stream().mapToInt(it -> Math.toIntExact(it.size())).toArray());
  }

  int count() {
    return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
  }

  int[] position(int flat) {
    int[] position = new int[sizes.length];
    int rest = flat;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      position[axis] = rest % sizes[axis];
      rest /= sizes[axis];
    }
    return position;
  }

  int flat(int[] position) {
    int flat = 0;
    for (int axis = 0; axis < sizes.length; axis++) {
      flat = flat * sizes[axis] + position[axis];
    }
    return flat;
  }

  /** The flat index of the element that broadcasts to {@code position} of a larger tensor. */
  int broadcast(int[] position) {
    int flat = 0;
    int lead = position.length - sizes.length;
    for (int axis = 0; axis < sizes.length; axis++) {
      flat = flat * sizes[axis] + (sizes[axis] == 1 ? 0 : position[lead + axis]);
    }
    return flat;
  }
}

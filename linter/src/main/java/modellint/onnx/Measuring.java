package modellint.onnx;

import java.util.ArrayList;
import java.util.Optional;
import modellint.graph.ElementType;
import modellint.graph.Parameter;
import modellint.graph.Shape;

/** Measures tensors one after the other, and says which slices are worth keeping moments of. */
final class Measuring {

  /** Slices of one tensor along one axis whose moments are kept. */
  private static final int MOST_SLICES = 1 << 18;

  private long slicesLeft = 4L * MOST_SLICES;

  /** The parameter whose elements {@code source} gives: exactly as many as its shape says. */
  Parameter measure(String name, Shape shape, ElementType type, ElementSource source)
      throws ModelReadException {
    long count = shape.elements().size();
    Tally tally = tally(shape);
    boolean kept = count <= Parameter.MOST_VALUES;
    var values = new ArrayList<Double>(kept ? (int) count : 0);
    var block = new double[(int) Math.min(Elements.BLOCK, count)];
    long seen = 0;
    for (int size = source.next(block); size > 0; size = source.next(block)) {
      tally.add(block, size);
      seen += size;
      for (int i = 0; kept && i < size; i++) {
        values.add(block[i]);
      }
    }
    if (seen != count) {
      throw ModelReadException.unreadable(
          "tensor " + name + " of shape " + shape + " holds only " + seen + " elements");
    }
    return new Parameter(
        name, shape, type, tally.result(), kept ? Optional.of(values) : Optional.empty());
  }

  /** By row and column only where the tensor has both, in a number worth keeping. */
  private Tally tally(Shape shape) {
    long elements = shape.elements().size();
    if (shape.rank() < 2 || elements == 0) {
      return Tally.whole(elements);
    }
    long rows = shape.dim(0).size();
    long columns = shape.dim(1).size();
    if (rows > MOST_SLICES || columns > MOST_SLICES || rows + columns > slicesLeft) {
      return Tally.whole(elements);
    }
    slicesLeft -= rows + columns;
    return Tally.sliced((int) rows, (int) columns, elements / rows / columns);
  }
}

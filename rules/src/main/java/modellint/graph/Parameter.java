package modellint.graph;

import java.util.List;
import java.util.Optional;

/**
 * A stored or declared tensor: a weight, a bias, a constant. {@code values} holds the elements of
 * small constants (axes, shapes, scalars, at most {@link #MOST_VALUES}), in row-major order.
 */
public record Parameter(
    String name, Shape shape, ElementType type, Weights weights, Optional<List<Double>> values) {

  /** Tensors of up to this many elements keep them. */
  public static final int MOST_VALUES = 4096;

  public Parameter {
    values = values.map(List::copyOf);
    if (values.isPresent() && shape.elements().size() != values.get().size()) {
      throw new IllegalArgumentException(
          "parameter " + name + " has shape " + shape + " and " + values.get().size() + " values");
    }
  }

  /** Number of elements. */
  public long count() {
    return shape.elements().size();
  }
}

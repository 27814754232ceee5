package modellint.djl;

import java.util.Optional;
import java.util.OptionalInt;
import modellint.graph.Shape;

/**
 * A value of the graph being drawn.
 *
 * @param shape empty where even the number of dimensions is open
 * @param input index of the network input whose shape this one has, while that is open
 */
record Tensor(String name, Optional<Shape> shape, OptionalInt input) {

  static Tensor of(String name, Optional<Shape> shape) {
    return new Tensor(name, shape, OptionalInt.empty());
  }

  static Tensor of(String name, Shape shape) {
    return of(name, Optional.of(shape));
  }

  /** Another value of the same shape. */
  Tensor like(String name) {
    return new Tensor(name, shape, input);
  }
}

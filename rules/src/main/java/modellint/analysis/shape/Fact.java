package modellint.analysis.shape;

import java.util.List;
import java.util.Optional;
import modellint.graph.ElementType;
import modellint.graph.Shape;

/**
 * What is known of one value.
 *
 * @param elements row-major, where the tensor is small; some may be symbolic or unknown
 * @param constant true where the value does not depend on the inputs nor on chance
 */
record Fact(
    ElementType type, Optional<Shape> shape, Optional<List<Element>> elements, boolean constant) {

  static final Fact UNKNOWN =
      new Fact(ElementType.UNDEFINED, Optional.empty(), Optional.empty(), false);

  Fact {
    // Shape promises a number of elements; a disagreement would mislead every reader.
    if (elements.isPresent()
        && !shape.filter(it -> it.isKnown() && counts(it, elements)).isPresent()) {
      throw new IllegalArgumentException("elements do not fill " + shape);
    }
  }

  private static boolean counts(Shape shape, Optional<List<Element>> elements) {
    return elements.isPresent() && shape.elements().size() == elements.get().size();
  }

  static Fact of(ElementType type, Optional<Shape> shape) {
    return new Fact(type, shape, Optional.empty(), false);
  }

  /** The same type and shape with other values, as a loop-carried value has. */
  Fact varying() {
    return of(type, shape);
  }
}

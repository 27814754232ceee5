package modellint.analysis.shape;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Shape;

/**
 * Shapes and element types of every value, and the values that are constant, by inference over the
 * standard operators. Symbolic dimensions stay symbolic; what an operator's output cannot be known
 * from its inputs stays unknown.
 */
public final class Shapes {

  private final Map<String, Fact> facts;

  private Shapes(Map<String, Fact> facts) {
    this.facts = Map.copyOf(facts);
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
    return of(graph, inputs, Map.of());
  }

  /**
   * The same where all elements of some inputs are one known number.
   *
   * @param filled that number, by input
   */
  public static Shapes of(Graph graph, Map<String, Shape> inputs, Map<String, Double> filled) {
    return new Shapes(new Inference().run(graph, inputs, filled).facts());
  }

  public Optional<Shape> shape(String value) {
    return fact(value).shape();
  }

  public ElementType type(String value) {
    return fact(value).type();
  }

  /** The elements, row-major, of a value that does not depend on the inputs and is small. */
  public Optional<List<Double>> constant(String value) {
    return fact(value)
        .elements()
        .filter(all -> all.stream().allMatch(Element::isNumber))
        .map(all -> all.stream().map(Element::number).toList());
  }

  /**
   * True where {@code value} depends neither on the inputs' elements nor on chance, also where its
   * own elements are too many to be kept.
   */
  public boolean isConstant(String value) {
    Fact fact = fact(value);
    return fact.constant()
        || fact.elements().filter(all -> all.stream().allMatch(Element::isNumber)).isPresent();
  }

  Fact fact(String value) {
    return facts.getOrDefault(value, Fact.UNKNOWN);
  }
}

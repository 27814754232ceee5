package modellint.analysis.wiring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;

/**
 * The edges of a graph, looked up in constant time: the producer and the readers of each value, and
 * which values do not depend on the inputs. A node whose sub-graph captures a value reads it.
 */
public final class Wiring {

  private static final Set<String> RANDOM =
      Set.of("RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike", "Bernoulli");

  private final Graph graph;
  private final Shapes shapes;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, List<Node>> readers = new HashMap<>();
  private final Map<String, Constant> constants = new HashMap<>();
  private final Set<String> fixed = new HashSet<>();

  private Wiring(Graph graph, Shapes shapes) {
    this.graph = graph;
    this.shapes = shapes;
    fixed.addAll(graph.parameters().keySet());
    graph.nodes().forEach(this::add);
  }

  public static Wiring of(Graph graph, Shapes shapes) {
    return new Wiring(graph, shapes);
  }

  private void add(Node node) {
    Set<String> read = reads(node);
    if (!node.is("Shape") && !node.is("Size")) {
      read.forEach(value -> readers.computeIfAbsent(value, key -> new ArrayList<>(2)).add(node));
    }
    for (String output : node.outputs()) {
      if (!output.isEmpty()) {
        producers.put(output, node);
      }
    }
    if (node.is("Constant")) {
      Constant.of(node).ifPresent(constant -> constants.put(node.output(), constant));
    }
    if (!RANDOM.contains(node.type()) && fixed.containsAll(read)) {
      fixed.addAll(node.outputs());
    }
  }

  /** Every value that {@code node} reads, itself or in a sub-graph, once. */
  private static Set<String> reads(Node node) {
    var read = new LinkedHashSet<String>();
    node.inputs().stream().filter(input -> !input.isEmpty()).forEach(read::add);
    node.subGraphs().forEach(body -> read.addAll(body.captured()));
    return read;
  }

  public Graph graph() {
    return graph;
  }

  public Shapes shapes() {
    return shapes;
  }

  public Optional<Node> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  /** The producer of {@code value} where it is the standard operator {@code type}. */
  public Optional<Node> producer(String value, String type) {
    return producer(value).filter(node -> node.is(type));
  }

  /** The nodes that read elements of {@code value}, in graph order, each once. */
  public List<Node> readers(String value) {
    return readers.getOrDefault(value, List.of());
  }

  /** The only reader of {@code value}, where there is exactly one. */
  public Optional<Node> reader(String value) {
    List<Node> all = readers(value);
    return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
  }

  /**
   * The stored tensor that {@code value} names: an initialiser, or the value of a Constant node.
   */
  public Optional<Parameter> tensor(String value) {
    Parameter stored = graph.parameters().get(value);
    return stored != null
        ? Optional.of(stored)
        : Optional.ofNullable(constants.get(value)).flatMap(Constant::tensor);
  }

  /** True where {@code value} does not depend on the inputs, nor on chance. */
  public boolean isFixed(String value) {
    return fixed.contains(value);
  }

  /** The elements of a small constant, row-major. */
  public Optional<List<Double>> elements(String value) {
    Optional<List<Double>> known = tensor(value).flatMap(Parameter::values);
    if (known.isEmpty() && constants.containsKey(value)) {
      known = constants.get(value).elements();
    }
    return known.isPresent() ? known : shapes.constant(value);
  }

  /** The number that a constant of one element holds. */
  public OptionalDouble scalar(String value) {
    return elements(value)
        .filter(all -> all.size() == 1)
        .map(all -> OptionalDouble.of(all.get(0)))
        .orElse(OptionalDouble.empty());
  }

  public boolean isScalar(String value, double number, double tolerance) {
    OptionalDouble scalar = scalar(value);
    return scalar.isPresent() && StrictMath.abs(scalar.getAsDouble() - number) <= tolerance;
  }
}

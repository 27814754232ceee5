package modellint.analysis.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import modellint.analysis.shape.Shapes;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Init;
import modellint.graph.Moments;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Weights;

/**
 * The biases of an LSTM, of one direction, as an operator reads them: gates in the order i, o, f,
 * c.
 */
public final class GateBias {

  private static final int BIAS_INPUT = 3;

  /** Each of the four gates adds a bias of the input and one of the state. */
  private static final int SUMMANDS = 8;

  /** Mean over units of what each gate starts from, the candidate among them. */
  public record Means(double input, double output, double forget, double candidate) {

    public static final Means NONE = new Means(0, 0, 0, 0);

    /** Without those within {@code limit} of zero, which a draw of few biases may give. */
    public Means beyond(double limit) {
      return new Means(
          beyond(input, limit),
          beyond(output, limit),
          beyond(forget, limit),
          beyond(candidate, limit));
    }

    private static double beyond(double mean, double limit) {
      return Math.abs(mean) > limit ? mean : 0;
    }

    /** Mean square over the gates. */
    public double square() {
      return (input * input + output * output + forget * forget + candidate * candidate) / 4;
    }
  }

  private final Graph graph;
  private final Shapes shapes;
  private final Function<String, Optional<Node>> producer;

  /**
   * @param producer the node that makes a value
   */
  public GateBias(Graph graph, Shapes shapes, Function<String, Optional<Node>> producer) {
    this.graph = graph;
    this.shapes = shapes;
    this.producer = producer;
  }

  /** The means of all gates; empty where they are not known. */
  public Optional<Means> of(Node cell) {
    return cell.input(BIAS_INPUT)
        .flatMap(this::elements)
        .filter(it -> !it.isEmpty() && it.size() % SUMMANDS == 0)
        .map(it -> new Means(mean(it, 0), mean(it, 1), mean(it, 2), mean(it, 3)));
  }

  private static double mean(List<Double> biases, int gate) {
    int units = biases.size() / SUMMANDS;
    double sum = 0;
    for (int i = gate * units; i < (gate + 1) * units; i++) {
      sum += biases.get(i) + biases.get(i + SUMMANDS / 2 * units);
    }
    return sum / units;
  }

  private Optional<List<Double>> elements(String value) {
    Parameter parameter = graph.parameters().get(value);
    if (parameter != null) {
      return elements(parameter);
    }
    Optional<Node> made = producer.apply(value).filter(it -> it.domain().isEmpty());
    if (made.isEmpty()) {
      return Optional.empty();
    }
    Node node = made.get();
    return switch (node.type()) {
      case "Unsqueeze", "Squeeze", "Reshape", "Identity" -> elements(node.inputs().get(0));
      case "Concat" -> joined(node);
      case "Split" ->
          elements(node.inputs().get(0)).map(it -> part(it, node.outputs().indexOf(value), node));
      case "ConstantOfShape" ->
          shapes
              .shape(value)
              .filter(it -> it.elements().isKnown() && node.attributes().isEmpty())
              .map(it -> same(0, it.elements().size()));
      default -> Optional.empty();
    };
  }

  private Optional<List<Double>> joined(Node node) {
    var all = new ArrayList<Double>();
    for (String input : node.inputs()) {
      Optional<List<Double>> part = elements(input);
      if (part.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(part.get());
    }
    return Optional.of(all);
  }

  private static List<Double> part(List<Double> all, int at, Node split) {
    int size = all.size() / split.outputs().size();
    return all.subList(at * size, (at + 1) * size);
  }

  private static Optional<List<Double>> elements(Parameter it) {
    if (it.values().isPresent()) {
      return it.values();
    }
    Dim count = it.shape().elements();
    if (it.weights() instanceof Weights.Declared drawn
        && drawn.init() instanceof Init.Constant constant
        && count.isKnown()) {
      return Optional.of(same(constant.value(), count.size()));
    }
    return it.weights() instanceof Weights.Measured measured
            && measured.rows().size() == 1
            && !measured.columns().isEmpty()
        ? Optional.of(measured.columns().stream().map(Moments::mean).toList())
        : Optional.empty();
  }

  private static List<Double> same(double value, long count) {
    return java.util.Collections.nCopies(Math.toIntExact(count), value);
  }
}

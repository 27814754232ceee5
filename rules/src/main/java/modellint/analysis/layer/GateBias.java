package modellint.analysis.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
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
  private static final int GATES = 8;
  private static final int FORGET = 2;

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

  /** Mean over units of what the forget gate starts from; empty where it is not known. */
  public OptionalDouble forget(Node cell) {
    Optional<List<Double>> biases = cell.input(BIAS_INPUT).flatMap(this::elements);
    if (biases.isEmpty() || biases.get().isEmpty() || biases.get().size() % GATES != 0) {
      return OptionalDouble.empty();
    }
    int gate = biases.get().size() / GATES;
    double sum = 0;
    for (int i = FORGET * gate; i < (FORGET + 1) * gate; i++) {
      sum += biases.get().get(i) + biases.get().get(i + GATES / 2 * gate);
    }
    return OptionalDouble.of(sum / gate);
  }

  private Optional<List<Double>> elements(String value) {
    Parameter parameter = graph.parameters().get(value);
    if (parameter != null) {
      return elements(parameter);
    }
    Optional<Node> node = producer.apply(value);
    if (node.filter(it -> it.is("ConstantOfShape") && it.attributes().isEmpty()).isPresent()) {
      return shapes
          .shape(value)
          .filter(it -> it.elements().isKnown())
          .map(it -> same(0, it.elements().size()));
    }
    if (node.filter(it -> it.is("Concat")).isEmpty()) {
      return Optional.empty();
    }
    var all = new ArrayList<Double>();
    for (String part : node.get().inputs()) {
      Optional<List<Double>> elements = elements(part);
      if (elements.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(elements.get());
    }
    return Optional.of(all);
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

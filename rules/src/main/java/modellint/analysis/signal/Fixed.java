package modellint.analysis.signal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.layer.GateBias;
import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;
import modellint.graph.Moments;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Value;
import modellint.graph.Weights;

/**
 * The values of a graph that do not depend on its inputs, and their moments: parameters, also
 * behind a change of layout or type, dequantised or scaled.
 */
final class Fixed {

  private static final Set<String> LAYOUT =
      Set.of(
          "Transpose",
          "Reshape",
          "Squeeze",
          "Unsqueeze",
          "Identity",
          "Cast",
          "Slice",
          "Split",
          "Gather",
          "Expand",
          "Flatten",
          "Tile",
          "Dropout",
          "QuantizeLinear");

  private final Graph graph;
  private final Shapes shapes;
  private final Map<String, Node> producers = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  Fixed(Graph graph, Shapes shapes) {
    this.graph = graph;
    this.shapes = shapes;
    names.addAll(graph.parameters().keySet());
    graph.inputs().stream().map(Value::name).filter(shapes::isConstant).forEach(names::add);
    for (Node node : graph.nodes()) {
      boolean fixed =
          node.is("Shape")
              || node.is("Size")
              || node.inputs().stream().allMatch(it -> it.isEmpty() || names.contains(it));
      for (String output : node.outputs()) {
        producers.put(output, node);
        if (fixed) {
          names.add(output);
        }
      }
    }
  }

  boolean contains(String value) {
    return names.contains(value);
  }

  /** All elements, where the value is a small constant. */
  Optional<List<Double>> elements(String value) {
    Optional<List<Double>> folded = shapes.constant(value);
    if (folded.isPresent()) {
      return folded;
    }
    return Optional.ofNullable(graph.parameters().get(value)).flatMap(Parameter::values);
  }

  /** What the gates of an LSTM start from on average; empty where it is not known. */
  Optional<GateBias.Means> gateBias(Node cell) {
    return new GateBias(graph, shapes, it -> Optional.ofNullable(producers.get(it))).of(cell);
  }

  /** The one element of a constant scalar. */
  Optional<Double> scalar(String value) {
    return elements(value).filter(it -> it.size() == 1).map(it -> it.get(0));
  }

  /** Throws {@link Unmodelled} where nothing is known of the numbers. */
  FixedMoments moments(String value) {
    Parameter parameter = graph.parameters().get(value);
    if (parameter != null) {
      return ofParameter(parameter);
    }
    Optional<List<Double>> elements = shapes.constant(value);
    if (elements.isPresent()) {
      return ofElements(elements.get());
    }
    Node node = producers.get(value);
    if (node == null || !names.contains(value)) {
      throw new Unmodelled("the numbers of " + value + " are not in the file");
    }
    return derived(node, value);
  }

  private FixedMoments derived(Node node, String value) {
    if (node.domain().isEmpty() && LAYOUT.contains(node.type())) {
      return moments(node.inputs().get(0));
    }
    if (node.is("Concat")) {
      return node.inputs().stream().map(this::moments).reduce(Fixed::pooled).orElseThrow();
    }
    if (node.type().equals("DequantizeLinear")) {
      FixedMoments whole = moments(node.inputs().get(0));
      FixedMoments scale = moments(node.inputs().get(1));
      double zero = node.input(2).map(it -> moments(it).mean()).orElse(0.0);
      double mean = whole.mean() - zero;
      double square = whole.square() - 2 * zero * whole.mean() + zero * zero;
      return new FixedMoments(mean * scale.mean(), square * scale.square(), whole.count());
    }
    if (node.is("Mul") || node.is("Div")) {
      Optional<Double> right = scalar(node.inputs().get(1));
      if (right.isPresent()) {
        double factor = node.is("Mul") ? right.get() : 1 / right.get();
        return moments(node.inputs().get(0)).times(factor);
      }
      Optional<Double> left = scalar(node.inputs().get(0));
      if (left.isPresent() && node.is("Mul")) {
        return moments(node.inputs().get(1)).times(left.get());
      }
    }
    throw new Unmodelled("weights computed by " + node.type() + " are not followed: " + value);
  }

  private static FixedMoments pooled(FixedMoments a, FixedMoments b) {
    double share = a.count() + b.count() == 0 ? 0.5 : (double) a.count() / (a.count() + b.count());
    return new FixedMoments(
        share * a.mean() + (1 - share) * b.mean(),
        share * a.square() + (1 - share) * b.square(),
        a.count() + b.count());
  }

  private static FixedMoments ofParameter(Parameter parameter) {
    Weights weights = parameter.weights();
    if (weights instanceof Weights.Measured it) {
      if (it.nans() + it.infinities() > 0) {
        throw new Unmodelled("weights of " + parameter.name() + " are not finite");
      }
      Moments all = it.all();
      return new FixedMoments(all.mean(), all.secondMoment(), all.count());
    }
    if (weights instanceof Weights.Declared it) {
      return new FixedMoments(it.init().mean(), it.init().secondMoment(), 0);
    }
    if (weights instanceof Weights.Scaled it) {
      throw new Unmodelled("the sizes of " + parameter.name() + " are open: " + it.fans());
    }
    if (weights instanceof Weights.Unknown it) {
      throw new Unmodelled("weights of " + parameter.name() + " are unknown: " + it.reason());
    }
    throw new AssertionError(weights);
  }

  static FixedMoments ofElements(List<Double> elements) {
    double sum = 0;
    double squares = 0;
    for (double x : elements) {
      sum += x;
      squares += x * x;
    }
    int n = Math.max(1, elements.size());
    return new FixedMoments(sum / n, squares / n, elements.size());
  }
}

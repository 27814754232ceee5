package modellint.analysis.signal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.shape.Shapes;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Shape;
import modellint.graph.Value;
import modellint.graph.Weights;

/**
 * A graph all of whose sizes are numbers: where a definition leaves sizes of its parameters open,
 * what follows from the operators is used, and the rest assumed. Nodes stay the same objects; a
 * graph without open sizes stays the same altogether.
 *
 * @param batch samples per step
 * @param assumed what was taken for granted, by symbol; the batch size is not among it
 */
public record SizedGraph(Graph graph, Shapes shapes, double batch, Map<String, Long> assumed) {

  public SizedGraph {
    assumed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(assumed));
  }

  /**
   * @param factor by which assumed sizes differ from the ordinary, to see what hangs on them
   */
  public static SizedGraph of(Graph graph, Assumptions assumptions, double factor) {
    var open = new OpenSizes(graph, assumptions, factor);
    if (!open.isEmpty()) {
      // What the definition says of a layer's input settles what it leaves open in front of it.
      Shapes symbolic = Shapes.of(graph);
      graph.nodes().forEach(node -> equate(node, graph, symbolic, open));
    }
    Map<String, Shape> inputs = Binding.shapes(graph, assumptions, open);
    double batch = Binding.batch(graph, inputs, assumptions);
    Graph sized = open.isEmpty() ? graph : sized(graph, inputs, open);
    return new SizedGraph(sized, Shapes.of(sized, inputs, masks(sized)), batch, open.assumed());
  }

  private static Map<String, Double> masks(Graph graph) {
    var masks = new LinkedHashMap<String, Double>();
    for (Value input : graph.inputs()) {
      MaskInput.open(input.name()).ifPresent(it -> masks.put(input.name(), it));
    }
    return masks;
  }

  /** Settles one node after the other, each with the shapes that those before it give. */
  private static Graph sized(Graph graph, Map<String, Shape> inputs, OpenSizes open) {
    Graph settled = graph;
    for (Node node : graph.nodes()) {
      List<Parameter> unsettled =
          node.inputs().stream()
              .flatMap(it -> Optional.ofNullable(graph.parameters().get(it)).stream())
              .filter(it -> !OpenSizes.dims(it).allMatch(open::isKnown))
              .toList();
      if (!unsettled.isEmpty()) {
        settled = settled(graph, open);
        equate(node, settled, Shapes.of(settled, inputs), open);
        unsettled.forEach(it -> OpenSizes.dims(it).forEach(open::size));
      }
    }
    return settled(graph, open);
  }

  /** The graph with every size in it that {@code open} knows. */
  private static Graph settled(Graph graph, OpenSizes open) {
    var parameters = new LinkedHashMap<String, Parameter>();
    graph.parameters().forEach((name, it) -> parameters.put(name, settled(it, open)));
    return graph.with(parameters);
  }

  private static Parameter settled(Parameter it, OpenSizes open) {
    if (!OpenSizes.dims(it).allMatch(open::isKnown)) {
      return it;
    }
    List<Dim> dims = it.shape().dims().stream().map(dim -> Dim.of(open.size(dim))).toList();
    Weights weights =
        it.weights() instanceof Weights.Scaled drawn
            ? new Weights.Declared(drawn.at(open::size))
            : it.weights();
    return new Parameter(it.name(), new Shape(dims), it.type(), weights, it.values());
  }

  /** Both operands of a product agree in the axis that is summed over. */
  private static void equate(Node node, Graph graph, Shapes shapes, OpenSizes open) {
    if (!node.domain().isEmpty() || node.inputs().isEmpty()) {
      return;
    }
    Optional<Shape> data = shapes.shape(node.inputs().get(0)).filter(it -> it.rank() > 0);
    Optional<Shape> weight =
        node.input(1)
            .map(graph.parameters()::get)
            .map(Parameter::shape)
            .filter(it -> it.rank() > 0);
    if (data.isEmpty() || weight.isEmpty()) {
      return;
    }
    int rank = weight.get().rank();
    switch (node.type()) {
      case "Gemm" ->
          open.equate(data.get().dim(-1), weight.get().dim(node.integer("transB", 0) != 0 ? 1 : 0));
      case "MatMul" -> open.equate(data.get().dim(-1), weight.get().dim(Math.max(0, rank - 2)));
      case "Conv" -> {
        if (rank > 1 && data.get().rank() > 1 && node.integer("group", 1) == 1) {
          open.equate(data.get().dim(1), weight.get().dim(1));
        }
      }
      case "ConvTranspose", "BatchNormalization" -> {
        if (data.get().rank() > 1) {
          open.equate(data.get().dim(1), weight.get().dim(0));
        }
      }
      case "LSTM", "GRU", "RNN" -> {
        if (rank > 2) {
          open.equate(data.get().dim(-1), weight.get().dim(2));
        }
      }
      default -> {}
    }
  }
}

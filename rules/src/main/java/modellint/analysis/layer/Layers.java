package modellint.analysis.layer;

import java.util.List;
import java.util.Optional;
import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;

/**
 * The weighted layers of a graph (Gemm, MatMul, Conv, ConvTranspose, LSTM, GRU, RNN, embedding).
 */
public record Layers(List<Layer> all) {

  public Layers {
    all = List.copyOf(all);
  }

  public static Layers of(Graph graph, Shapes shapes) {
    return new Layers(List.of());
  }

  public Optional<Layer> of(Node node) {
    return all.stream().filter(layer -> layer.node() == node).findFirst();
  }

  /** The parameter that {@code value} is, or is computed from by layout and type changes alone. */
  public Optional<Parameter> parameter(String value) {
    return Optional.empty();
  }
}

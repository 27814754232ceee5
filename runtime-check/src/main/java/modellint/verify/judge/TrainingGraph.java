package modellint.verify.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.signal.SizedGraph;
import modellint.graph.Attribute;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Value;

/**
 * A definition as it is in training: every size is a number, and batches are normalised by their
 * own statistics.
 */
final class TrainingGraph {

  private TrainingGraph() {}

  static Graph of(SizedGraph sized) {
    Graph graph = sized.graph();
    return new Graph(
        graph.name(),
        graph.nodes().stream().map(TrainingGraph::node).toList(),
        graph.inputs().stream().map(it -> input(it, sized)).toList(),
        graph.outputs().stream()
            .map(it -> new Value(it.name(), it.type(), Optional.empty()))
            .toList(),
        graph.parameters(),
        Map.of(),
        graph.captured(),
        graph.training(),
        graph.metadata(),
        graph.place());
  }

  private static Value input(Value input, SizedGraph sized) {
    return new Value(
        input.name(), input.type(), sized.shapes().shape(input.name()).or(input::shape));
  }

  private static Node node(Node node) {
    if (!node.is("BatchNormalization") || node.outputs().size() > 1) {
      return node;
    }
    var attributes = new HashMap<String, Attribute>(node.attributes());
    attributes.put("training_mode", new Attribute.Int(1));
    List<String> outputs = new ArrayList<>(node.outputs());
    outputs.add(node.output() + "/RunningMean");
    outputs.add(node.output() + "/RunningVariance");
    return new Node(
        node.name(),
        node.domain(),
        node.type(),
        node.opset(),
        attributes,
        node.inputs(),
        outputs,
        node.place());
  }
}

package modellint.verify.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.ValueInfoProto;

/** The part of a model that computes one value, which becomes its only output. */
final class Cutout {

  /** How the value is called as an output; an input of the model may not be an output as well. */
  static final String OUTPUT = "modellint:searched";

  private Cutout() {}

  static ModelProto of(ModelProto model, String value) {
    GraphProto graph = model.getGraph();
    Set<String> needed = new HashSet<>(Set.of(value));
    List<NodeProto> nodes = new ArrayList<>();
    for (int i = graph.getNodeCount() - 1; i >= 0; i--) {
      NodeProto node = graph.getNode(i);
      if (node.getOutputList().stream().anyMatch(needed::contains)) {
        nodes.add(node);
        read(node, needed);
      }
    }
    Collections.reverse(nodes);
    GraphProto.Builder part =
        graph.toBuilder().clearNode().clearOutput().clearInitializer().clearValueInfo();
    graph.getInitializerList().stream()
        .filter(it -> needed.contains(it.getName()))
        .forEach(part::addInitializer);
    part.addAllNode(nodes)
        .addNode(
            NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(OUTPUT).build())
        .addOutput(ValueInfoProto.newBuilder().setName(OUTPUT));
    return model.toBuilder().setGraph(part).build();
  }

  /** Sub-graphs read names of the graph around them. */
  private static void read(NodeProto node, Set<String> names) {
    names.addAll(node.getInputList());
    node.getAttributeList().stream()
        .filter(AttributeProto::hasG)
        .flatMap(it -> it.getG().getNodeList().stream())
        .forEach(it -> read(it, names));
  }
}

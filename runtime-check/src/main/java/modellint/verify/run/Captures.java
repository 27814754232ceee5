package modellint.verify.run;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;

/** The names of enclosing graphs that a node's sub-graphs read: inputs in all but form. */
final class Captures {

  private Captures() {}

  static Set<String> of(NodeProto node) {
    var captured = new LinkedHashSet<String>();
    for (AttributeProto attribute : node.getAttributeList()) {
      if (attribute.hasG()) {
        captured.addAll(of(attribute.getG()));
      }
      attribute.getGraphsList().forEach(it -> captured.addAll(of(it)));
    }
    return captured;
  }

  private static Set<String> of(GraphProto graph) {
    var own = new HashSet<String>();
    graph.getInputList().forEach(it -> own.add(it.getName()));
    graph.getInitializerList().forEach(it -> own.add(it.getName()));
    var captured = new LinkedHashSet<String>();
    for (NodeProto node : graph.getNodeList()) {
      node.getInputList().stream().filter(it -> !own.contains(it)).forEach(captured::add);
      of(node).stream().filter(it -> !own.contains(it)).forEach(captured::add);
      own.addAll(node.getOutputList());
    }
    graph.getOutputList().stream()
        .map(it -> it.getName())
        .filter(it -> !own.contains(it))
        .forEach(captured::add);
    captured.remove("");
    return captured;
  }
}

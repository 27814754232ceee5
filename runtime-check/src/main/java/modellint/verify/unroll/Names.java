package modellint.verify.unroll;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;

/** Names of values that are in use, so that what moves into a graph gets others. */
final class Names {

  private final Set<String> used = new HashSet<>();
  private final Map<String, Integer> copies = new HashMap<>();

  Names(GraphProto graph) {
    used.addAll(own(graph));
  }

  /** What a graph itself defines: inputs, initialisers, results. */
  static Set<String> own(GraphProto graph) {
    var own = new HashSet<String>();
    graph.getInputList().forEach(it -> own.add(it.getName()));
    graph.getInitializerList().forEach(it -> own.add(it.getName()));
    for (NodeProto node : graph.getNodeList()) {
      own.addAll(node.getOutputList());
    }
    return own;
  }

  /** {@code name} itself while it is free, then the name with a number. */
  String fresh(String name) {
    String free = name;
    while (free.isEmpty() || !used.add(free)) {
      free = name + "#" + copies.merge(name, 1, Integer::sum);
    }
    return free;
  }
}

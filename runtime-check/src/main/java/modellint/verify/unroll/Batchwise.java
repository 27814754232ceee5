package modellint.verify.unroll;

import java.util.List;
import java.util.Set;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;

/**
 * Recurrent layers that take the batch first, turned to take time first: the runtime knows no
 * others.
 */
final class Batchwise {

  private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "RNN");

  private static final int HIDDEN = 5;
  private static final int CELL = 6;

  private Batchwise() {}

  static ModelProto turned(ModelProto model) {
    if (model.getGraph().getNodeList().stream().noneMatch(Batchwise::takesBatchFirst)) {
      return model;
    }
    var into = new Splice(model.getGraph());
    for (NodeProto node : model.getGraph().getNodeList()) {
      if (takesBatchFirst(node)) {
        turn(node, into);
      } else {
        into.add(node);
      }
    }
    return model.toBuilder().setGraph(into.graph()).build();
  }

  private static boolean takesBatchFirst(NodeProto node) {
    return RECURRENT.contains(node.getOpType())
        && node.getAttributeList().stream()
            .anyMatch(it -> it.getName().equals("layout") && it.getI() == 1);
  }

  private static void turn(NodeProto node, Splice into) {
    NodeProto.Builder turned = node.toBuilder().clearOutput().clearAttribute();
    node.getAttributeList().stream()
        .filter(it -> !it.getName().equals("layout"))
        .forEach(turned::addAttribute);
    for (int i : new int[] {0, HIDDEN, CELL}) {
      if (i < node.getInputCount() && !node.getInput(i).isEmpty()) {
        turned.setInput(i, transposed(node.getInput(i), into, 1, 0, 2));
      }
    }
    List<String> names =
        node.getOutputList().stream()
            .map(it -> it.isEmpty() ? "" : into.names().fresh(it))
            .toList();
    into.add(turned.addAllOutput(names).build());
    for (int i = 0; i < names.size(); i++) {
      if (!names.get(i).isEmpty()) {
        long[] order = i == 0 ? Dims.of(2, 0, 1, 3) : Dims.of(1, 0, 2);
        into.add(
            "Transpose",
            List.of(Attr.of("perm", order)),
            List.of(names.get(i)),
            List.of(node.getOutput(i)));
      }
    }
  }

  private static String transposed(String value, Splice into, long... order) {
    return into.add("Transpose", value, List.of(Attr.of("perm", order)), value);
  }
}

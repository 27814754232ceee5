package modellint.verify.probe;

import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalInt;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;

/**
 * A model as its loss sees it. Cross-entropies are taken of logits: a final softmax or sigmoid is
 * part of the loss, as in the libraries, and passes its input through here.
 *
 * @param classAxis where a softmax showed it, the axis of the classes at the output
 */
record LossHead(ModelProto model, OptionalInt classAxis) {

  private static final int LAST_AXIS_SINCE = 13;

  static LossHead of(ModelProto model, String loss) {
    GraphProto graph = model.getGraph();
    var producers = new HashMap<String, Integer>();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      int at = i;
      graph.getNode(i).getOutputList().forEach(it -> producers.put(it, at));
    }
    int[] axes = {};
    String value = graph.getOutputCount() == 0 ? "" : graph.getOutput(0).getName();
    while (producers.containsKey(value)) {
      int at = producers.get(value);
      NodeProto node = graph.getNode(at);
      if (belongs(node, loss)) {
        NodeProto through =
            NodeProto.newBuilder()
                .setName(node.getName())
                .setOpType("Identity")
                .addInput(node.getInput(0))
                .addOutput(node.getOutput(0))
                .build();
        return new LossHead(
            model.toBuilder().setGraph(graph.toBuilder().setNode(at, through)).build(),
            node.getOpType().equals("Sigmoid")
                ? OptionalInt.empty()
                : moved(axis(model, node), axes));
      }
      if (node.getOpType().equals("Transpose") && axes.length == 0) {
        axes = permutation(node);
      } else if (!node.getOpType().equals("Identity")) {
        break;
      }
      value = node.getInput(0);
    }
    return new LossHead(model, OptionalInt.empty());
  }

  private static boolean belongs(NodeProto node, String loss) {
    return switch (loss) {
      case "softmax-cross-entropy" ->
          node.getOpType().equals("Softmax") || node.getOpType().equals("LogSoftmax");
      case "sigmoid-cross-entropy" -> node.getOpType().equals("Sigmoid");
      default -> false;
    };
  }

  private static int axis(ModelProto model, NodeProto softmax) {
    long opset =
        model.getOpsetImportList().stream()
            .filter(it -> it.getDomain().isEmpty() || it.getDomain().equals("ai.onnx"))
            .mapToLong(OperatorSetIdProto::getVersion)
            .findFirst()
            .orElse(1);
    return attribute(softmax, "axis")
        .map(it -> (int) it.getI())
        .orElse(opset < LAST_AXIS_SINCE ? 1 : -1);
  }

  private static int[] permutation(NodeProto transpose) {
    return attribute(transpose, "perm")
        .map(it -> it.getIntsList().stream().mapToInt(Long::intValue).toArray())
        .orElse(new int[0]);
  }

  private static Optional<AttributeProto> attribute(NodeProto node, String name) {
    return node.getAttributeList().stream().filter(it -> it.getName().equals(name)).findFirst();
  }

  /** Where {@code axis} is after a transposition; without one it stays. */
  private static OptionalInt moved(int axis, int... axes) {
    if (axes.length == 0) {
      return OptionalInt.of(axis);
    }
    int before = axis < 0 ? axis + axes.length : axis;
    for (int i = 0; i < axes.length; i++) {
      if (axes[i] == before) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}

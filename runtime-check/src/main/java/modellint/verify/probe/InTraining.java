package modellint.verify.probe;

import java.util.Optional;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.verify.tape.Attr;

/**
 * A model as it is while it is trained: a file that was exported for inference normalises by stored
 * statistics, training by those of the batch.
 */
final class InTraining {

  private static final String MODE = "training_mode";

  /** Before, a batch normalisation does not say in which mode it is. */
  private static final int MODE_SINCE = 14;

  private InTraining() {}

  /** The same where nothing in it is for inference alone. */
  static ModelProto of(ModelProto model) {
    if (!isSwitchable(model) || stored(model).isEmpty()) {
      return model;
    }
    GraphProto.Builder graph = model.getGraph().toBuilder();
    for (int i = 0; i < graph.getNodeCount(); i++) {
      if (isStored(graph.getNode(i))) {
        graph.setNode(i, switched(graph.getNode(i)));
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }

  /** The first node that normalises by stored statistics. */
  static Optional<NodeProto> stored(ModelProto model) {
    return model.getGraph().getNodeList().stream().filter(InTraining::isStored).findFirst();
  }

  private static boolean isSwitchable(ModelProto model) {
    return model.getOpsetImportList().stream()
        .filter(it -> it.getDomain().isEmpty() || it.getDomain().equals("ai.onnx"))
        .mapToLong(OperatorSetIdProto::getVersion)
        .anyMatch(it -> it >= MODE_SINCE);
  }

  private static boolean isStored(NodeProto node) {
    return node.getOpType().equals("BatchNormalization")
        && node.getOutputCount() == 1
        && node.getAttributeList().stream()
            .noneMatch(it -> it.getName().equals(MODE) && it.getI() != 0);
  }

  private static NodeProto switched(NodeProto node) {
    NodeProto.Builder copy = node.toBuilder().clearAttribute();
    node.getAttributeList().stream()
        .filter(it -> !it.getName().equals(MODE))
        .forEach(copy::addAttribute);
    return copy.addAttribute(Attr.of(MODE, 1L))
        .addOutput(node.getOutput(0) + "/RunningMean")
        .addOutput(node.getOutput(0) + "/RunningVariance")
        .build();
  }
}

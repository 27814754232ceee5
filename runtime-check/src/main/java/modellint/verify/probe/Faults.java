package modellint.verify.probe;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.verify.gradient.Registry;
import modellint.verify.run.Block;
import modellint.verify.run.Differentiated;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.run.FirstFault;

/** Where the first NaN or infinity of a run is made, forward or on the way back. */
final class Faults {

  private final ModelProto model;

  Faults(ModelProto model) {
    this.model = model;
  }

  /** The node to blame for {@code broken} values. */
  Optional<Answer.Fault> forward(Map<String, Block> feeds, Set<String> broken) {
    return FirstFault.of(model, feeds, broken).map(Faults::fault);
  }

  /** The node, from the outputs on, that makes an infinite gradient or NaN of a finite one. */
  Optional<Answer.Fault> backward(
      Map<String, Block> feeds, Set<String> sources, UnaryOperator<Map<String, Block>> cotangents) {
    Set<String> all = new LinkedHashSet<>(sources);
    model.getGraph().getNodeList().forEach(node -> all.addAll(node.getOutputList()));
    all.remove("");
    var request = new Request(sources, Set.of(), all, Set.of());
    try (var differentiated = Differentiated.of(model, feeds, request, Registry.STANDARD)) {
      var broken = new HashSet<String>();
      differentiated
          .run(feeds, cotangents)
          .norms()
          .forEach(
              (name, norm) -> {
                if (!norm.isFinite()) {
                  broken.add(name);
                }
              });
      List<NodeProto> nodes = model.getGraph().getNodeList();
      for (int i = nodes.size() - 1; i >= 0; i--) {
        NodeProto node = nodes.get(i);
        if (node.getOutputList().stream().noneMatch(broken::contains)
            && node.getInputList().stream().anyMatch(broken::contains)) {
          return Optional.of(fault(node));
        }
      }
      return Optional.empty();
    }
  }

  private static Answer.Fault fault(NodeProto node) {
    String name = node.getName().isEmpty() ? node.getOutput(0) : node.getName();
    return new Answer.Fault(name, node.getOpType());
  }
}

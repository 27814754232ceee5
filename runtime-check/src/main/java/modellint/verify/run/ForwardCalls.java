package modellint.verify.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.verify.gradient.rules.Quantisations;
import modellint.verify.tape.Call;
import modellint.verify.tape.Tape;
import modellint.verify.tape.Tensor;
import modellint.verify.tape.Type;

/** The nodes of a model as calls, with the types and shapes that a run has shown. */
final class ForwardCalls {

  private final Map<String, Integer> opsets = new HashMap<>();
  private final Map<String, NodeProto> producers = new HashMap<>();
  private final Map<String, Tensor> tensors = new HashMap<>();
  private final Observation observation;
  private final Tape tape;

  private ForwardCalls(ModelProto model, Observation observation, Tape tape) {
    this.observation = observation;
    this.tape = tape;
    model
        .getOpsetImportList()
        .forEach(it -> opsets.put(standard(it.getDomain()), (int) it.getVersion()));
    for (NodeProto node : model.getGraph().getNodeList()) {
      node.getOutputList().forEach(it -> producers.put(it, node));
    }
  }

  static List<Call> of(ModelProto model, Observation observation, Tape tape) {
    var forward = new ForwardCalls(model, observation, tape);
    return model.getGraph().getNodeList().stream().map(forward::call).toList();
  }

  private static String standard(String domain) {
    return domain.equals("ai.onnx") ? "" : domain;
  }

  private Call call(NodeProto node) {
    return quantisedAndBack(node).orElseGet(() -> plain(node));
  }

  private Call plain(NodeProto node) {
    String domain = standard(node.getDomain());
    return new Call(
        node.getName(),
        domain,
        node.getOpType(),
        opsets.getOrDefault(domain, 1),
        node.getAttributeList().stream()
            .collect(Collectors.toMap(AttributeProto::getName, it -> it, (one, two) -> two)),
        Stream.concat(node.getInputList().stream(), Captures.of(node).stream())
            .map(this::tensor)
            .toList(),
        node.getOutputList().stream().map(this::tensor).toList());
  }

  private Optional<Call> quantisedAndBack(NodeProto node) {
    NodeProto before =
        node.getOpType().equals("DequantizeLinear") ? producers.get(node.getInput(0)) : null;
    if (before == null || !before.getOpType().equals("QuantizeLinear")) {
      return Optional.empty();
    }
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(tensor(before.getInput(0)));
    inputs.add(tensor(before.getInput(1)));
    return Optional.of(
        new Call(
            node.getName(),
            Quantisations.DOMAIN,
            Quantisations.STRAIGHT_THROUGH,
            1,
            Map.of(),
            inputs,
            List.of(tensor(node.getOutput(0)))));
  }

  private Tensor tensor(String name) {
    if (name.isEmpty()) {
      return tape.absent();
    }
    return tensors.computeIfAbsent(
        name,
        it -> {
          Observation.Seen seen = observation.values().get(it);
          return seen == null
              ? tape.input(it, Type.OPAQUE, new long[0], Optional.empty())
              : tape.input(it, seen.type(), seen.shape(), seen.integers());
        });
  }
}

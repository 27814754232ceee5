package modellint.verify.unroll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;

/** The functions that a model defines itself, put in the place of the nodes that call them. */
final class Functions {

  private final Map<String, FunctionProto> functions = new HashMap<>();

  Functions(ModelProto model) {
    model.getFunctionsList().forEach(it -> functions.put(key(it.getDomain(), it.getName()), it));
  }

  private static String key(String domain, String name) {
    return (domain.equals("ai.onnx") ? "" : domain) + ":" + name;
  }

  Optional<FunctionProto> of(NodeProto node) {
    return Optional.ofNullable(functions.get(key(node.getDomain(), node.getOpType())));
  }

  static void expand(FunctionProto function, NodeProto node, Splice into) {
    var names = new HashMap<String, String>();
    for (int i = 0; i < function.getInputCount(); i++) {
      names.put(function.getInput(i), i < node.getInputCount() ? node.getInput(i) : "");
    }
    var attributes = new HashMap<String, AttributeProto>();
    function.getAttributeProtoList().forEach(it -> attributes.put(it.getName(), it));
    node.getAttributeList().forEach(it -> attributes.put(it.getName(), it));
    List<NodeProto> body =
        function.getNodeList().stream().map(it -> filled(it, attributes)).toList();
    List<String> results = into.nodes(body, names, function.getOutputList());
    for (int i = 0; i < node.getOutputCount(); i++) {
      into.alias(results.get(i), node.getOutput(i));
    }
  }

  /** References to the function's attributes replaced by what the call states. */
  private static NodeProto filled(NodeProto node, Map<String, AttributeProto> attributes) {
    var all = new ArrayList<AttributeProto>();
    for (AttributeProto attribute : node.getAttributeList()) {
      String reference = attribute.getRefAttrName();
      if (!reference.isEmpty()) {
        Optional.ofNullable(attributes.get(reference))
            .ifPresent(it -> all.add(it.toBuilder().setName(attribute.getName()).build()));
      } else if (attribute.hasG()) {
        GraphProto.Builder graph = attribute.getG().toBuilder().clearNode();
        attribute.getG().getNodeList().forEach(it -> graph.addNode(filled(it, attributes)));
        all.add(attribute.toBuilder().setG(graph).build());
      } else {
        all.add(attribute);
      }
    }
    return node.toBuilder().clearAttribute().addAllAttribute(all).build();
  }
}

package modellint.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.onnx.proto.FunctionProto;
import modellint.onnx.proto.NodeProto;

/** The functions that a model defines for itself, by domain, name and overload. */
final class Functions {

  private static final int MOST = 10_000;

  private final Map<List<String>, FunctionProto> known = new HashMap<>();

  Functions(List<FunctionProto> functions) throws ModelReadException {
    if (functions.size() > MOST) {
      throw ModelReadException.unsupported(
          "the model defines " + functions.size() + " functions, more than " + MOST);
    }
    for (FunctionProto function : functions) {
      var key =
          List.of(Scope.domain(function.getDomain()), function.getName(), function.getOverload());
      if (known.put(key, function) != null) {
        throw ModelReadException.unreadable("function is defined twice: " + function.getName());
      }
    }
  }

  Optional<FunctionProto> calledBy(NodeProto node) {
    return known.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(
            known.get(
                List.of(Scope.domain(node.getDomain()), node.getOpType(), node.getOverload())));
  }
}

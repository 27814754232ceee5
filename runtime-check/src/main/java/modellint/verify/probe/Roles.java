package modellint.verify.probe;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorProto;

/** What a graph does with its inputs: rows that it looks up in tables, lengths of sequences. */
final class Roles {

  /** Operators behind which an index is still the same index. */
  private static final Set<String> SAME =
      Set.of(
          "Cast", "Identity", "Reshape", "Unsqueeze", "Squeeze", "Flatten", "Transpose", "Slice");

  private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "RNN");
  private static final int LENGTHS = 4;

  private final Map<String, Long> vocabularies = new HashMap<>();
  private final Set<String> lengths = new HashSet<>();

  Roles(GraphProto graph) {
    var rows = new HashMap<String, Long>();
    for (TensorProto tensor : graph.getInitializerList()) {
      if (tensor.getDimsCount() > 0) {
        rows.put(tensor.getName(), tensor.getDims(0));
      }
    }
    var origins = new HashMap<String, String>();
    for (NodeProto node : graph.getNodeList()) {
      if (node.getInputCount() == 0 || node.getOutputCount() == 0) {
        continue;
      }
      String first = node.getInput(0);
      if (SAME.contains(node.getOpType()) || node.getOpType().equals("DequantizeLinear")) {
        origins.put(node.getOutput(0), origins.getOrDefault(first, first));
        if (rows.containsKey(first) && !node.getOpType().equals("Transpose")) {
          rows.put(node.getOutput(0), rows.get(first));
        }
      }
      if (node.getOpType().equals("Gather") && rows.containsKey(first) && axis(node) == 0) {
        String index = node.getInput(1);
        vocabularies.merge(origins.getOrDefault(index, index), rows.get(first), Math::min);
      }
      if (RECURRENT.contains(node.getOpType()) && node.getInputCount() > LENGTHS) {
        String length = node.getInput(LENGTHS);
        lengths.add(origins.getOrDefault(length, length));
      }
    }
  }

  private static long axis(NodeProto node) {
    return node.getAttributeList().stream()
        .filter(it -> it.getName().equals("axis"))
        .mapToLong(it -> it.getI())
        .findFirst()
        .orElse(0);
  }

  /** Rows of the smallest table that {@code input} looks something up in. */
  OptionalLong vocabulary(String input) {
    return vocabularies.containsKey(input)
        ? OptionalLong.of(vocabularies.get(input))
        : OptionalLong.empty();
  }

  boolean isLength(String input) {
    return lengths.contains(input);
  }
}

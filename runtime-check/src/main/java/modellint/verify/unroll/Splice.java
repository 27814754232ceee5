package modellint.verify.unroll;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.TensorProto;
import modellint.verify.tape.Attr;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;

/** A graph under construction, into which others are copied with their values renamed. */
final class Splice {

  private final GraphProto.Builder graph;
  private final Names names;

  Splice(GraphProto from) {
    graph = from.toBuilder().clearNode();
    names = new Names(from);
  }

  GraphProto.Builder graph() {
    return graph;
  }

  Names names() {
    return names;
  }

  void add(NodeProto node) {
    graph.addNode(node);
  }

  /** A node with one result of a new name. */
  String add(String op, String name, List<AttributeProto> attributes, String... inputs) {
    String output = names.fresh(name);
    add(op, attributes, List.of(inputs), List.of(output));
    return output;
  }

  void add(String op, List<AttributeProto> attributes, List<String> inputs, List<String> outputs) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(op)
            .addAllAttribute(attributes)
            .addAllInput(inputs)
            .addAllOutput(outputs));
  }

  void alias(String from, String to) {
    if (!to.isEmpty()) {
      add("Identity", List.of(), List.of(from), List.of(to));
    }
  }

  String constant(long[] shape, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(Type.INT64, shape, ByteString.copyFrom(bytes));
  }

  String truth(boolean value) {
    return constant(
        Type.BOOL, new long[0], ByteString.copyFrom(new byte[] {(byte) (value ? 1 : 0)}));
  }

  String constant(int type, long[] shape, ByteString bytes) {
    String name = names.fresh("constant");
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(type).setRawData(bytes);
    for (long size : shape) {
      tensor.addDims(size);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** {@code value} with another static shape. */
  String reshaped(String value, long[] shape) {
    return add("Reshape", value, List.of(), value, constant(Dims.of(shape.length), shape));
  }

  /** The part of {@code value} at {@code index} of an axis, which goes away. */
  String part(String value, long axis, long index) {
    return add(
        "Gather", value, List.of(Attr.of("axis", axis)), value, constant(new long[0], index));
  }

  /** Copies initialisers once; several copies of the nodes may read them. */
  Map<String, String> initializers(GraphProto body) {
    var renamed = new HashMap<String, String>();
    for (TensorProto tensor : body.getInitializerList()) {
      String name = names.fresh(tensor.getName());
      renamed.put(tensor.getName(), name);
      graph.addInitializer(tensor.toBuilder().setName(name));
    }
    return renamed;
  }

  /**
   * Copies the nodes.
   *
   * @param outer what the copy's inputs and initialisers are called here
   * @return what its outputs are called here
   */
  List<String> nodes(List<NodeProto> nodes, Map<String, String> outer, List<String> outputs) {
    var renamed = new HashMap<>(outer);
    for (NodeProto node : nodes) {
      NodeProto.Builder copy = renamed(node, renamed).toBuilder().clearOutput();
      for (String output : node.getOutputList()) {
        String name = output.isEmpty() ? "" : names.fresh(output);
        renamed.put(output, name);
        copy.addOutput(name);
      }
      graph.addNode(copy);
    }
    return outputs.stream().map(it -> renamed.getOrDefault(it, it)).toList();
  }

  /** {@code node} with what it reads renamed, also inside the graphs that it holds. */
  private static NodeProto renamed(NodeProto node, Map<String, String> names) {
    NodeProto.Builder copy = node.toBuilder().clearInput().clearAttribute();
    node.getInputList().forEach(it -> copy.addInput(names.getOrDefault(it, it)));
    for (AttributeProto attribute : node.getAttributeList()) {
      copy.addAttribute(
          attribute.hasG()
              ? attribute.toBuilder().setG(renamed(attribute.getG(), names)).build()
              : attribute);
    }
    return copy.build();
  }

  private static GraphProto renamed(GraphProto graph, Map<String, String> names) {
    var visible = new HashMap<>(names);
    visible.keySet().removeAll(Names.own(graph));
    GraphProto.Builder copy = graph.toBuilder().clearNode().clearOutput();
    graph.getNodeList().forEach(it -> copy.addNode(renamed(it, visible)));
    graph
        .getOutputList()
        .forEach(
            it ->
                copy.addOutput(
                    it.toBuilder().setName(visible.getOrDefault(it.getName(), it.getName()))));
    return copy.build();
  }

  static List<String> outputs(GraphProto body) {
    var outputs = new ArrayList<String>();
    body.getOutputList().forEach(it -> outputs.add(it.getName()));
    return outputs;
  }
}

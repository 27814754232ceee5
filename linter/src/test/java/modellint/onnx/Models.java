package modellint.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.onnx.proto.AttributeProto;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TensorShapeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;

/** Small models that the tests start from. */
final class Models {

  private Models() {}

  /** Around {@code graph}: IR 8, the standard operators in version 17. */
  static ModelProto.Builder model(GraphProto.Builder graph) {
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
        .setGraph(graph);
  }

  static NodeProto.Builder node(String operator, String inputs, String outputs) {
    var node = NodeProto.newBuilder().setOpType(operator);
    for (String input : inputs.split(" ", -1)) {
      node.addInput(input.equals("-") ? "" : input);
    }
    for (String output : outputs.split(" ", -1)) {
      node.addOutput(output);
    }
    return node;
  }

  static ValueInfoProto value(String name, long... sizes) {
    var shape = TensorShapeProto.newBuilder();
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    var type = TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  static TensorProto.Builder tensor(String name, ElementType type, long... sizes) {
    var tensor = TensorProto.newBuilder().setName(name).setDataType(type.ordinal());
    for (long size : sizes) {
      tensor.addDims(size);
    }
    return tensor;
  }

  static TensorProto floats(String name, float... values) {
    var tensor = tensor(name, ElementType.FLOAT, values.length);
    for (float value : values) {
      tensor.addFloatData(value);
    }
    return tensor.build();
  }

  static AttributeProto graphAttribute(String name, GraphProto.Builder graph) {
    return AttributeProto.newBuilder().setName(name).setType(5).setG(graph).build();
  }

  /** {@code x}, then {@code length} nodes {@code v0 = op(x, w0)}, {@code v1 = op(v0, w1)}, …. */
  static ModelProto chain(int length, String operator) {
    var graph = GraphProto.newBuilder().setName("chain").addInput(value("x"));
    for (int i = 0; i < length; i++) {
      graph.addNode(node(operator, (i == 0 ? "x" : "v" + (i - 1)) + " w" + i, "v" + i));
    }
    return model(graph.addOutput(value("v" + (length - 1)))).build();
  }

  /** One Relu from {@code x} to {@code y}, and {@code tensor} stored beside it. */
  static ModelProto holding(TensorProto tensor) {
    return model(relu().addInitializer(tensor)).build();
  }

  static GraphProto.Builder relu() {
    return GraphProto.newBuilder()
        .setName("small")
        .addInput(value("x", 2, 3))
        .addOutput(value("y", 2, 3))
        .addNode(node("Relu", "x", "y"));
  }

  static Path write(Path directory, byte[] bytes) {
    try {
      return Files.write(directory.resolve("model.onnx"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Graph read(Path directory, ModelProto.Builder model) throws ModelReadException {
    return OnnxReader.read(write(directory, model.build().toByteArray()));
  }

  /** Why {@code bytes} are refused; a graph is a failure. */
  static ModelReadException refusal(Path directory, byte[] bytes) {
    try {
      Graph graph = OnnxReader.read(write(directory, bytes));
      throw new AssertionError("was read: " + graph.nodes());
    } catch (ModelReadException e) {
      return e;
    }
  }
}

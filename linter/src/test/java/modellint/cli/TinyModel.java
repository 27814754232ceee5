package modellint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.StringStringEntryProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TensorShapeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;

/** One MatMul and one Relu: the least that is a model, and nothing that a rule could dislike. */
final class TinyModel {

  private TinyModel() {}

  static Path write(Path file) throws IOException {
    return write(file, "");
  }

  /** With {@code ignore} as what the model says of rules to be silent. */
  static Path write(Path file, String ignore) throws IOException {
    var weight = TensorProto.newBuilder().setName("w").setDataType(1).addDims(2).addDims(2);
    for (float value : new float[] {0.9f, -0.7f, 0.8f, 1.1f}) {
      weight.addFloatData(value);
    }
    var graph =
        GraphProto.newBuilder()
            .setName("tiny")
            .addInput(value("x"))
            .addOutput(value("y"))
            .addInitializer(weight)
            .addNode(node("fc", "MatMul", "h", "x", "w"))
            .addNode(node("act", "Relu", "y", "h"));
    var model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(17))
            .setGraph(graph);
    if (!ignore.isEmpty()) {
      model.addMetadataProps(
          StringStringEntryProto.newBuilder().setKey("modellint.ignore").setValue(ignore));
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    return Files.write(file, model.build().toByteArray());
  }

  private static NodeProto node(String name, String operator, String output, String... inputs) {
    var node = NodeProto.newBuilder().setName(name).setOpType(operator).addOutput(output);
    for (String input : inputs) {
      node.addInput(input);
    }
    return node.build();
  }

  private static ValueInfoProto value(String name) {
    var shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(4))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(2));
    var type = TypeProto.Tensor.newBuilder().setElemType(1).setShape(shape);
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }
}

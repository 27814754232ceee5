package modellint.verify.probe;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TensorShapeProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.tape.Type;

/** A small model, said in a few lines. */
final class Sketch {

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("sketch");

  /** An input; dimensions are numbers or symbols. */
  Sketch input(String name, int type, Object... dims) {
    var shape = TensorShapeProto.newBuilder();
    for (Object dim : dims) {
      var it = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(
          dim instanceof Integer size
              ? it.setDimValue(size).build()
              : it.setDimParam(dim.toString()).build());
    }
    var tensor = TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape);
    graph.addInput(
        ValueInfoProto.newBuilder()
            .setName(name)
            .setType(TypeProto.newBuilder().setTensorType(tensor)));
    return this;
  }

  /** Weights drawn from a standard normal. */
  Sketch weight(String name, long... shape) {
    var random = new Random(1);
    long count = LongStream.of(shape).reduce(1, (a, b) -> a * b);
    ByteBuffer bytes = little((int) count * Float.BYTES);
    LongStream.range(0, count).forEach(i -> bytes.putFloat((float) random.nextGaussian()));
    return stored(name, Type.FLOAT, bytes, shape);
  }

  Sketch scalar(String name, float value) {
    return stored(name, Type.FLOAT, little(Float.BYTES).putFloat(value));
  }

  /** A number in half precision, by its bits. */
  Sketch half(String name, int bits) {
    return stored(name, Type.FLOAT16, little(Short.BYTES).putShort((short) bits));
  }

  Sketch integers(String name, long... values) {
    ByteBuffer bytes = little(values.length * Long.BYTES);
    LongStream.of(values).forEach(bytes::putLong);
    return stored(name, Type.INT64, bytes, values.length);
  }

  private Sketch stored(String name, int type, ByteBuffer bytes, long... shape) {
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type)
            .addAllDims(LongStream.of(shape).boxed().toList())
            .setRawData(ByteString.copyFrom(bytes.flip())));
    return this;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A node called like its output. */
  Sketch node(String output, String op, String... inputs) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(op)
            .addAllInput(List.of(inputs))
            .addOutput(output));
    return this;
  }

  Sketch output(String name) {
    graph.addOutput(ValueInfoProto.newBuilder().setName(name));
    return this;
  }

  GraphProto graph() {
    return graph.build();
  }

  String write(Path directory) throws IOException {
    Path file = directory.resolve("sketch.onnx");
    var model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(graph);
    Files.write(file, model.build().toByteArray());
    return file.toString();
  }
}

package modellint.verify.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.TensorProto;
import modellint.onnx.proto.TypeProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.gradient.Registry;
import modellint.verify.probe.Preparation;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;
import org.junit.jupiter.api.Test;

class HalfRangeTest {

  /** 256 in IEEE 754 binary16. */
  private static final int HALF_256 = 0x5c00;

  @Test
  void what_half_precision_cannot_hold_is_remarked() throws IOException {
    assertEquals(
        Set.of(
            "y reaches 7.68e+04, beyond 65504, the largest number of half precision",
            "the gradient at w is 3.00e-08 at most, below 6e-8, the smallest number of half"
                + " precision"),
        remarks(Type.FLOAT16, 300, 1e-10f));
  }

  @Test
  void nothing_is_said_of_what_fits() throws IOException {
    assertEquals(Set.of(), remarks(Type.FLOAT16, 200, 1));
  }

  @Test
  void nothing_is_said_of_models_in_single_precision() throws IOException {
    assertEquals(Set.of(), remarks(Type.FLOAT, 300, 1e-10f));
  }

  /** Of y = x w with w = 256. */
  private static Set<String> remarks(int type, float x, float cotangent) throws IOException {
    TensorProto weight =
        type == Type.FLOAT16
            ? TensorProto.newBuilder()
                .setName("w")
                .setDataType(type)
                .addDims(1)
                .addInt32Data(HALF_256)
                .build()
            : Stored.tensor("w", block(256));
    GraphProto graph =
        GraphProto.newBuilder()
            .setName("half")
            .addInput(value("x", type))
            .addInitializer(weight)
            .addNode(
                NodeProto.newBuilder().setOpType("Mul").addInput("x").addInput("w").addOutput("y"))
            .addOutput(value("y", type))
            .build();
    ModelProto model =
        Preparation.of(
            ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph)
                .build(),
            Path.of(""));
    Map<String, Block> feeds = Map.of("x", block(x));
    var request = new Request(Set.of("w"), Set.of(), Set.of("w"), Set.of("y"));
    try (var differentiated = Differentiated.of(model, feeds, request, Registry.STANDARD)) {
      differentiated.run(feeds, outputs -> new HashMap<>(Map.of("y", block(cotangent))));
      return differentiated.remarks();
    }
  }

  private static ValueInfoProto value(String name, int type) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(type)))
        .build();
  }

  private static Block block(float value) {
    return Block.of(Dims.of(1), new float[] {value});
  }
}

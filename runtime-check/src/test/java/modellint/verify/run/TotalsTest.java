package modellint.verify.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.verify.gradient.Registry;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;
import org.junit.jupiter.api.Test;

class TotalsTest {

  private static final int TRIPLES = 1000;

  @Test
  void terms_that_cancel_leave_their_small_rest_to_a_bias() {
    long[] shape = Dims.of(3 * TRIPLES, 1);
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("bias")
            .addInput(BackwardModel.value("x", Type.FLOAT, shape))
            .addInitializer(Stored.tensor("b", Block.of(Dims.of(1), new float[1])))
            .addNode(
                NodeProto.newBuilder().setOpType("Add").addInput("x").addInput("b").addOutput("y"))
            .addOutput(BackwardModel.value("y", Type.FLOAT, shape));
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
            .setGraph(graph)
            .build();
    var cotangent = new float[3 * TRIPLES];
    for (int i = 0; i < cotangent.length; i += 3) {
      cotangent[i] = 1e8f;
      cotangent[i + 1] = 1;
      cotangent[i + 2] = -1e8f;
    }
    Map<String, Block> feeds = Map.of("x", Block.of(shape, new float[3 * TRIPLES]));
    var request = new Request(Set.of("b"), Set.of("b"), Set.of(), Set.of());

    try (var differentiated = Differentiated.of(model, feeds, request, Registry.STANDARD)) {
      var result = differentiated.run(feeds, outputs -> Map.of("y", Block.of(shape, cotangent)));

      Block gradient = Objects.requireNonNull(result.gradients().get("b"));
      assertArrayEquals(new double[] {TRIPLES}, gradient.reals());
    }
  }
}

package modellint.verify.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.verify.tape.Attr;
import org.junit.jupiter.api.Test;

class InTrainingTest {

  private static final List<String> INPUTS = List.of("x", "scale", "shift", "mean", "variance");

  @Test
  void a_file_for_inference_is_trained_with_the_statistics_of_the_batch() {
    NodeProto node = InTraining.of(model(15, normalisation())).getGraph().getNode(0);

    assertEquals(1, node.getAttributeList().stream().filter(it -> it.getI() == 1).count());
    assertEquals(3, node.getOutputCount());
    assertTrue(node.getAttributeList().stream().anyMatch(it -> it.getName().equals("epsilon")));
  }

  @Test
  void what_is_in_training_stays_as_it_is() {
    NodeProto training =
        normalisation().toBuilder()
            .addAttribute(Attr.of("training_mode", 1L))
            .addOutput("m")
            .addOutput("v")
            .build();

    assertEquals(model(15, training), InTraining.of(model(15, training)));
  }

  @Test
  void before_there_were_modes_nothing_is_switched() {
    assertEquals(model(9, normalisation()), InTraining.of(model(9, normalisation())));
  }

  private static NodeProto normalisation() {
    return NodeProto.newBuilder()
        .setOpType("BatchNormalization")
        .addAllInput(INPUTS)
        .addOutput("y")
        .addAttribute(Attr.of("epsilon", 1e-3f))
        .build();
  }

  private static ModelProto model(long opset, NodeProto node) {
    return ModelProto.newBuilder()
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
        .setGraph(GraphProto.newBuilder().addNode(node))
        .build();
  }
}

package modellint.verify.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import modellint.onnx.proto.GraphProto;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.NodeProto;
import modellint.onnx.proto.OperatorSetIdProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.gradient.Registry;
import modellint.verify.run.Differentiated.Request;
import modellint.verify.tape.Dims;
import modellint.verify.tape.Type;
import org.junit.jupiter.api.Test;

class PartedTest {

  private static final int SIZE = 300;

  @Test
  void a_large_weight_is_stored_in_neither_session() {
    Parted parted = Parted.of(affine(false));

    assertEquals(Set.of("w"), parted.weights().keySet());
    assertEquals(
        List.of("bias"),
        parted.model().getGraph().getInitializerList().stream().map(it -> it.getName()).toList());
  }

  @Test
  void a_weight_that_is_an_input_already_is_so_once() {
    ModelProto parted = Parted.of(affine(true)).model();

    assertEquals(
        List.of("x", "w"),
        parted.getGraph().getInputList().stream().map(ValueInfoProto::getName).toList());
  }

  @Test
  void what_is_fed_wins_over_what_is_stored() {
    Block other = Block.of(Dims.of(1), new float[] {1});

    assertSame(other, Parted.of(affine(false)).with(Map.of("w", other)).get("w"));
  }

  @Test
  void forward_and_backward_read_the_weight_that_is_kept_outside() {
    var x = new float[SIZE];
    Arrays.fill(x, 0.5f);
    Map<String, Block> feeds = Map.of("x", Block.of(Dims.of(1, SIZE), x));
    var request = new Request(Set.of("x", "w"), Set.of("x", "w"), Set.of(), Set.of());
    try (var differentiated = Differentiated.of(affine(false), feeds, request, Registry.STANDARD)) {
      var result =
          differentiated.run(
              feeds,
              outputs -> {
                var ones = new float[SIZE];
                Arrays.fill(ones, 1);
                return Map.of("y", Block.of(Dims.of(1, SIZE), ones));
              });

      assertEquals(Map.of(), differentiated.cuts());
      // y = x w + bias with w all 2, so dy/dx sums a row of w and dy/dw repeats x
      assertArrayEquals(filled(SIZE, 0.5 * 2 * SIZE + 1), reals(result.outputs(), "y"), 1e-2);
      assertArrayEquals(filled(SIZE, 2.0 * SIZE), reals(result.gradients(), "x"), 1e-3);
      assertArrayEquals(filled(SIZE * SIZE, 0.5), reals(result.gradients(), "w"), 1e-6);
      long stored = SIZE * SIZE * Block.width(Type.FLOAT);
      assertTrue(differentiated.backwardModel().getSerializedSize() < stored / 10);
    }
  }

  private static double[] reals(Map<String, Block> blocks, String name) {
    return Objects.requireNonNull(blocks.get(name)).reals();
  }

  private static double[] filled(int count, double value) {
    var values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  /** y = x w + bias, the weight among the inputs too as before IR version 4. */
  private static ModelProto affine(boolean declared) {
    var weight = new float[SIZE * SIZE];
    Arrays.fill(weight, 2);
    var bias = new float[SIZE];
    Arrays.fill(bias, 1);
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("affine")
            .addInput(BackwardModel.value("x", Type.FLOAT, Dims.of(1, SIZE)))
            .addInitializer(Stored.tensor("w", Block.of(Dims.of(SIZE, SIZE), weight)))
            .addInitializer(Stored.tensor("bias", Block.of(Dims.of(SIZE), bias)))
            .addNode(node("MatMul", "product", "x", "w"))
            .addNode(node("Add", "y", "product", "bias"))
            .addOutput(BackwardModel.value("y", Type.FLOAT, Dims.of(1, SIZE)));
    if (declared) {
      graph.addInput(BackwardModel.value("w", Type.FLOAT, Dims.of(SIZE, SIZE)));
    }
    return ModelProto.newBuilder()
        .setIrVersion(8)
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
        .setGraph(graph)
        .build();
  }

  private static NodeProto node(String op, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(op)
        .addAllInput(List.of(inputs))
        .addOutput(output)
        .build();
  }
}

package modellint.tribuo;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Loss;
import org.junit.jupiter.api.Test;

class TribuoTest {

  private static final Tribuo TRIBUO = new Tribuo();

  private static String main(String body) {
    return """
    import java.util.Map;
    import org.tribuo.interop.tensorflow.*;
    import org.tribuo.interop.tensorflow.example.*;
    class Net {
      public static void main(String[] args) {
        %s
      }
    }
    """
        .formatted(body);
  }

  @Test
  void the_factorys_perceptron_is_rectified_and_glorot() {
    Definition it =
        only(
            TRIBUO,
            main(
                """
                var graph = MLPExamples.buildMLPGraph("x", 4, new int[] {20, 10}, 3);
                var trainer = new TensorFlowTrainer<>(graph.graphDef(), graph.outputName(),
                    GradientOptimiser.ADAGRAD, Map.of("learningRate", 0.1f), null,
                    new LabelConverter(), 16, 20, 16, -1);
                """));

    assertEquals("343", it.parameters().toString());
    assertEquals("Gemm Relu Gemm Relu Gemm", operators(it.graph()));
    assertEquals(2.0 / 24, init(it.graph(), "hidden0_weight").variance(), 1e-12);
    assertEquals(0.1, init(it.graph(), "output_bias").mean());
    assertEquals(Optional.of("adagrad"), it.graph().training().optimizer());
    assertEquals(0.1, it.graph().training().learningRate().orElseThrow(), 1e-7);
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), it.graph().training().loss());
  }

  @Test
  void the_factorys_lenet_has_kernels_far_narrower_than_glorot() {
    Definition it =
        only(TRIBUO, main("var graph = CNNExamples.buildLeNetGraph(\"x\", 28, 255, 10);"));

    assertEquals("1663370", it.parameters().toString());
    assertEquals(
        "Conv Relu MaxPool Conv Relu MaxPool Flatten Gemm Relu Gemm", operators(it.graph()));
    double channelsTwice = 5 * 5 * 32 * (32 + 64);
    assertEquals(2 / channelsTwice, init(it.graph(), "conv2_weight").variance(), 1e-12);
    assertEquals(0.1, init(it.graph(), "conv2_bias").mean());
  }

  @Test
  void what_is_not_known_is_said() {
    var found = found(TRIBUO, main("var graph = MLPExamples.buildMLPGraph(\"x\", 4, sizes, 3);"));

    assertEquals(1, found.refused().size());
  }
}

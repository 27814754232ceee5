package modellint.tribuo;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import modellint.definition.Definition;
import modellint.graph.Loss;
import modellint.graph.Refusal;
import modellint.graph.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                var trainer = new TensorFlowTrainer<>(graph.graphDef, graph.outputName,
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

  private static Training trained(String optimiser, String converter) {
    return only(
            TRIBUO,
            main(
                """
                var graph = MLPExamples.buildMLPGraph("x", 4, new int[] {20, 10}, 3);
                var trainer = new TensorFlowTrainer<>(graph.graphDef, graph.outputName,
                    GradientOptimiser.%s, null, new %s(), 16, 20, 8, -1);
                """
                    .formatted(optimiser, converter)))
        .graph()
        .training();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ADAM, Map.of(\"learningRate\", 0.1f) | 3",
        "GRADIENT_DESCENT, Map.of(\"learningRate\", 0.1f, \"momentum\", 0.9f) | 1",
        "MOMENTUM, Map.of(\"rate\", 0.1f, \"momentum\", 0.9f) | 2",
        "RMSPROP, Map.of(\"learningRate\", 0.1f, \"momentum\", 0f, \"epsilon\", 1e-7f) | 1",
        "ADAGRAD, Map.of(\"learningRate\", 0.1f) | 1"
      })
  void a_parameter_too_few_or_too_many_is_refused(String optimiser, double wrong) {
    Refusal refusal = trained(optimiser, "LabelConverter").details().refusals().get(0);

    assertEquals(Refusal.Fault.WRONG_PARAMETERS, refusal.fault());
    assertEquals(wrong, refusal.value());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GRADIENT_DESCENT, Map.of(\"learningRate\", 0.1f)",
        "NESTEROV, Map.of(\"learningRate\", 0.1f, \"momentum\", 0.9f)",
        "ADADELTA, Map.of(\"learningRate\", 0.1f, \"rho\", 0.9f, \"epsilon\", 1e-6f)",
        "ADAM, Map.of(\"learningRate\", 0.1f, args[0], 0.9f)",
        "ADAM, given"
      })
  void parameters_that_fit_or_are_not_known(String optimiser) {
    assertEquals(List.of(), trained(optimiser, "LabelConverter").details().refusals());
  }

  @Test
  void descent_has_penalties_where_the_optimiser_names_them() {
    Training training =
        trained(
            "ADAGRADDA, Map.of(\"learningRate\", 0.1f, \"initialAccumulatorValue\", 0.1f,"
                + " \"l1Strength\", 0.5f, \"l2Strength\", 0f)",
            "RegressorConverter");

    assertEquals(Optional.of(0.5), training.l1());
    assertEquals(Optional.empty(), training.l2());
    assertEquals(Optional.of(Loss.MSE), training.loss());
  }

  @Test
  void plain_descent_and_several_labels_and_the_batch_are_read() {
    Training training =
        trained("GRADIENT_DESCENT, Map.of(\"learningRate\", 0.5f)", "MultiLabelConverter");

    assertEquals(Optional.of("sgd"), training.optimizer());
    assertEquals(Optional.of(Loss.SIGMOID_CROSS_ENTROPY), training.loss());
    assertEquals(Optional.of(16), training.batchSize());
  }
}

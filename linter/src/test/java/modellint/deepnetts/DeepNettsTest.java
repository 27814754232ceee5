package modellint.deepnetts;

import static modellint.testing.Definitions.found;
import static modellint.testing.Definitions.init;
import static modellint.testing.Definitions.only;
import static modellint.testing.Definitions.operators;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import java.util.stream.Collectors;
import modellint.definition.Definition;
import modellint.graph.Loss;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Remark;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepNettsTest {

  private static final DeepNetts NETTS = new DeepNetts();

  private static String main(String body) {
    return """
    import deepnetts.net.ConvolutionalNetwork;
    import deepnetts.net.FeedForwardNetwork;
    import deepnetts.net.layers.activation.ActivationType;
    import deepnetts.net.loss.LossType;
    import deepnetts.net.train.opt.OptimizerType;
    class Net {
      public static void main(String[] args) {
        %s
      }
    }
    """
        .formatted(body);
  }

  @Test
  void a_softmax_classifier_is_glorot_uniform() {
    Definition it =
        only(
            NETTS,
            main(
                """
                FeedForwardNetwork net = FeedForwardNetwork.builder().addInputLayer(4)
                    .addFullyConnectedLayer(10, ActivationType.TANH)
                    .addOutputLayer(3, ActivationType.SOFTMAX)
                    .lossFunction(LossType.CROSS_ENTROPY).build();
                net.getTrainer().setLearningRate(0.05f).setMomentum(0.9f);
                """));

    assertEquals("83", it.parameters().toString());
    assertEquals("Gemm Tanh Gemm Softmax", operators(it.graph()));
    assertEquals(2.0 / 14, init(it.graph(), "layer1_weight").variance(), 1e-12);
    assertEquals(0.1, init(it.graph(), "layer1_bias").mean());
    Training training = it.graph().training();
    assertEquals(0.05, training.learningRate().orElseThrow(), 1e-8);
    assertEquals(Optional.empty(), training.momentum());
    assertEquals(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY), training.loss());
  }

  @Test
  void rectified_layers_are_drawn_by_their_own_width() {
    Definition it =
        only(
            NETTS,
            main(
                """
                var net = FeedForwardNetwork.builder().addInputLayer(100)
                    .addFullyConnectedLayers(20, 10)
                    .addOutputLayer(1, ActivationType.SIGMOID)
                    .hiddenActivationFunction(ActivationType.RELU)
                    .lossFunction(LossType.CROSS_ENTROPY).build();
                """));

    assertEquals("Gemm Relu Gemm Relu Gemm Sigmoid", operators(it.graph()));
    assertEquals(2.0 / 20, init(it.graph(), "layer1_weight").variance(), 1e-12);
    assertEquals(0.01, it.graph().training().learningRate().orElseThrow(), 1e-8);
    assertEquals(Optional.of(Loss.SIGMOID_CROSS_ENTROPY), it.graph().training().loss());
  }

  @Test
  void a_layer_behind_an_unknown_condition_refuses_the_definition() {
    var found =
        found(
            NETTS,
            main(
                """
                var builder = FeedForwardNetwork.builder().addInputLayer(4);
                if (args.length > 1) {
                  builder.addFullyConnectedLayer(5);
                }
                builder.addOutputLayer(1, ActivationType.LINEAR).build();
                """));

    assertEquals(0, found.definitions().size());
    assertEquals(1, found.refused().size());
  }

  private static String images(String layers) {
    return main(
        """
        ConvolutionalNetwork net = ConvolutionalNetwork.builder().addInputLayer(32, 32, 3)
            %s
            .addOutputLayer(10, ActivationType.SOFTMAX)
            .lossFunction(LossType.CROSS_ENTROPY).build();
        """
            .formatted(layers));
  }

  @Test
  void convolutions_keep_the_size_and_draw_from_a_range_by_their_window() {
    Definition it =
        only(
            NETTS,
            images(
                """
                .addConvolutionalLayer(3, 3, 16).addMaxPoolingLayer(2, 2, 2)
                .addFullyConnectedLayer(20, ActivationType.RELU)
                """));

    assertEquals("Conv Relu MaxPool Flatten Gemm Relu Gemm Softmax", operators(it.graph()));
    assertEquals(
        3 * 3 * 3 * 16 + 16 + 16 * 16 * 16 * 20 + 20 + 20 * 10 + 10, it.parameters().size());
    assertEquals(1.0 / 3 / (10 * 3), init(it.graph(), "conv1_weight").variance(), 1e-12);
    assertEquals(2.0 / (16 * 16 * 16), init(it.graph(), "layer3_weight").variance(), 1e-12);
  }

  @Test
  void of_four_numbers_the_builder_swaps_channels_and_stride() {
    Definition it =
        only(NETTS, images(".addConvolutionalLayer(3, 3, 2, 16).addFullyConnectedLayer(20)"));

    assertEquals(
        3 * 3 * 3 * 16 + 16 + 16 * 16 * 16 * 20 + 20 + 20 * 10 + 10, it.parameters().size());
  }

  @Test
  void an_output_layer_on_images_is_refused() {
    var found = found(NETTS, images(".addConvolutionalLayer(3, 3, 16)"));

    assertEquals(1, found.refused().size());
  }

  /** BackpropagationTrainer keeps both numbers; no optimizer and no layer reads them. */
  @Test
  void penalties_that_the_trainer_is_told_weigh_nothing() {
    Training training =
        only(
                NETTS,
                main(
                    """
                    FeedForwardNetwork net = FeedForwardNetwork.builder().addInputLayer(4)
                        .addFullyConnectedLayer(10).addOutputLayer(3, ActivationType.SOFTMAX)
                        .lossFunction(LossType.CROSS_ENTROPY).build();
                    net.getTrainer().setL1Regularization(0.1f).setL2Regularization(0.1f);
                    """))
            .graph()
            .training();

    assertEquals(Optional.empty(), training.l1());
    assertEquals(Optional.empty(), training.l2());
    assertEquals(2, training.details().remarks(Remark.Kind.UNREAD_PENALTY).count());
  }

  @Test
  void an_activation_that_is_not_known_leaves_function_and_weights_unknown() {
    String code =
        """
        import deepnetts.net.FeedForwardNetwork;
        import deepnetts.net.layers.activation.ActivationType;
        class Net {
          Object make(ActivationType type) {
            return FeedForwardNetwork.builder().addInputLayer(4)
                .addFullyConnectedLayer(10, type).addOutputLayer(3, ActivationType.LINEAR).build();
          }
        }
        """;
    Definition it = only(NETTS, code);

    assertEquals("Gemm unknown Gemm", operators(it.graph()));
    assertEquals(5 * 10 + 11 * 3, it.parameters().size());
    assertInstanceOf(Weights.Unknown.class, it.graph().parameters().get("layer1_weight").weights());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setLearningRate(0.1f) | 1",
        "setBatchSize(32) | 1",
        "setBatchSize(32).setBatchMode(false) | 1",
        "setBatchMode(true).setBatchSize(32) | 32",
        "setBatchMode(true) | 0",
        "setBatchMode(args.length > 0).setBatchSize(32) | 0"
      })
  void a_batch_is_read_in_batch_mode_alone(String calls, int batch) {
    Training training =
        only(
                NETTS,
                main(
                    "FeedForwardNetwork net = FeedForwardNetwork.builder().addInputLayer(8)"
                        + ".addFullyConnectedLayer(3).addOutputLayer(3, ActivationType.SOFTMAX)"
                        + ".lossFunction(LossType.CROSS_ENTROPY).build(); net.getTrainer()."
                        + calls
                        + ";"))
            .graph()
            .training();

    assertEquals(batch, training.batchSize().orElse(0));
  }

  private static String refusals(String body) {
    return only(NETTS, main(body)).graph().training().details().refusals().stream()
        .map(it -> it.fault().toString())
        .collect(Collectors.joining(" "));
  }

  /** Each of these threw in 1.13.2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FeedForwardNetwork | .addFullyConnectedLayer(3).addOutputLayer(3, ActivationType.SOFTMAX)"
            + " | NO_INPUT_LAYER",
        "FeedForwardNetwork | .addInputLayer(8).addFullyConnectedLayer(3) | NO_OUTPUT_LAYER",
        "FeedForwardNetwork | .addInputLayer(8).lossFunction(LossType.CROSS_ENTROPY)"
            + ".addOutputLayer(3, ActivationType.SOFTMAX) | EARLY_LOSS",
        "ConvolutionalNetwork | .addInputLayer(8, 8, 3).addMaxPoolingLayer(2, 2)"
            + ".addFullyConnectedLayer(3).addOutputLayer(3, ActivationType.SOFTMAX)"
            + " | MISPLACED_LAYER"
      })
  void what_the_builder_throws_at(String type, String layers, String fault) {
    assertEquals(fault, refusals(type + " net = " + type + ".builder()" + layers + ".build();"));
  }

  @ParameterizedTest
  @CsvSource({"2f, LARGE_RATE", "-0.1f, NO_RATE", "1f, ''", "args.length, ''"})
  void what_the_trainer_throws_at(String rate, String fault) {
    assertEquals(
        fault,
        refusals(
            "FeedForwardNetwork net = FeedForwardNetwork.builder().addInputLayer(8)"
                + ".addFullyConnectedLayer(3).addOutputLayer(3, ActivationType.SOFTMAX)"
                + ".lossFunction(LossType.CROSS_ENTROPY).build();"
                + "net.getTrainer().setLearningRate("
                + rate
                + ");"));
  }
}

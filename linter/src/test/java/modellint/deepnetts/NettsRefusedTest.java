package modellint.deepnetts;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import modellint.graph.TrainingDetails;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each of the refused ones threw in 1.13.2 where the fault says, and none of the others did. */
class NettsRefusedTest {

  private static TrainingDetails details(String type, String builder, String rest) {
    return only(
            new DeepNetts(),
            """
            import deepnetts.net.*;
            import deepnetts.net.layers.activation.ActivationType;
            import deepnetts.net.loss.*;
            import deepnetts.net.train.opt.OptimizerType;
            class Net {
              static void make(Object data, Object other, boolean some) {
                %1$s net = %1$s.builder()%2$s.build();
                %3$s
              }
            }
            """
                .formatted(type, builder, rest))
        .graph()
        .training()
        .details();
  }

  private static String faults(TrainingDetails details) {
    return details.refusals().stream()
        .map(it -> it.fault().toString())
        .collect(Collectors.joining(" "));
  }

  private static String remarks(TrainingDetails details) {
    return details.remarks().stream()
        .map(it -> it.kind().toString())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".addFullyConnectedLayer(5, ActivationType.LEAKY_RELU) | ABSENT_FUNCTION",
        ".addFullyConnectedLayers(ActivationType.LEAKY_RELU, 5, 5) | ABSENT_FUNCTION",
        ".hiddenActivationFunction(ActivationType.LEAKY_RELU).addFullyConnectedLayer(5)"
            + " | ABSENT_FUNCTION",
        ".addFullyConnectedLayer(5, ActivationType.SOFTMAX) | ''",
        ".addFullyConnectedLayer(-5) | EMPTY_LAYER"
      })
  void functions_and_sizes(String layers, String faults) {
    assertEquals(
        faults,
        faults(
            details(
                "FeedForwardNetwork",
                ".addInputLayer(8)" + layers + ".addOutputLayer(3, ActivationType.SOFTMAX)",
                "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".addConvolutionalLayer(3, 3, 4, 2, ActivationType.RELU) | ''",
        ".addConvolutionalLayer(3, 3, 4, 3, ActivationType.RELU) | RAGGED_STRIDE",
        ".addConvolutionalLayer(3, 3, 4, 0, ActivationType.RELU) | ZERO_STRIDE",
        ".addConvolutionalLayer(3, 4, ActivationType.SOFTMAX) | ABSENT_FUNCTION",
        ".hiddenActivationFunction(ActivationType.SOFTMAX).addConvolutionalLayer(3, 4)"
            + " | ABSENT_FUNCTION",
        ".addConvolutionalLayer(3, 4).hiddenActivationFunction(ActivationType.SOFTMAX) | ''",
        ".addConvolutionalLayer(3, 4).addMaxPoolingLayer(2, 0) | ZERO_STRIDE",
        ".addConvolutionalLayer(3, 4).addMaxPoolingLayer(3, 2) | ''"
      })
  void layers_of_images(String layers, String faults) {
    assertEquals(
        faults,
        faults(
            details(
                "ConvolutionalNetwork",
                ".addInputLayer(8, 8, 1)"
                    + layers
                    + ".addFullyConnectedLayer(5).addOutputLayer(3, ActivationType.SOFTMAX)",
                "")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1, ActivationType.TANH | LossType.CROSS_ENTROPY | UNFIT_HEAD",
        "1, ActivationType.SOFTMAX | LossType.CROSS_ENTROPY | UNFIT_HEAD",
        "1, ActivationType.SIGMOID | LossType.CROSS_ENTROPY | ''",
        "1, ActivationType.TANH | LossType.MEAN_SQUARED_ERROR | ''",
        "2, ActivationType.TANH | LossType.CROSS_ENTROPY | ''"
      })
  void the_only_output_of_images(String output, String loss, String faults) {
    assertEquals(
        faults,
        faults(
            details(
                "ConvolutionalNetwork",
                ".addInputLayer(8, 8, 1).addFullyConnectedLayer(5).addOutputLayer("
                    + output
                    + ").lossFunction("
                    + loss
                    + ")",
                "")));
  }

  private static final String IMAGES =
      ".addInputLayer(8, 8, 1).addConvolutionalLayer(3, 4).addMaxPoolingLayer(2, 2)"
          + ".addFullyConnectedLayer(5).addOutputLayer(3, ActivationType.SOFTMAX)";

  private static final String FEATURES =
      ".addInputLayer(8).addFullyConnectedLayer(5).addOutputLayer(3, ActivationType.SOFTMAX)"
          + ".lossFunction(LossType.CROSS_ENTROPY)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setOptimizer(OptimizerType.MOMENTUM) | FOREIGN_OPTIMIZER | ''",
        "setL2Regularization(0.01f) | PENALIZED_IMAGES | ''",
        "setL1Regularization(0.01f) | '' | ''",
        "setMaxEpochs(0) | SMALL_SETTING | SMALL_SETTING",
        "setMaxEpochs(1) | '' | ''",
        "setMaxError(-1f) | SMALL_SETTING | SMALL_SETTING"
      })
  void settings_of_the_trainer(String setter, String images, String features) {
    String call = "net.getTrainer()." + setter + ";";

    assertEquals(images, faults(details("ConvolutionalNetwork", IMAGES, call)));
    assertEquals(features, faults(details("FeedForwardNetwork", FEATURES, call)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "net.train(data); | UNTOLD_LOSS",
        "net.getTrainer().train(data); | UNTOLD_LOSS",
        "net.setLossFunction(new MeanSquaredErrorLoss(net)); net.train(data); | ''",
        "if (some) { net.train(data); } | ''",
        "'' | ''"
      })
  void training_without_a_loss(String rest, String faults) {
    String layers = FEATURES.replace(".lossFunction(LossType.CROSS_ENTROPY)", "");

    assertEquals(faults, faults(details("FeedForwardNetwork", layers, rest)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "setEarlyStopping(true); net.train(data); | UNWATCHED_STOP",
        "setEarlyStopping(false); net.train(data); | ''",
        "setEarlyStopping(some); net.train(data); | ''",
        "setEarlyStopping(true); net.getTrainer().train(data, other); | ''",
        "setEarlyStopping(true); | ''"
      })
  void early_stopping_wants_something_to_watch(String calls, String kinds) {
    assertEquals(
        kinds, remarks(details("FeedForwardNetwork", FEATURES, "net.getTrainer()." + calls)));
  }

  @ParameterizedTest
  @CsvSource({
    "'.addConvolutionalLayer(3, 4).addConvolutionalLayer(3, 4)', STARVED_LAYER",
    "'.addConvolutionalLayer(3, 4).addMaxPoolingLayer(2, 2).addConvolutionalLayer(3, 4)', ''"
  })
  void a_convolution_starves_its_predecessor(String layers, String kinds) {
    assertEquals(
        kinds,
        remarks(
            details(
                "ConvolutionalNetwork",
                ".addInputLayer(8, 8, 1)"
                    + layers
                    + ".addFullyConnectedLayer(5).addOutputLayer(3, ActivationType.SOFTMAX)",
                "")));
  }

  @ParameterizedTest
  @CsvSource({
    "'.addFullyConnectedLayer(5, ActivationType.SOFTMAX)', UNREAD_SETTING",
    "'.addFullyConnectedLayer(5).hiddenActivationFunction(ActivationType.SOFTMAX)', UNREAD_SETTING",
    "'.addFullyConnectedLayer(5, ActivationType.TANH)', ''"
  })
  void a_hidden_softmax_stays_a_sigmoid(String layers, String kinds) {
    assertEquals(
        kinds,
        remarks(
            details(
                "FeedForwardNetwork",
                ".addInputLayer(8)" + layers + ".addOutputLayer(3, ActivationType.SOFTMAX)",
                "")));
  }
}

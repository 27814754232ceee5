package modellint.deepnetts;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Loss;
import modellint.graph.Training;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What trained each of these heads in 1.13.2: the loss by whose gradient the weights moved. */
class HeadTest {

  private static Training training(String type, String input, String rest) {
    return only(
            new DeepNetts(),
            """
            import deepnetts.net.*;
            import deepnetts.net.layers.*;
            import deepnetts.net.layers.activation.ActivationType;
            import deepnetts.net.loss.*;
            class Net {
              static Object make() {
                return %1$s.builder().addInputLayer(%2$s).addFullyConnectedLayer(5)%3$s.build();
              }
            }
            """
                .formatted(type, input, rest))
        .graph()
        .training();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3, ActivationType.SOFTMAX | CROSS_ENTROPY | softmax-cross-entropy",
        "3, ActivationType.SOFTMAX | MEAN_SQUARED_ERROR | softmax-cross-entropy",
        "3, ActivationType.SIGMOID | CROSS_ENTROPY | sigmoid-cross-entropy",
        "1, ActivationType.SIGMOID | CROSS_ENTROPY | sigmoid-cross-entropy",
        "3, ActivationType.SIGMOID | MEAN_SQUARED_ERROR | mse",
        "3, ActivationType.TANH | MEAN_SQUARED_ERROR | mse",
        "3, ActivationType.TANH | CROSS_ENTROPY | other",
        "1, ActivationType.LINEAR | CROSS_ENTROPY | other",
        "1, ActivationType.SOFTMAX | CROSS_ENTROPY | other"
      })
  void a_loss_is_what_the_head_makes_of_it(String output, String loss, String word) {
    var training =
        training(
            "FeedForwardNetwork",
            "8",
            ".addOutputLayer(" + output + ").lossFunction(LossType." + loss + ")");

    assertEquals(word, training.loss().map(Loss::word).orElse(""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FeedForwardNetwork | 8 | '' | ''",
        "FeedForwardNetwork | 8 | .lossFunction(given) | ''",
        "ConvolutionalNetwork | 8, 8, 1 | '' | softmax-cross-entropy",
        "ConvolutionalNetwork | 8, 8, 1 | .lossFunction(MeanSquaredErrorLoss.class)"
            + " | softmax-cross-entropy",
        "ConvolutionalNetwork | 8, 8, 1 | .lossFunction(CrossEntropyLoss.class)"
            + " | softmax-cross-entropy",
        "ConvolutionalNetwork | 8, 8, 1 | .lossFunction(BinaryCrossEntropyLoss.class)"
            + " | softmax-cross-entropy"
      })
  void networks_of_images_have_a_loss_of_their_own(
      String type, String input, String loss, String word) {
    var training = training(type, input, ".addOutputLayer(3, ActivationType.SOFTMAX)" + loss);

    assertEquals(word, training.loss().map(Loss::word).orElse(""));
  }

  @ParameterizedTest
  @CsvSource({"SoftmaxOutputLayer, softmax-cross-entropy", "OutputLayer, sigmoid-cross-entropy"})
  void an_output_layer_may_be_given_by_its_class(String name, String word) {
    var training =
        training(
            "ConvolutionalNetwork",
            "8, 8, 1",
            ".addOutputLayer(3, " + name + ".class).lossFunction(LossType.CROSS_ENTROPY)");

    assertEquals(word, training.loss().map(Loss::word).orElse(""));
  }
}

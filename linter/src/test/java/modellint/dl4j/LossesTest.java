package modellint.dl4j;

import static modellint.testing.Definitions.only;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.analysis.learning.GradientScale;
import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;
import org.junit.jupiter.api.Test;

/**
 * What a gradient is over that of the mean, as {@code computeGradientAndScore} of 1.0.0-M2.1 was
 * measured: divided by the batch and by nothing else.
 */
class LossesTest {

  private static GradientScale scale(String layers) {
    Graph graph =
        only(
                new Dl4j(),
                """
                import org.deeplearning4j.nn.conf.*;
                import org.deeplearning4j.nn.conf.inputs.InputType;
                import org.deeplearning4j.nn.conf.layers.*;
                import org.nd4j.linalg.activations.Activation;
                import org.nd4j.linalg.learning.config.Sgd;
                import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
                class Net {
                  Object net() {
                    return new NeuralNetConfiguration.Builder().updater(new Sgd(0.1)).list()
                        .layer(%s.build();
                  }
                }
                """
                    .formatted(layers))
            .graph();
    return GradientScale.of(graph, Shapes.of(graph));
  }

  private static GradientScale dense(String loss, String activation) {
    return scale(
        "new OutputLayer.Builder(LossFunction."
            + loss
            + ").nIn(6).nOut(10).activation(Activation."
            + activation
            + ").build())");
  }

  @Test
  void some_losses_are_summed_over_the_outputs() {
    var summed = new GradientScale(10, true);

    assertEquals(summed, dense("XENT", "SIGMOID"));
    assertEquals(summed, dense("L2", "IDENTITY"));
    assertEquals(summed, dense("L1", "IDENTITY"));
    assertEquals(GradientScale.ONE, dense("MSE", "IDENTITY"));
    assertEquals(GradientScale.ONE, dense("SQUARED_LOSS", "IDENTITY"));
    assertEquals(GradientScale.ONE, dense("MEAN_ABSOLUTE_ERROR", "IDENTITY"));
    assertEquals(GradientScale.ONE, dense("MCXENT", "SOFTMAX"));
  }

  @Test
  void every_loss_is_summed_over_the_steps() {
    String output =
        "new RnnOutputLayer.Builder(LossFunction.MCXENT).nOut(4)"
            + ".activation(Activation.SOFTMAX).build())";

    assertEquals(
        new GradientScale(20, true), scale(output + ".setInputType(InputType.recurrent(6, 20))"));
    assertEquals(
        new GradientScale(5, true),
        scale(
            output
                + ".setInputType(InputType.recurrent(6, 20))"
                + ".backpropType(BackpropType.TruncatedBPTT).tBPTTLength(5)"));
    assertEquals(
        new GradientScale(1, false), scale(output + ".setInputType(InputType.recurrent(6))"));
  }

  @Test
  void every_loss_is_summed_over_the_positions() {
    String layers =
        "new ConvolutionLayer.Builder(1, 1).nOut(4).activation(Activation.IDENTITY).build())"
            + ".layer(new CnnLossLayer.Builder(LossFunction.MCXENT)"
            + ".activation(Activation.SOFTMAX).build())"
            + ".setInputType(InputType.convolutional(6, 6, 3))";

    assertEquals(new GradientScale(36, true), scale(layers));
  }
}

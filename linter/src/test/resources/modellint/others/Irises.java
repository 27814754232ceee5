import deepnetts.net.FeedForwardNetwork;
import deepnetts.net.layers.activation.ActivationType;
import deepnetts.net.loss.LossType;
import deepnetts.net.train.BackpropagationTrainer;

/** Four measures of a flower, three kinds. */
final class Irises {

  private static final int[] SIZES = {4, 10, 3};

  private Irises() {}

  static Object network() {
    var irises =
        FeedForwardNetwork.builder()
            .addInputLayer(SIZES[0])
            .addFullyConnectedLayer(SIZES[1], ActivationType.TANH)
            .addOutputLayer(SIZES[2], ActivationType.SOFTMAX)
            .lossFunction(LossType.CROSS_ENTROPY)
            .build();
    BackpropagationTrainer steps = irises.getTrainer();
    steps.setLearningRate(0.01f);
    return irises;
  }
}

import deepnetts.net.FeedForwardNetwork;
import deepnetts.net.layers.activation.ActivationType;
import deepnetts.net.loss.LossType;

/** The function of the network replaces those of its layers. */
final class DeepNettsOverridden {

  private DeepNettsOverridden() {}

  static Object network() {
    return FeedForwardNetwork.builder()
        .addInputLayer(30)
        .addFullyConnectedLayer(60, ActivationType.TANH)
        .hiddenActivationFunction(ActivationType.RELU)
        .addFullyConnectedLayer(20)
        .addOutputLayer(4, ActivationType.SOFTMAX)
        .lossFunction(LossType.CROSS_ENTROPY)
        .build();
  }
}

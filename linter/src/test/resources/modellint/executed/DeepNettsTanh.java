import deepnetts.net.FeedForwardNetwork;
import deepnetts.net.layers.activation.ActivationType;
import deepnetts.net.loss.LossType;

/** Glorot uniform on every layer. */
final class DeepNettsTanh {

  private DeepNettsTanh() {}

  static Object network() {
    return FeedForwardNetwork.builder()
        .addInputLayer(40)
        .addFullyConnectedLayer(50, ActivationType.TANH)
        .addFullyConnectedLayer(30)
        .addOutputLayer(5, ActivationType.SOFTMAX)
        .lossFunction(LossType.CROSS_ENTROPY)
        .build();
  }
}

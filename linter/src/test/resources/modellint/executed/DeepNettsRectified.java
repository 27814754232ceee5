import deepnetts.net.FeedForwardNetwork;
import deepnetts.net.layers.activation.ActivationType;
import deepnetts.net.loss.LossType;

/** He behind another row of features goes by the width of the layer itself. */
final class DeepNettsRectified {

  private DeepNettsRectified() {}

  static Object network() {
    return FeedForwardNetwork.builder()
        .addInputLayer(200)
        .addFullyConnectedLayers(ActivationType.RELU, 20, 80)
        .addOutputLayer(1, ActivationType.SIGMOID)
        .lossFunction(LossType.CROSS_ENTROPY)
        .build();
  }
}

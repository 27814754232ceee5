import deepnetts.net.ConvolutionalNetwork;
import deepnetts.net.layers.activation.ActivationType;
import deepnetts.net.loss.LossType;

/** Kernels, windows, and He by the fan-in behind images. */
final class DeepNettsImages {

  private DeepNettsImages() {}

  static Object network() {
    return ConvolutionalNetwork.builder()
        .addInputLayer(12, 12, 3)
        .addConvolutionalLayer(5, 5, 8)
        .addMaxPoolingLayer(2, 2, 2)
        .addConvolutionalLayer(3, 3, 6, ActivationType.RELU)
        .addFullyConnectedLayer(40, ActivationType.RELU)
        .addOutputLayer(10, ActivationType.SOFTMAX)
        .lossFunction(LossType.CROSS_ENTROPY)
        .build();
  }
}

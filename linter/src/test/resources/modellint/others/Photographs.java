import deepnetts.net.ConvolutionalNetwork;
import deepnetts.net.layers.activation.ActivationType;
import deepnetts.net.loss.LossType;
import deepnetts.net.train.opt.OptimizerType;

/** Small photographs, of as many kinds as the labels of a file at run time. */
final class Photographs {

  private static final int SIDE = 32;

  private Photographs() {}

  static Object network(int kinds) {
    ConvolutionalNetwork photographs =
        ConvolutionalNetwork.builder()
            .addInputLayer(SIDE, SIDE, 3)
            .addConvolutionalLayer(3, 3, 16)
            .addMaxPoolingLayer(2, 2, 2)
            .addConvolutionalLayer(3, 3, 32)
            .addMaxPoolingLayer(2, 2, 2)
            .addFullyConnectedLayer(20)
            .addFullyConnectedLayer(10)
            .addOutputLayer(kinds, ActivationType.SOFTMAX)
            .hiddenActivationFunction(ActivationType.TANH)
            .lossFunction(LossType.CROSS_ENTROPY)
            .build();
    var steps = photographs.getTrainer();
    steps.setLearningRate(0.01f);
    steps.setMomentum(0.9f);
    steps.setOptimizer(OptimizerType.SGD);
    return photographs;
  }
}

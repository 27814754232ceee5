import deepnetts.net.ConvolutionalNetwork;
import deepnetts.net.FeedForwardNetwork;
import deepnetts.net.NeuralNetwork;
import deepnetts.net.layers.activation.ActivationType;
import deepnetts.net.loss.LossType;
import deepnetts.net.train.BackpropagationTrainer;
import deepnetts.net.train.opt.OptimizerType;

/** Deep Netts as its users write it: each program ends in the network, its trainer set up. */
final class DeepNettsUsers {

  private static final int NUM_INPUTS = 30;
  private static final int NUM_OUTPUTS = 1;

  private DeepNettsUsers() {}

  /** Sizes in an array, the builder in a variable, the trainer in a method of its own. */
  static final class Encoder {
    private FeedForwardNetwork neuralNet = null;
    private BackpropagationTrainer trainer = null;

    void init(int[] layers) {
      FeedForwardNetwork.Builder b = FeedForwardNetwork.builder();
      b.addInputLayer(layers[0]);
      for (int i = 1; i < layers.length - 1; i++) {
        b.addFullyConnectedLayer(layers[i], ActivationType.RELU);
      }
      b.addOutputLayer(layers[layers.length - 1], ActivationType.SIGMOID)
          .lossFunction(LossType.MEAN_SQUARED_ERROR)
          .randomSeed(456);
      neuralNet = b.build();
    }

    void initTrainer() {
      trainer = neuralNet.getTrainer();
      trainer.setMaxError(0.0000004f);
      trainer.setLearningRate(0.1f);
      trainer.setMomentum(0.9f);
      trainer.setOptimizer(OptimizerType.SGD);
      trainer.setMaxEpochs(200);
    }
  }

  static NeuralNetwork<?> encoder() {
    Encoder encoder = new Encoder();
    encoder.init(new int[] {112, 56, 28, 56, 112});
    encoder.initTrainer();
    return encoder.neuralNet;
  }

  static NeuralNetwork<?> trend() {
    int inputsNum = 1;
    int outputsNum = 1;
    FeedForwardNetwork neuralNet =
        FeedForwardNetwork.builder()
            .addInputLayer(inputsNum)
            .addOutputLayer(outputsNum, ActivationType.LINEAR)
            .lossFunction(LossType.MEAN_SQUARED_ERROR)
            .build();
    BackpropagationTrainer trainer = neuralNet.getTrainer();
    trainer.setMaxError(0.002f).setMaxEpochs(10000).setLearningRate(0.05f);
    return neuralNet;
  }

  static NeuralNetwork<?> unstated() {
    return FeedForwardNetwork.builder()
        .addInputLayer(4)
        .addFullyConnectedLayer(8, ActivationType.RELU)
        .addOutputLayer(3, ActivationType.SOFTMAX)
        .lossFunction(LossType.CROSS_ENTROPY)
        .randomSeed(123)
        .build();
  }

  static NeuralNetwork<?> fraud() {
    FeedForwardNetwork net =
        FeedForwardNetwork.builder()
            .addInputLayer(NUM_INPUTS)
            .addFullyConnectedLayer(32, ActivationType.RELU)
            .addFullyConnectedLayer(16, ActivationType.RELU)
            .addOutputLayer(NUM_OUTPUTS, ActivationType.SIGMOID)
            .lossFunction(LossType.CROSS_ENTROPY)
            .randomSeed(123)
            .build();
    BackpropagationTrainer trainer = net.getTrainer();
    trainer.setMaxError(0.03f).setMaxEpochs(3000).setLearningRate(0.001f);
    return net;
  }

  static NeuralNetwork<?> irises() {
    FeedForwardNetwork neuralNet =
        FeedForwardNetwork.builder()
            .addInputLayer(4)
            .addFullyConnectedLayer(5, ActivationType.TANH)
            .addOutputLayer(3, ActivationType.SOFTMAX)
            .lossFunction(LossType.CROSS_ENTROPY)
            .build();
    BackpropagationTrainer trainer = neuralNet.getTrainer();
    trainer.setLearningRate(0.01f);
    trainer.setMomentum(0.9f);
    trainer.setOptimizer(OptimizerType.MOMENTUM);
    return neuralNet;
  }

  static NeuralNetwork<?> overridden() {
    var net =
        FeedForwardNetwork.builder()
            .addInputLayer(20)
            .addFullyConnectedLayers(40, 30, 20)
            .hiddenActivationFunction(ActivationType.TANH)
            .addOutputLayer(2, ActivationType.SOFTMAX)
            .lossFunction(LossType.CROSS_ENTROPY)
            .build();
    net.getTrainer()
        .setOptimizer(OptimizerType.MOMENTUM)
        .setLearningRate(0.02f)
        .setMomentum(0.6f)
        .setBatchMode(true)
        .setBatchSize(16);
    return net;
  }

  static NeuralNetwork<?> figures() {
    ConvolutionalNetwork neuralNet =
        ConvolutionalNetwork.builder()
            .addInputLayer(32, 32, 3)
            .addConvolutionalLayer(6, 5, ActivationType.TANH)
            .addMaxPoolingLayer(2, 2)
            .addConvolutionalLayer(16, 3, ActivationType.TANH)
            .addMaxPoolingLayer(2, 2)
            .addFullyConnectedLayer(84)
            .addOutputLayer(10, ActivationType.SOFTMAX)
            .hiddenActivationFunction(ActivationType.TANH)
            .lossFunction(LossType.CROSS_ENTROPY)
            .randomSeed(123)
            .build();
    neuralNet.getTrainer().setLearningRate(0.01f).setMomentum(0.7f).setMaxEpochs(10);
    return neuralNet;
  }

  /** The trainer is one of its own, and the network's is never asked. */
  static BackpropagationTrainer faces() {
    int size = 24;
    ConvolutionalNetwork.Builder builder = ConvolutionalNetwork.builder();
    builder.addInputLayer(size, size);
    for (int channels = 4; channels <= 8; channels *= 2) {
      builder.addConvolutionalLayer(channels, 3, 3, ActivationType.RELU);
      builder.addMaxPoolingLayer(2, 2);
    }
    builder.addFullyConnectedLayer(30, ActivationType.RELU);
    builder.addOutputLayer(1, ActivationType.SIGMOID);
    builder.lossFunction(LossType.CROSS_ENTROPY);
    ConvolutionalNetwork net = builder.build();
    BackpropagationTrainer trainer = new BackpropagationTrainer(net);
    trainer.setMaxEpochs(20).setLearningRate(0.005f).setOptimizer(OptimizerType.SGD);
    return trainer;
  }

  private static FeedForwardNetwork create(int in, int out, int... hidden) {
    FeedForwardNetwork.Builder builder = new FeedForwardNetwork.Builder().addInputLayer(in);
    for (int width : hidden) {
      builder = builder.addFullyConnectedLayer(width, ActivationType.TANH);
    }
    return builder
        .addOutputLayer(out, ActivationType.LINEAR)
        .lossFunction(LossType.MEAN_SQUARED_ERROR)
        .randomSeed(1)
        .build();
  }

  static NeuralNetwork<?> prices() {
    final FeedForwardNetwork model = create(13, 1, 24, 12);
    model.getTrainer().setL2Regularization(0.0001f).setLearningRate(0.01f);
    return model;
  }

  static NeuralNetwork<?> logistic() {
    NeuralNetwork<BackpropagationTrainer> nnet =
        FeedForwardNetwork.builder()
            .addInputLayer(57)
            .addOutputLayer(1, ActivationType.SIGMOID)
            .lossFunction(LossType.CROSS_ENTROPY)
            .build();
    nnet.getTrainer().setBatchMode(true).setOptimizer(OptimizerType.SGD);
    return nnet;
  }
}

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.neuroph.core.NeuralNetwork;
import org.neuroph.core.data.DataSet;
import org.neuroph.core.data.DataSetRow;
import org.neuroph.nnet.Adaline;
import org.neuroph.nnet.AutoencoderNetwork;
import org.neuroph.nnet.ConvolutionalNetwork;
import org.neuroph.nnet.MultiLayerPerceptron;
import org.neuroph.nnet.learning.BackPropagation;
import org.neuroph.nnet.learning.LMS;
import org.neuroph.nnet.learning.MomentumBackpropagation;
import org.neuroph.nnet.learning.ResilientPropagation;
import org.neuroph.util.NeuronProperties;
import org.neuroph.util.TransferFunctionType;
import org.neuroph.util.random.NguyenWidrowRandomizer;

/** Neuroph as its users write it: each program ends in the network, its rule of learning set. */
final class NeurophUsers {

  private static final int SENSORS = 68 * 3;

  private NeurophUsers() {}

  static NeuralNetwork<?> battery() {
    NeuralNetwork aPerceptron =
        new MultiLayerPerceptron(TransferFunctionType.SIGMOID, SENSORS, 12, 4);
    BackPropagation learningRule = (BackPropagation) aPerceptron.getLearningRule();
    learningRule.setMaxIterations(1000);
    learningRule.setLearningRate(0.01);
    learningRule.setMaxError(0.01);
    return aPerceptron;
  }

  static NeuralNetwork<?> diabetes() {
    int inputsCount = 8;
    int outputsCount = 1;
    MultiLayerPerceptron neuralNet =
        new MultiLayerPerceptron(TransferFunctionType.TANH, inputsCount, 15, 5, outputsCount);
    neuralNet.setLearningRule(new MomentumBackpropagation());
    MomentumBackpropagation learningRule = (MomentumBackpropagation) neuralNet.getLearningRule();
    learningRule.setLearningRate(0.1);
    learningRule.setMomentum(0.7);
    learningRule.setMaxError(0.03);
    return neuralNet;
  }

  /** The rule is a field that the constructor sets up, the network comes later. */
  static final class Route {
    private final MomentumBackpropagation mbp;
    private final int hidden;

    Route(double rate, double momentum, int hidden) {
      mbp = new MomentumBackpropagation();
      mbp.setMomentum(momentum);
      mbp.setLearningRate(rate);
      mbp.setMaxIterations(500);
      this.hidden = hidden;
    }

    NeuralNetwork<?> taught() {
      MultiLayerPerceptron net =
          new MultiLayerPerceptron(TransferFunctionType.SIGMOID, 2, hidden, 1);
      net.setLearningRule(mbp);
      return net;
    }
  }

  static NeuralNetwork<?> route() {
    return new Route(0.2, 0.8, 5).taught();
  }

  static NeuralNetwork<?> decisions() {
    List<String> fields = Arrays.asList("cost", "days", "people", "room", "risk");
    List<String> routes = List.of("yes", "no", "ask");
    MultiLayerPerceptron perceptron =
        new MultiLayerPerceptron(
            TransferFunctionType.SIGMOID, fields.size(), fields.size() * 2, routes.size());
    perceptron.getLearningRule().setMaxIterations(100);
    return perceptron;
  }

  static NeuralNetwork<?> twenty() {
    NeuralNetwork network = new MultiLayerPerceptron(TransferFunctionType.SIGMOID, 3, 3);
    DataSet questions = new DataSet(3, 3);
    for (int i = 0; i < 8; i++) {
      double[] bits = {i & 1, (i >> 1) & 1, (i >> 2) & 1};
      questions.add(new DataSetRow(bits, bits));
    }
    BackPropagation bp = new BackPropagation();
    bp.setMaxIterations(10);
    network.setLearningRule(bp);
    network.learn(questions);
    return network;
  }

  static NeuralNetwork<?> squeezed() {
    AutoencoderNetwork network = new AutoencoderNetwork(20, 5);
    network.getLearningRule().setLearningRate(0.2);
    return network;
  }

  static NeuralNetwork<?> listed() {
    NeuronProperties properties = new NeuronProperties();
    properties.setProperty("useBias", true);
    properties.setProperty("transferFunction", TransferFunctionType.TANH);
    List<Integer> layers = new ArrayList<>();
    layers.add(16);
    layers.add(10);
    layers.add(10);
    layers.add(2);
    MultiLayerPerceptron net = new MultiLayerPerceptron(layers, properties);
    net.randomizeWeights(new NguyenWidrowRandomizer(0.3, 0.7));
    net.getLearningRule().setLearningRate(0.05);
    return net;
  }

  static NeuralNetwork<?> resilient() {
    MultiLayerPerceptron xor = new MultiLayerPerceptron(TransferFunctionType.TANH, 2, 3, 1);
    xor.setLearningRule(new ResilientPropagation());
    return xor;
  }

  static NeuralNetwork<?> digits() {
    return new ConvolutionalNetwork.Builder()
        .withInputLayer(12, 12, 1)
        .withConvolutionLayer(3, 3, 4)
        .withPoolingLayer(2, 2)
        .withFullConnectedLayer(10)
        .build();
  }

  static NeuralNetwork<?> line() {
    Adaline line = new Adaline(4);
    LMS rule = (LMS) line.getLearningRule();
    rule.setLearningRate(0.05);
    return line;
  }
}

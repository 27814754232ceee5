import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.encog.engine.network.activation.ActivationElliott;
import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationLinear;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.engine.network.activation.ActivationSoftMax;
import org.encog.engine.network.activation.ActivationTANH;
import org.encog.mathutil.randomize.NguyenWidrowRandomizer;
import org.encog.mathutil.randomize.XaiverRandomizer;
import org.encog.ml.MLMethod;
import org.encog.ml.data.MLDataSet;
import org.encog.ml.data.basic.BasicMLData;
import org.encog.ml.data.basic.BasicMLDataPair;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.ml.train.MLTrain;
import org.encog.ml.train.strategy.Greedy;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.lma.LevenbergMarquardtTraining;
import org.encog.neural.networks.training.propagation.Propagation;
import org.encog.neural.networks.training.propagation.back.Backpropagation;
import org.encog.neural.networks.training.propagation.manhattan.ManhattanPropagation;
import org.encog.neural.networks.training.propagation.quick.QuickPropagation;
import org.encog.neural.networks.training.propagation.resilient.ResilientPropagation;
import org.encog.neural.networks.training.propagation.scg.ScaledConjugateGradient;
import org.encog.neural.networks.training.propagation.sgd.StochasticGradientDescent;
import org.encog.neural.networks.training.propagation.sgd.update.RMSPropUpdate;
import org.encog.neural.pattern.FeedForwardPattern;
import org.encog.neural.pattern.JordanPattern;
import org.encog.util.simple.EncogUtility;

/** Encog as its users write it: each program ends in the trainer that it would iterate. */
final class EncogUsers {

  private static final int WINDOW = 8;
  private static double[][] inputs = {{0.0, 0.0}, {1.0, 0.0}, {0.0, 1.0}, {1.0, 1.0}};
  private static double[][] ideal = {{0.0}, {1.0}, {1.0}, {0.0}};

  private EncogUsers() {}

  private static MLDataSet rows(int rows, int in, int out) {
    Random random = new Random(7);
    List<org.encog.ml.data.MLDataPair> pairs = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      double[] x = new double[in];
      double[] y = new double[out];
      for (int i = 0; i < in; i++) {
        x[i] = random.nextGaussian();
      }
      y[row % out] = 1;
      pairs.add(new BasicMLDataPair(new BasicMLData(x), new BasicMLData(y)));
    }
    return new BasicMLDataSet(pairs);
  }

  static MLTrain letters() {
    int in = 64;
    int out = 26;
    BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(null, true, in));
    for (int size : new int[] {48, 32}) {
      network.addLayer(new BasicLayer(new ActivationReLU(), true, size));
    }
    network.addLayer(new BasicLayer(new ActivationSoftMax(), false, out));
    network.getStructure().finalizeStructure();
    network.reset();
    return new ResilientPropagation(network, rows(52, in, out));
  }

  /** One function object and one set of parameters for every board that is tried. */
  private static BasicNetwork board(int depth, int neurons, ActivationFunction function) {
    var nn = new BasicNetwork();
    nn.addLayer(new BasicLayer(new ActivationTANH(), false, 9));
    for (int j = 0; j < depth; j++) {
      nn.addLayer(new BasicLayer(function, true, neurons));
    }
    nn.addLayer(new BasicLayer(new ActivationTANH(), false, 9));
    nn.getStructure().finalizeStructure();
    nn.reset();
    return nn;
  }

  static MLTrain moves() {
    BasicNetwork player = board(2, 27, new ActivationElliott());
    Backpropagation train = new Backpropagation(player, rows(40, 9, 9), 0.01, 0.6);
    train.setBatchSize(1);
    return train;
  }

  static MLTrain exclusiveOr() {
    FeedForwardPattern pattern = new FeedForwardPattern();
    pattern.setInputNeurons(2);
    pattern.addHiddenLayer(6);
    pattern.addHiddenLayer(3);
    pattern.setOutputNeurons(1);
    pattern.setActivationFunction(new ActivationTANH());
    pattern.setActivationOutput(new ActivationSigmoid());
    BasicNetwork network = (BasicNetwork) pattern.generate();
    MLDataSet trainingSet = new BasicMLDataSet(inputs, ideal);
    return new QuickPropagation(network, trainingSet, 0.5);
  }

  static MLTrain prices() {
    BasicNetwork network = EncogUtility.simpleFeedForward(WINDOW, WINDOW * 2, 0, 1, true);
    Propagation train = new ScaledConjugateGradient(network, rows(30, WINDOW, 1));
    train.addStrategy(new Greedy());
    return train;
  }

  static MLTrain tides() {
    JordanPattern pattern = new JordanPattern();
    pattern.setActivationFunction(new ActivationSigmoid());
    pattern.setInputNeurons(1);
    pattern.addHiddenLayer(12);
    pattern.setOutputNeurons(1);
    MLMethod method = pattern.generate();
    return new Backpropagation((BasicNetwork) method, rows(20, 1, 1), 0.00001, 0.0);
  }

  static MLTrain curve() {
    BasicNetwork net = new BasicNetwork();
    BasicLayer input = new BasicLayer(new ActivationLinear(), true, 1);
    BasicLayer hidden = new BasicLayer(new ActivationSigmoid(), true, 15);
    BasicLayer output = new BasicLayer(new ActivationLinear(), true, 1);
    net.addLayer(input);
    net.addLayer(hidden);
    net.addLayer(output);
    net.getStructure().finalizeStructure();
    (new NguyenWidrowRandomizer()).randomize(net);
    return new LevenbergMarquardtTraining(net, rows(20, 1, 1));
  }

  /** Everything that is set is set on fields, and the layers are made where they are added. */
  static final class Recogniser {
    private final BasicNetwork network;
    private final int classes;
    private double rate = 0.003;

    Recogniser(int pixels, int classes) {
      this.classes = classes;
      network = new BasicNetwork();
      network.addLayer(new BasicLayer(pixels));
      network.addLayer(new BasicLayer(new ActivationReLU(), true, pixels / 2));
      network.addLayer(new BasicLayer(new ActivationSoftMax(), false, classes));
      network.getStructure().finalizeStructure();
      new XaiverRandomizer(42).randomize(network);
    }

    MLTrain trainer(MLDataSet set) {
      StochasticGradientDescent train = new StochasticGradientDescent(network, set);
      train.setLearningRate(rate);
      train.setBatchSize(10 * classes);
      train.setUpdateRule(new RMSPropUpdate());
      return train;
    }
  }

  static MLTrain signs() {
    return new Recogniser(100, 6).trainer(rows(60, 100, 6));
  }

  static MLTrain heart() {
    final BasicNetwork network = new BasicNetwork();
    network.addLayer(new BasicLayer(null, true, 13));
    network.addLayer(new BasicLayer(new ActivationSigmoid(), true, 20, 0.2));
    network.addLayer(new BasicLayer(new ActivationSigmoid(), true, 8));
    network.addLayer(new BasicLayer(new ActivationSigmoid(), false, 1));
    network.getStructure().finalizeStructure();
    network.reset(1000);
    return new ManhattanPropagation(network, rows(30, 13, 1), 0.0005);
  }

  static MLTrain unstated() {
    BasicNetwork perceptron = new BasicNetwork();
    perceptron.addLayer(new BasicLayer(2));
    perceptron.addLayer(new BasicLayer(2));
    perceptron.addLayer(new BasicLayer(1));
    perceptron.getStructure().finalizeStructure();
    perceptron.reset();
    return new Backpropagation(perceptron, new BasicMLDataSet(inputs, ideal));
  }

  static MLTrain irises() {
    BasicNetwork irises = EncogUtility.simpleFeedForward(4, 7, 5, 3, false);
    Propagation train = new ResilientPropagation(irises, rows(30, 4, 3));
    train.setThreadCount(1);
    return train;
  }
}

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import smile.base.mlp.HiddenLayerBuilder;
import smile.base.mlp.Layer;
import smile.base.mlp.LayerBuilder;
import smile.base.mlp.MultilayerPerceptron;
import smile.base.mlp.OutputFunction;
import smile.classification.MLP;
import smile.math.MathEx;
import smile.util.function.TimeFunction;

/** Smile as its users write it: each program ends in the perceptron, set up to be taught. */
final class SmileUsers {

  private static final int INPUT_LAYER_SIZE = 6;
  private static final int HIDDEN_LAYER_SIZE = 20;
  private static final int EPOCHS = 3;

  private SmileUsers() {}

  private static double[][] rows(int n, int p) {
    double[][] x = new double[n][p];
    for (double[] row : x) {
      for (int j = 0; j < p; j++) {
        row[j] = MathEx.random();
      }
    }
    return x;
  }

  private static int[] labels(int n, int k) {
    int[] y = new int[n];
    for (int i = 0; i < n; i++) {
      y[i] = i % k;
    }
    return y;
  }

  static MultilayerPerceptron flights() {
    MLP mlp =
        new MLP(
            Layer.input(INPUT_LAYER_SIZE),
            Layer.sigmoid(HIDDEN_LAYER_SIZE),
            Layer.mle(1, OutputFunction.SIGMOID));
    mlp.setLearningRate(TimeFunction.constant(0.1));
    mlp.setMomentum(TimeFunction.constant(0.0));
    double[][] x = rows(20, INPUT_LAYER_SIZE);
    int[] y = labels(20, 2);
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      mlp.update(x, y);
    }
    return mlp;
  }

  static MultilayerPerceptron spells() {
    int k = 12;
    LayerBuilder[] layers = Layer.of(k, 40, "ReLU(64)|Sigmoid(30)");
    MLP network = new MLP(layers);
    network.setLearningRate(TimeFunction.linear(0.01, 20000, 0.001));
    network.setRMSProp(0.9, 1E-6);
    return network;
  }

  /** Written out with its package, since the class has the same name as the project's own. */
  static MultilayerPerceptron fitted() {
    Properties props = new Properties();
    props.setProperty("smile.mlp.layers", "Tanh(24)|ReLU(12)");
    props.setProperty("smile.mlp.epochs", "2");
    props.setProperty("smile.mlp.mini_batch", "16");
    props.setProperty("smile.mlp.learning_rate", "linear(0.05, 500, 0.01)");
    props.setProperty("smile.mlp.weight_decay", "0.001");
    return smile.classification.MLP.fit(rows(48, 5), labels(48, 3), props);
  }

  static MultilayerPerceptron longley() {
    smile.regression.MLP model =
        new smile.regression.MLP(
            Layer.input(6),
            Layer.rectifier(30),
            Layer.sigmoid(30),
            Layer.mse(1, OutputFunction.LINEAR));
    model.setLearningRate(TimeFunction.constant(0.01));
    model.setWeightDecay(0.1);
    return model;
  }

  static MultilayerPerceptron averaged() {
    var net =
        new MLP(
            Layer.input(36, 0.1),
            Layer.rectifier(72, 0.5),
            Layer.rectifier(36, 0.5),
            Layer.mle(6, OutputFunction.SOFTMAX));
    net.setLearningRate(TimeFunction.exp(0.001, 4000, 0.0001));
    net.setRMSProp(0.95, 1e-8);
    net.setClipNorm(1.0);
    return net;
  }

  static MultilayerPerceptron clipped() {
    smile.regression.MLP net =
        new smile.regression.MLP(Layer.input(12), Layer.tanh(24), Layer.leaky(12, 0.0, 0.02));
    net.setLearningRate(TimeFunction.inverse(0.05, 1000));
    net.setMomentum(TimeFunction.piecewise(new int[] {500}, new double[] {0.5, 0.9}));
    net.setClipValue(0.25);
    return net;
  }

  /** Hidden layers come from a list, so the array of builders is put together first. */
  private static MLP build(int inputs, List<Integer> hidden, int classes) {
    LayerBuilder[] builders = new LayerBuilder[hidden.size() + 2];
    builders[0] = Layer.input(inputs);
    for (int i = 0; i < hidden.size(); i++) {
      builders[i + 1] = Layer.rectifier(hidden.get(i));
    }
    builders[builders.length - 1] = Layer.mle(classes, OutputFunction.SOFTMAX);
    return new MLP(builders);
  }

  static MultilayerPerceptron stacked() {
    List<Integer> sizes = new ArrayList<>();
    for (int size = 128; size >= 32; size /= 2) {
      sizes.add(size);
    }
    MLP stacked = build(784, sizes, 10);
    stacked.setLearningRate(TimeFunction.polynomial(0.9, 0.05, 10000, 0.005));
    return stacked;
  }

  static MultilayerPerceptron unstated() {
    return new MLP(Layer.input(4), Layer.tanh(8), Layer.mle(3, OutputFunction.SOFTMAX));
  }

  static MultilayerPerceptron spoken() {
    HiddenLayerBuilder hidden = Layer.sigmoid(18);
    MLP net =
        new MLP(Layer.input(60), hidden, Layer.sigmoid(9), Layer.mle(1, OutputFunction.SIGMOID));
    net.setLearningRate(TimeFunction.of("exp(0.2, 1000, 0.1)"));
    net.setMomentum(TimeFunction.of("0.5"));
    net.setRMSProp(0.0, 1e-7);
    return net;
  }

  static MultilayerPerceptron options() {
    double[] y = new double[40];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.sin(i);
    }
    Properties params = new Properties();
    params.setProperty("smile.mlp.layers", "Sigmoid(16)");
    params.setProperty("smile.mlp.epochs", "1");
    params.setProperty("smile.mlp.learning_rate", "0.02");
    params.setProperty("smile.mlp.RMSProp.rho", "0.9");
    params.setProperty("smile.mlp.clip_norm", "0.5");
    return smile.regression.MLP.fit(rows(40, 7), y, params);
  }
}

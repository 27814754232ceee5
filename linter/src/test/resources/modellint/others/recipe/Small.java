import deepnetts.net.NeuralNetwork;
import deepnetts.net.layers.AbstractLayer;
import deepnetts.net.layers.ConvolutionalLayer;
import deepnetts.net.layers.MaxPoolingLayer;
import deepnetts.net.train.BackpropagationTrainer;
import deepnetts.net.train.opt.OptimizerType;
import deepnetts.util.Tensor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.encog.neural.networks.BasicNetwork;
import org.neuroph.core.Connection;
import org.neuroph.core.Neuron;
import org.neuroph.nnet.MultiLayerPerceptron;
import org.neuroph.nnet.comp.neuron.BiasNeuron;
import org.neuroph.nnet.learning.MomentumBackpropagation;

/** What the small libraries say of their networks. */
class Small {

  private Small() {}

  static Object field(Object of, String name) throws Exception {
    for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
      for (Field it : type.getDeclaredFields()) {
        if (it.getName().equals(name)) {
          it.setAccessible(true);
          return it.get(of);
        }
      }
    }
    throw new NoSuchFieldException(name);
  }

  /** A setting that is off where it is zero. */
  static String some(Object of, String name) throws Exception {
    double value = Double.parseDouble(field(of, name).toString());
    return value > 0 ? Double.toString(value) : "";
  }

  private static Record.Network summed(List<Record.Layer> layers, String... training) {
    long sum = layers.stream().mapToLong(Record.Layer::parameters).sum();
    return new Record.Network(layers, sum, sum, List.of(training));
  }

  static Record.Network smile(smile.classification.MLP network) throws Exception {
    var layers = new ArrayList<Record.Layer>();
    var all = new ArrayList<Object>(Arrays.asList((Object[]) field(network, "net")));
    if (all.get(0) instanceof smile.base.mlp.InputLayer) {
      all.remove(0);
    }
    if (!all.contains(field(network, "output"))) {
      all.add(field(network, "output"));
    }
    for (Object it : all) {
      var layer = (smile.base.mlp.Layer) it;
      var weight = (smile.math.matrix.Matrix) field(layer, "weight");
      double[] numbers =
          IntStream.range(0, weight.nrow())
              .boxed()
              .flatMapToDouble(
                  row -> IntStream.range(0, weight.ncol()).mapToDouble(at -> weight.get(row, at)))
              .toArray();
      int biases = ((double[]) field(layer, "bias")).length;
      String name = layer.toString().replaceAll("\\(.*", "");
      String units = Integer.toString(layer.getOutputSize());
      layers.add(new Record.Layer(units, word(name), numbers.length + biases, numbers));
    }
    String schedule = field(network, "learningRate").toString().replaceAll("\\(.*", "");
    return summed(
        layers,
        (double) field(network, "rho") > 0 ? "rmsprop" : "sgd",
        Double.toString(network.getLearningRate()),
        Double.toString(network.getMomentum()),
        schedule.replace("LinearDecay", "linear"),
        some(network, "clipValue") + some(network, "clipNorm"),
        "",
        "",
        some(network, "lambda"),
        network.toString().contains("SOFTMAX") && network.toString().contains("LIKELIHOOD")
            ? "softmax-cross-entropy"
            : network.toString());
  }

  /** The name of a function in the words of ONNX. */
  static String word(String name) {
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    return lower.isEmpty() ? "" : Character.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }

  static Record.Network neuroph(MultiLayerPerceptron network) {
    var layers = new ArrayList<Record.Layer>();
    for (var layer : network.getLayers().subList(1, network.getLayersCount())) {
      var weights = new ArrayList<Double>();
      int units = 0;
      long sum = 0;
      String function = "";
      for (Neuron neuron : layer.getNeurons()) {
        if (neuron instanceof BiasNeuron) {
          continue;
        }
        units++;
        sum += neuron.getInputConnections().size();
        function = neuron.getTransferFunction().getClass().getSimpleName();
        for (Connection it : neuron.getInputConnections()) {
          weights.add(it.getWeight().getValue());
        }
      }
      double[] numbers = weights.stream().mapToDouble(it -> it).toArray();
      layers.add(new Record.Layer("" + units, function, sum, numbers));
    }
    var rule = (MomentumBackpropagation) network.getLearningRule();
    return summed(
        layers,
        "momentum",
        Double.toString(rule.getLearningRate()),
        Double.toString(rule.getMomentum()),
        "",
        "",
        "",
        "",
        "",
        rule.getErrorFunction().getClass().getSimpleName().replace("MeanSquaredError", "mse"));
  }

  /** How it is trained its networks do not know: resilient propagation has no rate. */
  static Record.Network encog(BasicNetwork network) {
    var layers = new ArrayList<Record.Layer>();
    for (int layer = 1; layer < network.getLayerCount(); layer++) {
      int before = layer - 1;
      int from = network.getLayerNeuronCount(before);
      int to = network.getLayerNeuronCount(layer);
      double[] weights =
          IntStream.range(0, from * to)
              .mapToDouble(it -> network.getWeight(before, it / to, it % to))
              .toArray();
      String name = network.getActivation(layer).getClass().getSimpleName();
      layers.add(
          new Record.Layer(
              "" + to,
              word(name.replace("Activation", "")),
              weights.length + (network.isLayerBiased(before) ? to : 0),
              weights));
    }
    return summed(layers, "rprop", "", "", "", "", "", "", "", "mse");
  }

  static Record.Network deepNetts(NeuralNetwork<?> network) throws Exception {
    var layers = new ArrayList<Record.Layer>();
    for (AbstractLayer layer : network.getLayers().subList(1, network.getLayers().size())) {
      if (layer instanceof MaxPoolingLayer) {
        continue;
      }
      boolean images = layer instanceof ConvolutionalLayer;
      double[] weights =
          images
              ? Arrays.stream(((ConvolutionalLayer) layer).getFilters())
                  .map(Tensor::getValues)
                  .flatMapToDouble(Small::doubles)
                  .toArray()
              : doubles(layer.getWeights().getValues()).toArray();
      String shape =
          images
              ? layer.getDepth() + "x" + layer.getHeight() + "x" + layer.getWidth()
              : Integer.toString(layer.getWidth());
      long sum = weights.length + layer.getBiases().length;
      layers.add(new Record.Layer(shape, word(layer.getActivationType().name()), sum, weights));
    }
    var trainer = (BackpropagationTrainer) network.getTrainer();
    boolean momentum = trainer.getOptimizer() == OptimizerType.MOMENTUM;
    return summed(
        layers,
        trainer.getOptimizer().name().toLowerCase(java.util.Locale.ROOT),
        Float.toString(trainer.getLearningRate()),
        momentum ? Float.toString(trainer.getMomentum()) : "",
        "",
        "",
        some(trainer, "regL1"),
        some(trainer, "regL2"),
        "",
        network.getLossFunction().getClass().getSimpleName().startsWith("CrossEntropy")
            ? "softmax-cross-entropy"
            : network.getLossFunction().getClass().getSimpleName());
  }

  private static DoubleStream doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(it -> values[it]);
  }
}

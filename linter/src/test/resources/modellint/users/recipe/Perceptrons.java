import deepnetts.net.NeuralNetwork;
import deepnetts.net.layers.AbstractLayer;
import deepnetts.net.layers.ConvolutionalLayer;
import deepnetts.net.layers.MaxPoolingLayer;
import deepnetts.net.train.BackpropagationTrainer;
import deepnetts.net.train.opt.OptimizerType;
import deepnetts.util.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.encog.ml.train.MLTrain;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.training.LearningRate;
import org.encog.neural.networks.training.Momentum;
import org.neuroph.core.Connection;
import org.neuroph.core.Neuron;
import org.neuroph.core.learning.LearningRule;
import org.neuroph.core.learning.SupervisedLearning;
import org.neuroph.nnet.comp.layer.FeatureMapsLayer;
import org.neuroph.nnet.comp.layer.PoolingLayer;
import org.neuroph.nnet.comp.neuron.BiasNeuron;
import org.neuroph.nnet.learning.MomentumBackpropagation;
import smile.base.mlp.InputLayer;
import smile.base.mlp.MultilayerPerceptron;
import smile.math.matrix.Matrix;

/** What Smile, Neuroph, Encog and Deep Netts say of their networks. */
class Perceptrons {

  private Perceptrons() {}

  static RecordUsers.Network network(Object made) throws Exception {
    if (made instanceof MultilayerPerceptron it) {
      return smile(it);
    }
    if (made instanceof org.neuroph.core.NeuralNetwork<?> it) {
      return neuroph(it);
    }
    if (made instanceof MLTrain it) {
      return encog(it);
    }
    return made instanceof BackpropagationTrainer it
        ? deepNetts((NeuralNetwork<?>) RecordUsers.field(it, "neuralNet"), it)
        : deepNetts((NeuralNetwork<?>) made, trainer((NeuralNetwork<?>) made));
  }

  private static RecordUsers.Network smile(MultilayerPerceptron network) throws Exception {
    var layers = new ArrayList<RecordUsers.Layer>();
    var all = new ArrayList<Object>(List.of((Object[]) RecordUsers.field(network, "net")));
    all.removeIf(InputLayer.class::isInstance);
    Object output = RecordUsers.field(network, "output");
    if (!all.contains(output)) {
      all.add(output);
    }
    for (Object it : all) {
      var layer = (smile.base.mlp.Layer) it;
      var weight = (Matrix) RecordUsers.field(layer, "weight");
      double[] numbers =
          IntStream.range(0, weight.nrow() * weight.ncol())
              .mapToDouble(at -> weight.get(at / weight.ncol(), at % weight.ncol()))
              .toArray();
      int biases = ((double[]) RecordUsers.field(layer, "bias")).length;
      layers.add(
          new RecordUsers.Layer(
              "" + layer.getOutputSize(),
              RecordUsers.word(layer.toString()),
              numbers.length + biases,
              numbers));
    }
    Object schedule = RecordUsers.field(network, "learningRate");
    boolean averaged = RecordUsers.number(network, "rho") > 0;
    double norm = RecordUsers.number(network, "clipNorm");
    String head = network.toString();
    return RecordUsers.Network.summed(
        layers,
        averaged ? "rmsprop" : "sgd",
        Float.toString((float) ((smile.util.function.TimeFunction) schedule).apply(0)),
        RecordUsers.field(network, "momentum") instanceof smile.util.function.TimeFunction it
            ? Float.toString((float) it.apply(0))
            : "",
        schedule(schedule.toString()),
        RecordUsers.some(norm > 0 ? norm : RecordUsers.number(network, "clipValue")),
        "",
        "",
        // A step multiplies the weights by 1 - 2 rate lambda.
        RecordUsers.some(2 * RecordUsers.number(network, "lambda")),
        !head.contains("LIKELIHOOD")
            ? "mse"
            : head.contains("SOFTMAX") ? "softmax-cross-entropy" : "sigmoid-cross-entropy");
  }

  /** By the name of its factory; a constant prints as its number. */
  private static String schedule(String function) {
    return switch (function.replaceAll("\\(.*", "")) {
      case "LinearDecay" -> "linear";
      case "ExponentialDecay" -> "exp";
      case "InverseTimeDecay" -> "inverse";
      case "PolynomialDecay" -> "polynomial";
      default -> function.matches("[0-9.]+") ? "" : function;
    };
  }

  private static RecordUsers.Network neuroph(org.neuroph.core.NeuralNetwork<?> network) {
    var layers = new ArrayList<RecordUsers.Layer>();
    long sum = 0;
    for (var layer : network.getLayers().subList(1, network.getLayersCount())) {
      if (layer instanceof PoolingLayer) {
        continue;
      }
      List<Neuron> neurons =
          layer.getNeurons().stream().filter(it -> !(it instanceof BiasNeuron)).toList();
      sum += weights(neurons, it -> true).length;
      // The biases of maps are one for each pixel, and no layer's row counts them.
      double[] weights =
          weights(
              neurons,
              it ->
                  !(layer instanceof FeatureMapsLayer)
                      || !(it.getFromNeuron() instanceof BiasNeuron));
      String function = neurons.get(0).getTransferFunction().getClass().getSimpleName();
      layers.add(
          new RecordUsers.Layer(
              shape(layer, neurons.size()), RecordUsers.word(function), weights.length, weights));
    }
    return new RecordUsers.Network(layers, sum, sum, training(network));
  }

  private static double[] weights(List<Neuron> neurons, Predicate<Connection> counted) {
    return neurons.stream()
        .flatMap(it -> it.getInputConnections().stream())
        .filter(counted)
        .map(Connection::getWeight)
        .distinct()
        .mapToDouble(it -> it.getValue())
        .toArray();
  }

  private static List<String> training(org.neuroph.core.NeuralNetwork<?> network) {
    LearningRule rule = network.getLearningRule();
    boolean moving = rule instanceof MomentumBackpropagation;
    String name = rule.getClass().getSimpleName();
    boolean resilient = name.equals("ResilientPropagation");
    return List.of(
        resilient ? "rprop" : moving ? "momentum" : "sgd",
        resilient ? "" : Float.toString((float) ((SupervisedLearning) rule).getLearningRate()),
        moving ? Float.toString((float) ((MomentumBackpropagation) rule).getMomentum()) : "",
        "",
        "",
        "",
        "",
        "",
        "mse");
  }

  private static String shape(org.neuroph.core.Layer layer, int neurons) {
    if (!(layer instanceof FeatureMapsLayer it)) {
      return Integer.toString(neurons);
    }
    var side = it.getMapDimensions();
    return it.getNumberOfMaps() + "x" + side.getHeight() + "x" + side.getWidth();
  }

  private static RecordUsers.Network encog(MLTrain trainer) {
    var network = (BasicNetwork) trainer.getMethod();
    var layers = new ArrayList<RecordUsers.Layer>();
    for (int layer = 1; layer < network.getLayerCount(); layer++) {
      int before = layer - 1;
      int from = network.getLayerTotalNeuronCount(before);
      int to = network.getLayerNeuronCount(layer);
      int own = network.getLayerNeuronCount(before);
      double[] weights =
          IntStream.range(0, own * to)
              .mapToDouble(it -> network.getWeight(before, it / to, it % to))
              .toArray();
      String name = network.getActivation(layer).getClass().getSimpleName();
      layers.add(
          new RecordUsers.Layer(
              "" + to,
              RecordUsers.word(name.replace("Activation", "")),
              (long) from * to,
              weights));
    }
    trainer.iteration();
    String kind = trainer.getClass().getSimpleName();
    boolean stochastic = kind.equals("StochasticGradientDescent");
    boolean smart =
        trainer.getStrategies().stream()
            .anyMatch(it -> it.getClass().getSimpleName().startsWith("Smart"));
    String moment =
        kind.equals("Backpropagation") && !smart && trainer instanceof Momentum it
            ? Float.toString((float) it.getMomentum())
            : "";
    return RecordUsers.Network.summed(
        layers,
        switch (kind) {
          case "Backpropagation" -> "sgd";
          case "ResilientPropagation" -> "rprop";
          case "StochasticGradientDescent" ->
              rule(trainer).replace("Update", "").toLowerCase(Locale.ROOT);
          default -> kind.toLowerCase(Locale.ROOT);
        },
        // What QuickPropagation calls its rate bounds how much a step may grow.
        !smart && !kind.equals("QuickPropagation") && trainer instanceof LearningRate it
            ? Float.toString((float) it.getLearningRate())
            : "",
        moment,
        smart ? "SmartLearningRate" : "",
        "",
        "",
        "",
        "",
        stochastic ? "softmax-cross-entropy" : "mse");
  }

  private static String rule(Object trainer) {
    try {
      return RecordUsers.field(trainer, "updateRule").getClass().getSimpleName();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static BackpropagationTrainer trainer(NeuralNetwork<?> network) {
    return (BackpropagationTrainer) network.getTrainer();
  }

  private static RecordUsers.Network deepNetts(
      NeuralNetwork<?> network, BackpropagationTrainer trainer) throws Exception {
    var layers = new ArrayList<RecordUsers.Layer>();
    for (AbstractLayer layer : network.getLayers().subList(1, network.getLayers().size())) {
      if (layer instanceof MaxPoolingLayer) {
        continue;
      }
      boolean images = layer instanceof ConvolutionalLayer;
      double[] weights =
          images
              ? Arrays.stream(((ConvolutionalLayer) layer).getFilters())
                  .map(Tensor::getValues)
                  .flatMapToDouble(Perceptrons::doubles)
                  .toArray()
              : doubles(layer.getWeights().getValues()).toArray();
      String shape =
          images
              ? layer.getDepth() + "x" + layer.getHeight() + "x" + layer.getWidth()
              : Integer.toString(layer.getWidth());
      layers.add(
          new RecordUsers.Layer(
              shape,
              RecordUsers.word(layer.getActivationType().name()),
              weights.length + layer.getBiases().length,
              weights));
    }
    String loss = network.getLossFunction().getClass().getSimpleName();
    return RecordUsers.Network.summed(
        layers,
        trainer.getOptimizer().name().toLowerCase(Locale.ROOT),
        Float.toString(trainer.getLearningRate()),
        trainer.getOptimizer() == OptimizerType.MOMENTUM
            ? Float.toString(trainer.getMomentum())
            : "",
        "",
        "",
        // Kept by the trainer, read by no step.
        "",
        "",
        "",
        switch (loss) {
          case "CrossEntropyLoss" -> "softmax-cross-entropy";
          case "BinaryCrossEntropyLoss" -> "sigmoid-cross-entropy";
          case "MeanSquaredErrorLoss" -> "mse";
          default -> loss;
        });
  }

  private static DoubleStream doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(it -> values[it]);
  }
}

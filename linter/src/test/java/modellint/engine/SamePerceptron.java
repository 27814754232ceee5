package modellint.engine;

import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One perceptron, 64 units in every layer, weights from U(-limit, limit), plain descent: the
 * sources that a programmer would write for it with each library, as far as the library allows.
 *
 * @param hidden how many hidden layers
 * @param function {@code tanh}, {@code sigmoid} or, for Tribuo, {@code relu}, of the hidden layers
 * @param classes a softmax under cross-entropy; else the function again, under the squared error
 */
record SamePerceptron(int hidden, String function, boolean classes, double rate, double limit) {

  /** What Glorot and Bengio 2010 draw between layers of 64 units. */
  static final double GLOROT = StrictMath.sqrt(6.0 / 128);

  private String each(Function<Integer, String> layer) {
    return IntStream.rangeClosed(1, hidden).mapToObj(layer::apply).collect(Collectors.joining());
  }

  private String upper() {
    return function.toUpperCase(Locale.ROOT);
  }

  private static String type(String imports, String body) {
    return imports + "\nclass Net {\n  static void train() {\n" + body + "\n  }\n}\n";
  }

  String dl4j() {
    String output =
        classes
            ? "LossFunction.MCXENT).activation(Activation.SOFTMAX)"
            : "LossFunction.MSE).activation(Activation." + upper() + ")";
    return type(
        """
        import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
        import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
        import org.deeplearning4j.nn.conf.layers.*;
        import org.nd4j.linalg.activations.Activation;
        import org.nd4j.linalg.learning.config.Sgd;
        import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
        """,
        "var net = new NeuralNetConfiguration.Builder().updater(new Sgd("
            + rate
            + ")).weightInit(new UniformDistribution(-"
            + limit
            + ", "
            + limit
            + ")).activation(Activation."
            + upper()
            + ").list()\n"
            + each(it -> ".layer(new DenseLayer.Builder().nIn(64).nOut(64).build())\n")
            + ".layer(new OutputLayer.Builder("
            + output
            + ".nIn(64).nOut(64).build()).build();");
  }

  String smile() {
    return type(
        """
        import smile.base.mlp.*;
        import smile.classification.MLP;
        import smile.util.function.TimeFunction;
        """,
        "MLP net = new MLP(Layer.input(64), "
            + each(it -> "Layer." + function + "(64), ")
            + "Layer.mle(64, OutputFunction.SOFTMAX));\n"
            + "net.setLearningRate(TimeFunction.constant("
            + rate
            + "));");
  }

  String deepNetts() {
    String output =
        classes
            ? "SOFTMAX).lossFunction(LossType.CROSS_ENTROPY)"
            : upper() + ").lossFunction(LossType.MEAN_SQUARED_ERROR)";
    return type(
        """
        import deepnetts.net.FeedForwardNetwork;
        import deepnetts.net.layers.activation.ActivationType;
        import deepnetts.net.loss.LossType;
        """,
        "var net = FeedForwardNetwork.builder().addInputLayer(64)\n"
            + each(it -> ".addFullyConnectedLayer(64, ActivationType." + upper() + ")\n")
            + ".addOutputLayer(64, ActivationType."
            + output
            + ".build();\nnet.getTrainer().setLearningRate((float) "
            + rate
            + ");");
  }

  String encog() {
    String word = function.equals("tanh") ? "ActivationTANH" : "ActivationSigmoid";
    String trainer =
        classes
            ? "var train = new StochasticGradientDescent(net, null);\n"
                + "train.setUpdateRule(new MomentumUpdate());\n"
                + "train.setMomentum(0);\ntrain.setLearningRate("
                + rate
                + ");"
            : "var train = new Backpropagation(net, null, " + rate + ", 0);";
    return type(
        """
        import org.encog.engine.network.activation.*;
        import org.encog.mathutil.randomize.ConsistentRandomizer;
        import org.encog.neural.networks.BasicNetwork;
        import org.encog.neural.networks.layers.BasicLayer;
        import org.encog.neural.networks.training.propagation.back.Backpropagation;
        import org.encog.neural.networks.training.propagation.sgd.StochasticGradientDescent;
        import org.encog.neural.networks.training.propagation.sgd.update.MomentumUpdate;
        """,
        "BasicNetwork net = new BasicNetwork();\n"
            + "net.addLayer(new BasicLayer(null, false, 64));\n"
            + each(it -> "net.addLayer(new BasicLayer(new " + word + "(), false, 64));\n")
            + "net.addLayer(new BasicLayer(new "
            + (classes ? "ActivationSoftMax" : word)
            + "(), false, 64));\nnet.getStructure().finalizeStructure();\n"
            + "new ConsistentRandomizer(-"
            + limit
            + ", "
            + limit
            + ").randomize(net);\n"
            + trainer);
  }

  String neuroph() {
    return type(
        """
        import org.neuroph.nnet.MultiLayerPerceptron;
        import org.neuroph.nnet.learning.BackPropagation;
        import org.neuroph.util.TransferFunctionType;
        """,
        "var net = new MultiLayerPerceptron(TransferFunctionType."
            + upper()
            + ", 64, "
            + each(it -> "64, ")
            + "64);\nnet.randomizeWeights(-"
            + limit
            + ", "
            + limit
            + ");\nvar rule = new BackPropagation();\nrule.setLearningRate("
            + rate
            + ");\nnet.setLearningRule(rule);");
  }

  String tensorFlow() {
    String draw =
        "tf.variable(tf.math.mul(tf.math.sub(tf.random.randomUniform(tf.array(64, 64),"
            + " TFloat32.class), tf.constant(0.5f)), tf.constant((float) "
            + 2 * limit
            + ")))";
    String zero = "tf.variable(tf.zeros(tf.array(64), TFloat32.class))";
    String affine = "tf.math.add(tf.linalg.matMul(h%d, " + draw + "), " + zero + ")";
    String loss =
        classes
            ? "var loss = tf.math.mean(tf.nn.softmaxCrossEntropyWithLogits(sum, labels).loss(),"
                + " tf.constant(0));"
            : "var loss = new MeanSquaredError(tf).call(labels, tf.math." + function + "(sum));";
    return type(
        """
        import org.tensorflow.*;
        import org.tensorflow.framework.losses.MeanSquaredError;
        import org.tensorflow.framework.optimizers.*;
        import org.tensorflow.ndarray.Shape;
        import org.tensorflow.op.Ops;
        import org.tensorflow.op.core.Placeholder;
        import org.tensorflow.types.TFloat32;
        """,
        """
        Graph graph = new Graph();
        Ops tf = Ops.create(graph);
        var h0 = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 64)));
        var labels = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 64)));
        """
            + each(
                it ->
                    "var h%d = tf.math.%s(%s);\n".formatted(it, function, affine.formatted(it - 1)))
            + "var sum = "
            + affine.formatted(hidden)
            + ";\n"
            + loss
            + "\nnew GradientDescent(graph, (float) "
            + rate
            + ").minimize(loss);");
  }

  /** What Tribuo's factory builds: rectifiers, Glorot's truncated normal, biases of 0.1. */
  String tribuo() {
    return type(
        """
        import java.util.Map;
        import org.tribuo.interop.tensorflow.*;
        import org.tribuo.interop.tensorflow.example.*;
        """,
        "var graph = MLPExamples.buildMLPGraph(\"x\", 64, new int[] {"
            + each(it -> "64, ")
            + "}, 64);\nvar trainer = new TensorFlowTrainer<>(graph.graphDef, graph.outputName,"
            + " GradientOptimiser.GRADIENT_DESCENT, Map.of(\"learningRate\", (float) "
            + rate
            + "), new DenseFeatureConverter(\"x\"), new LabelConverter(), 16, 20, 16, -1);");
  }

  /** The same in Deeplearning4j. */
  String rectified() {
    return type(
        """
        import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
        import org.deeplearning4j.nn.conf.layers.*;
        import org.deeplearning4j.nn.weights.WeightInit;
        import org.nd4j.linalg.activations.Activation;
        import org.nd4j.linalg.learning.config.Sgd;
        import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
        """,
        "var net = new NeuralNetConfiguration.Builder().updater(new Sgd("
            + rate
            + ")).weightInit(WeightInit.XAVIER).biasInit(0.1)"
            + ".activation(Activation.RELU).list()\n"
            + each(it -> ".layer(new DenseLayer.Builder().nIn(64).nOut(64).build())\n")
            + ".layer(new OutputLayer.Builder(LossFunction.MCXENT)"
            + ".nIn(64).nOut(64).build()).build();");
  }
}

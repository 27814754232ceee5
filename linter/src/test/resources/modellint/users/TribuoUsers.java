import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.interop.tensorflow.DenseFeatureConverter;
import org.tribuo.interop.tensorflow.FeatureConverter;
import org.tribuo.interop.tensorflow.GradientOptimiser;
import org.tribuo.interop.tensorflow.ImageConverter;
import org.tribuo.interop.tensorflow.LabelConverter;
import org.tribuo.interop.tensorflow.MultiLabelConverter;
import org.tribuo.interop.tensorflow.OutputConverter;
import org.tribuo.interop.tensorflow.RegressorConverter;
import org.tribuo.interop.tensorflow.TensorFlowTrainer;
import org.tribuo.interop.tensorflow.example.CNNExamples;
import org.tribuo.interop.tensorflow.example.GraphDefTuple;
import org.tribuo.interop.tensorflow.example.MLPExamples;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.regression.Regressor;

/** Tribuo's TensorFlow as its users write it: each program ends in the trainer. */
final class TribuoUsers {

  private static final String INPUT_NAME = "input";
  private static final float EPSILON = 1e-6f;

  private TribuoUsers() {}

  static Trainer<Label> digits() {
    var mnistInputName = "MNIST_INPUT";
    var mnistMLPTuple =
        MLPExamples.buildMLPGraph(mnistInputName, 717, new int[] {300, 200, 30}, 10);
    var mnistDenseConverter = new DenseFeatureConverter(mnistInputName);
    var mnistOutputConverter = new LabelConverter();
    var gradAlgorithm = GradientOptimiser.ADAGRAD;
    var gradParams = Map.of("learningRate", 0.3f, "initialAccumulatorValue", 0.01f);
    return new TensorFlowTrainer<Label>(
        mnistMLPTuple.graphDef,
        mnistMLPTuple.outputName,
        gradAlgorithm,
        gradParams,
        mnistDenseConverter,
        mnistOutputConverter,
        16,
        20,
        16,
        -1);
  }

  static Trainer<Regressor> gaussian() {
    GraphDefTuple graphDefTuple = MLPExamples.buildMLPGraph(INPUT_NAME, 4, new int[] {50, 50}, 1);
    Map<String, Float> gradientParams = new HashMap<>();
    gradientParams.put("learningRate", 0.01f);
    gradientParams.put("initialAccumulatorValue", 0.1f);
    FeatureConverter denseConverter = new DenseFeatureConverter(INPUT_NAME);
    OutputConverter<Regressor> outputConverter = new RegressorConverter();
    return new TensorFlowTrainer<>(
        graphDefTuple.graphDef,
        graphDefTuple.outputName,
        GradientOptimiser.ADAGRAD,
        gradientParams,
        denseConverter,
        outputConverter,
        16,
        10,
        16,
        -1);
  }

  static Trainer<Label> neighbours() {
    var graph = MLPExamples.buildMLPGraph("MLP_NN", 60, new int[] {100, 50}, 2);
    var optAlg = GradientOptimiser.GRADIENT_DESCENT;
    var optAlgParameters = Map.of("learningRate", 0.1f);
    var featuresType = new DenseFeatureConverter(graph.inputName);
    return new TensorFlowTrainer<>(
        graph.graphDef,
        graph.outputName,
        optAlg,
        optAlgParameters,
        featuresType,
        new LabelConverter(),
        16,
        30,
        16,
        -1);
  }

  private static Trainer<Label> image(GradientOptimiser by, Map<String, Float> with) {
    var cnn = CNNExamples.buildLeNetGraph(INPUT_NAME, 28, 255, 10);
    var converter = new ImageConverter(cnn.inputName, 28, 28, 1);
    return new TensorFlowTrainer<>(
        cnn.graphDef, cnn.outputName, by, with, converter, new LabelConverter(), 16, 3, 16, -1);
  }

  static Trainer<Label> images() {
    return image(
        GradientOptimiser.ADAM,
        Map.of("learningRate", 0.001f, "betaOne", 0.9f, "betaTwo", 0.999f, "epsilon", EPSILON));
  }

  /** What the trainer is made of stands in fields, the layers in a list. */
  static final class Topics {
    private final List<Integer> hidden = new ArrayList<>();
    private final GradientOptimiser optimiser;
    private final Map<String, Float> settings;

    Topics(String optimiser, float rate) {
      this.optimiser = GradientOptimiser.valueOf(optimiser);
      this.settings = Map.of("learningRate", rate, "momentum", 0.9f);
    }

    Topics hidden(int width) {
      hidden.add(width);
      return this;
    }

    Trainer<MultiLabel> trainer(int words, int topics) {
      int[] sizes = hidden.stream().mapToInt(Integer::intValue).toArray();
      var tuple = MLPExamples.buildMLPGraph("words", words, sizes, topics);
      return new TensorFlowTrainer<>(
          tuple.graphDef,
          tuple.outputName,
          optimiser,
          settings,
          new DenseFeatureConverter("words"),
          new MultiLabelConverter(),
          32,
          5,
          64,
          -1);
    }
  }

  static Trainer<MultiLabel> topics() {
    return new Topics("NESTEROV", 0.02f).hidden(128).hidden(64).trainer(500, 12);
  }

  static Trainer<Label> averaged() {
    GraphDefTuple net = MLPExamples.buildMLPGraph("x", 24, new int[] {48, 48, 24}, 6);
    Map<String, Float> map =
        Map.ofEntries(
            Map.entry("learningRate", 5e-4f),
            Map.entry("decay", 0.9f),
            Map.entry("momentum", 0f),
            Map.entry("epsilon", 1e-7f));
    return new TensorFlowTrainer<>(
        net.graphDef,
        net.outputName,
        GradientOptimiser.RMSPROP,
        map,
        new DenseFeatureConverter("x"),
        new LabelConverter(),
        8,
        10,
        8,
        -1);
  }

  static Trainer<Regressor> houses() {
    final int features = 13;
    final int[] shape = new int[2];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = features * (2 - i);
    }
    var net = MLPExamples.buildMLPGraph(INPUT_NAME, features, shape, 1);
    return new TensorFlowTrainer<>(
        net.graphDef,
        net.outputName,
        GradientOptimiser.ADADELTA,
        Map.of("learningRate", 1.0f, "rho", 0.95f, "epsilon", EPSILON),
        new DenseFeatureConverter(INPUT_NAME),
        new RegressorConverter(),
        16,
        20,
        16,
        -1);
  }

  static Trainer<Label> sparse() {
    var net = MLPExamples.buildMLPGraph("clicks", 90, new int[] {30}, 2);
    return new TensorFlowTrainer<>(
        net.graphDef,
        net.outputName,
        GradientOptimiser.FTRL,
        Map.of(
            "learningRate", 0.05f,
            "learningRatePower", -0.5f,
            "initialAccumulatorValue", 0.1f,
            "l1Strength", 0.001f,
            "l2Strength", 0.01f,
            "l2ShrinkageRegularizationStrength", 0f),
        new DenseFeatureConverter("clicks"),
        new LabelConverter(),
        100,
        1,
        100,
        -1);
  }

  static Trainer<Label> small() {
    Map<String, Float> params = new HashMap<>(Map.of("learningRate", 0.002f));
    params.put("betaOne", 0.9f);
    params.put("betaTwo", 0.999f);
    params.put("epsilon", 1e-8f);
    var net = MLPExamples.buildMLPGraph(INPUT_NAME, 4, new int[] {20}, 3);
    return new TensorFlowTrainer<>(
        net.graphDef,
        net.outputName,
        GradientOptimiser.NADAM,
        params,
        new DenseFeatureConverter(INPUT_NAME),
        new LabelConverter(),
        16,
        20,
        16,
        -1);
  }

  static Trainer<Label> photographs() {
    var cnn = CNNExamples.buildLeNetGraph(INPUT_NAME, 32, 255, 5);
    return new TensorFlowTrainer<>(
        cnn.graphDef,
        cnn.outputName,
        GradientOptimiser.MOMENTUM,
        Map.of("learningRate", 0.01f, "momentum", 0.9f),
        new ImageConverter(cnn.inputName, 32, 32, 1),
        new LabelConverter(),
        16,
        3,
        16,
        -1);
  }
}

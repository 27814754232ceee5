package modellint.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/** The classes of Deeplearning4j that definitions are made of, and what their methods give. */
final class Dl4jApi implements Api {

  static final String CONF = "org.deeplearning4j.nn.conf.";
  static final String LAYERS = CONF + "layers.";
  static final String GLOBAL = CONF + "NeuralNetConfiguration.Builder";
  static final String LIST = CONF + "NeuralNetConfiguration.ListBuilder";
  static final String TRANSFER = "org.deeplearning4j.nn.transferlearning.TransferLearning.";
  static final String GRAPH = CONF + "ComputationGraphConfiguration.GraphBuilder";

  /** The library's own pair, under two packages in its history. */
  private static final String PAIR = ".primitives.Pair";

  /** Methods of a builder that answer something else than the builder. */
  private static final Pattern LEAVING =
      Pattern.compile("list|graphBuilder|build|inputType|get[A-Z].*|clone");

  private static final Set<String> CLASSES =
      Stream.of(
              in(
                  CONF,
                  "NeuralNetConfiguration MultiLayerConfiguration ComputationGraphConfiguration"
                      + " BackpropType ConvolutionMode GradientNormalization CacheMode"
                      + " WorkspaceMode Updater LearningRatePolicy CNN2DFormat RNNFormat"
                      + " InputPreProcessor"),
              in(CONF + "inputs.", "InputType"),
              in(
                  LAYERS,
                  "ActivationLayer AutoEncoder BatchNormalization CapsuleLayer"
                      + " CapsuleStrengthLayer CenterLossOutputLayer Cnn3DLossLayer CnnLossLayer"
                      + " Convolution1D Convolution1DLayer Convolution2D Convolution3D"
                      + " ConvolutionLayer Deconvolution2D Deconvolution3D DenseLayer"
                      + " DepthwiseConvolution2D DropoutLayer EmbeddingLayer"
                      + " EmbeddingSequenceLayer GlobalPoolingLayer GravesBidirectionalLSTM"
                      + " GravesLSTM LSTM LearnedSelfAttentionLayer LocalResponseNormalization"
                      + " LocallyConnected1D LocallyConnected2D LossLayer OutputLayer PReLULayer"
                      + " Pooling1D Pooling2D PoolingType PrimaryCapsules RBM"
                      + " RecurrentAttentionLayer RnnLossLayer RnnOutputLayer SelfAttentionLayer"
                      + " SeparableConvolution2D SpaceToBatchLayer SpaceToDepthLayer"
                      + " Subsampling1DLayer Subsampling3DLayer SubsamplingLayer Upsampling1D"
                      + " Upsampling2D Upsampling3D ZeroPadding1DLayer ZeroPadding3DLayer"
                      + " ZeroPaddingLayer Layer FeedForwardLayer BaseLayer"),
              in(
                  LAYERS + "misc.",
                  "ElementWiseMultiplicationLayer FrozenLayer FrozenLayerWithBackprop"
                      + " RepeatVector"),
              in(LAYERS + "recurrent.", "Bidirectional LastTimeStep SimpleRnn TimeDistributed"),
              in(LAYERS + "convolutional.", "Cropping1D Cropping2D Cropping3D"),
              in(LAYERS + "util.", "MaskLayer MaskZeroLayer"),
              in(LAYERS + "objdetect.", "Yolo2OutputLayer"),
              in(
                  LAYERS + "variational.",
                  "VariationalAutoencoder BernoulliReconstructionDistribution"
                      + " GaussianReconstructionDistribution ExponentialReconstructionDistribution"
                      + " CompositeReconstructionDistribution LossFunctionWrapper"),
              in(
                  LAYERS + "samediff.",
                  "SameDiffLayer SameDiffLambdaLayer SameDiffOutputLayer SameDiffVertex"
                      + " SameDiffLambdaVertex"),
              in(
                  CONF + "graph.",
                  "AttentionVertex ElementWiseVertex L2NormalizeVertex L2Vertex MergeVertex"
                      + " PoolHelperVertex PreprocessorVertex ReshapeVertex ScaleVertex ShiftVertex"
                      + " StackVertex SubsetVertex UnstackVertex LayerVertex GraphVertex"),
              in(
                  CONF + "graph.rnn.",
                  "DuplicateToTimeSeriesVertex LastTimeStepVertex ReverseTimeSeriesVertex"),
              in(
                  CONF + "preprocessor.",
                  "Cnn3DToFeedForwardPreProcessor CnnToFeedForwardPreProcessor"
                      + " CnnToRnnPreProcessor ComposableInputPreProcessor"
                      + " FeedForwardToCnn3DPreProcessor FeedForwardToCnnPreProcessor"
                      + " FeedForwardToRnnPreProcessor RnnToCnnPreProcessor"
                      + " RnnToFeedForwardPreProcessor"),
              in(
                  CONF + "distribution.",
                  "BinomialDistribution ConstantDistribution Distribution GaussianDistribution"
                      + " LogNormalDistribution NormalDistribution OrthogonalDistribution"
                      + " TruncatedNormalDistribution UniformDistribution"),
              in(
                  CONF + "dropout.",
                  "AlphaDropout Dropout GaussianDropout GaussianNoise IDropout SpatialDropout"),
              in(
                  CONF + "constraint.",
                  "MaxNormConstraint MinMaxNormConstraint NonNegativeConstraint"
                      + " UnitNormConstraint"),
              in(CONF + "weightnoise.", "DropConnect WeightNoise"),
              in(
                  "org.deeplearning4j.nn.weights.",
                  "WeightInit IWeightInit WeightInitConstant WeightInitDistribution"
                      + " WeightInitIdentity WeightInitLecunUniform WeightInitNormal"
                      + " WeightInitRelu WeightInitReluUniform WeightInitSigmoidUniform"
                      + " WeightInitUniform WeightInitVarScalingNormalFanAvg"
                      + " WeightInitVarScalingNormalFanIn WeightInitVarScalingNormalFanOut"
                      + " WeightInitVarScalingUniformFanAvg WeightInitVarScalingUniformFanIn"
                      + " WeightInitVarScalingUniformFanOut WeightInitXavier"
                      + " WeightInitXavierLegacy WeightInitXavierUniform"),
              in(
                  "org.deeplearning4j.nn.transferlearning.",
                  "TransferLearning FineTuneConfiguration TransferLearningHelper"),
              in("org.deeplearning4j.nn.multilayer.", "MultiLayerNetwork"),
              in("org.deeplearning4j.nn.graph.", "ComputationGraph"),
              in("org.deeplearning4j.nn.api.", "OptimizationAlgorithm Model"),
              in("org.nd4j.linalg.activations.", "Activation IActivation"),
              in(
                  "org.nd4j.linalg.activations.impl.",
                  "ActivationCube ActivationELU ActivationGELU ActivationHardSigmoid"
                      + " ActivationHardTanH ActivationIdentity ActivationLReLU ActivationMish"
                      + " ActivationPReLU ActivationRReLU ActivationRationalTanh ActivationReLU"
                      + " ActivationReLU6 ActivationRectifiedTanh ActivationSELU"
                      + " ActivationSigmoid ActivationSoftPlus ActivationSoftSign"
                      + " ActivationSoftmax ActivationSwish ActivationTanH"
                      + " ActivationThresholdedReLU"),
              in(
                  "org.nd4j.linalg.learning.config.",
                  "AMSGrad AdaBelief AdaDelta AdaGrad AdaMax Adam IUpdater Nadam Nesterovs NoOp"
                      + " RmsProp Sgd"),
              in(
                  "org.nd4j.linalg.schedule.",
                  "CycleSchedule ExponentialSchedule FixedSchedule ISchedule InverseSchedule"
                      + " MapSchedule PolySchedule RampSchedule ScheduleType SigmoidSchedule"
                      + " StepSchedule"),
              in("org.nd4j.linalg.lossfunctions.", "LossFunctions ILossFunction"),
              in(
                  "org.nd4j.linalg.lossfunctions.impl.",
                  "LossBinaryXENT LossCosineProximity LossFMeasure LossHinge LossKLD LossL1 LossL2"
                      + " LossMAE LossMAPE LossMCXENT LossMSE LossMSLE LossMixtureDensity"
                      + " LossMultiLabel LossNegativeLogLikelihood LossPoisson LossSparseMCXENT"
                      + " LossSquaredHinge LossWasserstein"))
          .flatMap(it -> it)
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> SIMPLE =
      CLASSES.stream()
          .map(it -> it.substring(it.lastIndexOf('.') + 1))
          .collect(Collectors.toUnmodifiableSet());

  private static Stream<String> in(String prefix, String names) {
    return Stream.of(names.split(" ")).map(name -> prefix + name);
  }

  /** What stands alone elsewhere is nested in no class, but for the kinds of pooling. */
  @Override
  public boolean has(String type) {
    int dot = type.lastIndexOf('.');
    if (dot < 0 || CLASSES.contains(type)) {
      return dot >= 0;
    }
    String simple = type.substring(dot + 1);
    boolean alone = SIMPLE.contains(simple) && !simple.equals("PoolingType");
    return !alone && has(type.substring(0, dot));
  }

  @Override
  public Optional<Value> constant(String type, String name) {
    return Updaters.constant(type, name);
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    if (receiver.type().equals(GRAPH) && call.method().equals("getVertices")) {
      var vertices = new LinkedHashMap<Value, Value>();
      receiver.calls().stream()
          .filter(it -> it.method().matches("(add|append)?(Layer|layer|Vertex)"))
          .forEach(it -> vertices.put(it.argument(0), new Value.Nothing()));
      return Optional.of(new Value.Table(vertices));
    }
    if (call.method().equals("getLayerName") && receiver.origin() instanceof Origin.Result built) {
      return built.receiver().calls().subList(0, built.before()).stream()
          .filter(it -> it.method().equals("name") && it.certain())
          .reduce((a, b) -> b)
          .map(it -> it.argument(0));
    }
    if (receiver.type().endsWith(PAIR)) {
      List<Value> both = receiver.origin().arguments();
      int index = call.method().matches("get(First|Key|Left)") ? 0 : 1;
      return index < both.size() ? Optional.of(both.get(index)) : Optional.empty();
    }
    boolean fluent =
        (receiver.type().endsWith("Builder") || receiver.type().endsWith("Builder$"))
            && !LEAVING.matcher(call.method()).matches();
    return fluent ? Optional.of(receiver) : Optional.empty();
  }

  @Override
  public String resultType(String receiver, String method) {
    return switch (method) {
      case "list" -> receiver.equals(GLOBAL) ? LIST : "";
      case "graphBuilder" -> receiver.equals(GLOBAL) ? GRAPH : "";
      case "build" ->
          receiver.equals(LIST)
              ? CONF + "MultiLayerConfiguration"
              : receiver.equals(TRANSFER + "Builder")
                  ? "org.deeplearning4j.nn.multilayer.MultiLayerNetwork"
                  : receiver.equals(TRANSFER + "GraphBuilder")
                      ? "org.deeplearning4j.nn.graph.ComputationGraph"
                      : receiver.endsWith("Builder")
                          ? receiver.substring(0, receiver.lastIndexOf('.'))
                          : "";
      default -> "";
    };
  }

  /** A constant of an enum by its name. */
  @Override
  public Optional<Value> staticResult(String type, String method, List<Value> arguments) {
    boolean named = arguments.size() == 1 && has(type) && arguments.get(0) instanceof Value.Text;
    return switch (method) {
      case "valueOf" -> named ? Optional.of(constant(type, arguments, false)) : Optional.empty();
      case "fromString" -> named ? Optional.of(constant(type, arguments, true)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Value constant(String type, List<Value> name, boolean capital) {
    String text = name.get(0).text().orElse("");
    return new Value.Constant(type, capital ? text.toUpperCase(Locale.ROOT) : text);
  }

  @Override
  public String staticResultType(String type, String method) {
    if (type.endsWith(PAIR)) {
      return type;
    }
    return method.equals("builder") && has(type) ? type + ".Builder" : "";
  }

  @Override
  public Optional<Boolean> isA(String type, String other) {
    return CLASSES.contains(type) ? Kinship.of(type, other) : Optional.empty();
  }

  /** The simple name of a class of the library; empty for any other. */
  static Optional<String> simple(String type) {
    return CLASSES.contains(type)
        ? Optional.of(type.substring(type.lastIndexOf('.') + 1))
        : Optional.empty();
  }

  /** Names for the evaluator to look for: what only a definition calls. */
  static Set<String> marks() {
    return Set.of(
        "list",
        "graphBuilder",
        "GraphBuilder",
        "fineTuneConfiguration",
        "TransferLearning",
        "setFeatureExtractor",
        "nOutReplace",
        "removeOutputLayer",
        "removeLayersFromOutput");
  }

  static Map<String, String> aliases() {
    return Map.of(
        "Convolution2D", "ConvolutionLayer",
        "Pooling2D", "SubsamplingLayer",
        "Convolution1D", "Convolution1DLayer",
        "Pooling1D", "Subsampling1DLayer");
  }

  /** The elements of {@code value}, or it alone. */
  static List<Value> spread(List<Value> values) {
    return values.stream()
        .flatMap(it -> it.elements().map(List::stream).orElse(Stream.of(it)))
        .toList();
  }
}

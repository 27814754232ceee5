package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Function;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/** The classes of DJL that definitions are made of, and what their methods give. */
sealed class DjlApi implements Api permits Walk {

  static final String NN = "ai.djl.nn.";
  static final String SEQUENTIAL = NN + "SequentialBlock";
  static final String PARALLEL = NN + "ParallelBlock";
  static final String LAMBDA = NN + "LambdaBlock";
  static final String PARAMETER = NN + "Parameter";
  static final String ARRAY = "ai.djl.ndarray.NDArray";
  static final String ARRAYS = "ai.djl.ndarray.NDList";
  static final String SHAPE = "ai.djl.ndarray.types.Shape";
  static final String MODEL = "ai.djl.Model";
  static final String TRAINER = "ai.djl.training.Trainer";
  static final String CONFIG = "ai.djl.training.DefaultTrainingConfig";
  static final String BERT = NN + "transformer.BertBlock";
  static final String MLP = "ai.djl.basicmodelzoo.basic.Mlp";
  private static final String OPTIMIZER = "ai.djl.training.optimizer.";
  private static final String TRACKER = "ai.djl.training.tracker.";

  private static final Set<String> CLASSES =
      Stream.of(
              in("ai.djl.", "Model Device"),
              in("ai.djl.ndarray.", "NDArray NDArrays NDList NDManager"),
              in("ai.djl.ndarray.index.", "NDIndex"),
              in("ai.djl.ndarray.types.", "Shape DataType LayoutType SparseFormat"),
              in(
                  NN,
                  "AbstractBaseBlock AbstractBlock AbstractSymbolBlock Activation Block BlockList"
                      + " Blocks LambdaBlock ParallelBlock Parameter ParameterList SequentialBlock"
                      + " SymbolBlock"),
              in(
                  NN + "convolutional.",
                  "Conv1d Conv1dTranspose Conv2d Conv2dTranspose Conv3d Convolution Deconvolution"),
              in(
                  NN + "core.",
                  "ConstantEmbedding Embedding Linear LinearCollection Multiplication Prelu"
                      + " SparseMax"),
              in(NN + "norm.", "BatchNorm Dropout GhostBatchNorm LayerNorm"),
              in(NN + "pooling.", "Pool"),
              in(NN + "recurrent.", "GRU LSTM RNN RecurrentBlock"),
              in(
                  NN + "transformer.",
                  "BertBlock IdEmbedding PointwiseFeedForwardBlock ScaledDotProductAttentionBlock"
                      + " TransformerEncoderBlock"),
              in("ai.djl.modality.nlp.embedding.", "TrainableWordEmbedding TrainableTextEmbedding"),
              in("ai.djl.modality.cv.", "MultiBoxPrior"),
              in("ai.djl.modality.cv.util.", "NDImageUtils"),
              in("ai.djl.basicmodelzoo.basic.", "Mlp"),
              in(
                  "ai.djl.training.",
                  "DefaultTrainingConfig EasyTrain ParameterStore Trainer TrainingConfig"),
              in(
                  "ai.djl.training.initializer.",
                  "ConstantInitializer Initializer NormalInitializer TruncatedNormalInitializer"
                      + " UniformInitializer XavierInitializer"),
              in(
                  "ai.djl.training.loss.",
                  "AbstractCompositeLoss ElasticNetWeightDecay HingeLoss IndexLoss L1Loss"
                      + " L1WeightDecay L2Loss L2WeightDecay Loss MaskedSoftmaxCrossEntropyLoss"
                      + " QuantileL1Loss SigmoidBinaryCrossEntropyLoss SimpleCompositeLoss"
                      + " SingleShotDetectionLoss SoftmaxCrossEntropyLoss TabNetClassificationLoss"
                      + " TabNetRegressionLoss YOLOv3Loss"),
              in(OPTIMIZER, "Adadelta Adagrad Adam AdamW Nag Optimizer RmsProp Sgd"),
              in(
                  TRACKER,
                  "CosineTracker CyclicalTracker FactorTracker FixedPerVarTracker FixedTracker"
                      + " LinearTracker MultiFactorTracker ParameterTracker PolynomialDecayTracker"
                      + " Tracker WarmUpTracker"),
              in("ai.djl.util.", "Pair PairList"))
          .flatMap(it -> it)
          .collect(Collectors.toUnmodifiableSet());

  static final String ZOO = "ai.djl.basicmodelzoo.cv.";

  /** Models of the zoo, which are read where their source is at hand. */
  private static final Set<String> MODELS =
      Stream.concat(
              in(
                  ZOO + "classification.",
                  "AlexNet GoogLeNet LeNet MobileNetV1 MobileNetV2 NiN ResNetV1 SqueezeNet VGG"),
              in(ZOO + "object_detection.", "ssd.SingleShotDetection yolo.YOLOV3"))
          .collect(Collectors.toUnmodifiableSet());

  private static Stream<String> in(String prefix, String names) {
    return Stream.of(names.split(" ")).map(name -> prefix + name);
  }

  /** Method and class names by which the evaluator finds the methods worth running. */
  static Set<String> marks() {
    return Set.of(
        "SequentialBlock",
        "ParallelBlock",
        "addChildBlock",
        "addParameter",
        "forwardInternal",
        "addSingleton",
        "setUnits",
        "setFilters",
        "setStateSize",
        "batchFlattenBlock",
        "newTrainer",
        "DefaultTrainingConfig",
        "Mlp",
        "setBlock");
  }

  @Override
  public final boolean has(String type) {
    for (String at = type; at.contains("."); at = at.substring(0, at.lastIndexOf('.'))) {
      if (CLASSES.contains(at) || MODELS.contains(at)) {
        return true;
      }
    }
    return false;
  }

  /** Packages that load, run and measure models: what they give depends on files and engines. */
  private static final List<String> MACHINERY =
      Stream.of("engine", "inference", "metric", "repository", "translate", "util")
          .map(it -> "ai.djl." + it + ".")
          .toList();

  /** Where the library itself is linted, its blocks are still what their native code does. */
  @Override
  public final boolean answersFor(String type) {
    boolean own = has(type) && !type.startsWith(ZOO);
    return own || MACHINERY.stream().anyMatch(type::startsWith);
  }

  private static final Map<String, Long> CONSTANTS =
      Map.ofEntries(
          Map.entry("Mnist.IMAGE_HEIGHT", 28L),
          Map.entry("Mnist.IMAGE_WIDTH", 28L),
          Map.entry("Mnist.NUM_CLASSES", 10L),
          Map.entry("FashionMnist.IMAGE_HEIGHT", 28L),
          Map.entry("FashionMnist.IMAGE_WIDTH", 28L),
          Map.entry("FashionMnist.NUM_CLASSES", 10L),
          Map.entry("Cifar10.IMAGE_HEIGHT", 32L),
          Map.entry("Cifar10.IMAGE_WIDTH", 32L),
          Map.entry("CaptchaDataset.IMAGE_HEIGHT", 60L),
          Map.entry("CaptchaDataset.IMAGE_WIDTH", 160L),
          Map.entry("CaptchaDataset.CAPTCHA_LENGTH", 6L),
          Map.entry("CaptchaDataset.CAPTCHA_OPTIONS", 12L));

  /** Sizes of the data sets that come with the library. */
  @Override
  public Optional<Value> constant(String type, String name) {
    String data = "ai.djl.basicdataset.cv.classification.";
    return type.startsWith(data)
        ? Optional.ofNullable(CONSTANTS.get(type.substring(data.length()) + "." + name))
            .map(Value.Whole::new)
        : Optional.empty();
  }

  /** The library's class that {@code object} is of or inherits from; empty for none. */
  static String kind(Obj object) {
    String type = object.type();
    if (type.isEmpty() || CLASSES.contains(type) || isFromAfar(object)) {
      return type;
    }
    List<String> ancestry = object.program().map(it -> it.ancestry(type)).orElse(List.of(type));
    String last = ancestry.get(ancestry.size() - 1);
    return CLASSES.contains(last) ? last : "";
  }

  private static boolean isFromAfar(Obj model) {
    return MODELS.contains(model.type())
        && model.program().flatMap(it -> it.declaration(model.type())).isEmpty();
  }

  @Override
  public Optional<Value> made(String type, List<Value> arguments) {
    if (!type.equals(ARRAYS)) {
      return Optional.empty();
    }
    List<Value> all = Sizes.spread(arguments);
    boolean capacity = all.size() == 1 && all.get(0).real().isPresent();
    return Optional.of(Value.Elements.of(capacity ? List.of() : all));
  }

  @Override
  public Optional<Value> onList(Value.Elements list, String method, List<Value> arguments) {
    return switch (method) {
      case "head" -> list.values().isEmpty() ? Optional.empty() : Optional.of(list.values().get(0));
      case "singletonOrThrow" ->
          list.values().size() == 1 ? Optional.of(list.values().get(0)) : Optional.empty();
      case "subNDList" ->
          arguments
              .get(0)
              .whole()
              .filter(it -> it >= 0 && it <= list.values().size())
              .map(
                  it ->
                      Value.Elements.of(
                          list.values().subList(it.intValue(), list.values().size())));
      case "getShapes" -> {
        List<Value> shapes = list.values().stream().flatMap(it -> filled(it).stream()).toList();
        yield shapes.size() == list.values().size()
            ? Optional.of(Value.Elements.of(shapes))
            : Optional.empty();
      }
      default -> Children.ofPairs(list, method, arguments);
    };
  }

  /** The shape that an array is filled with zeros or ones for. */
  private static Optional<Value> filled(Value array) {
    return array instanceof Obj it
            && it.origin() instanceof Origin.Result made
            && made.method().matches("zeros|ones")
            && !made.arguments().isEmpty()
            && Sizes.shape(made.arguments().get(0)).isPresent()
        ? Optional.of(made.arguments().get(0))
        : Optional.empty();
  }

  /** The block that a model was last given. */
  private static Optional<Value> given(Obj model) {
    List<Call> calls = model.calls("setBlock");
    return calls.isEmpty()
        ? Optional.empty()
        : Optional.of(calls.get(calls.size() - 1).argument(0));
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    String kind = kind(receiver);
    String method = call.method();
    if (kind.equals(SHAPE)) {
      return Shapes.result(receiver, call);
    }
    if (receiver.type().equals(PARAMETER) && receiver.origin() instanceof Origin.Made it) {
      return asked(it.arguments(), method);
    }
    if (kind.equals(BERT) && Bert.asked(Settings.of(receiver), method).isPresent()) {
      return Bert.asked(Settings.of(receiver), method);
    }
    if (method.equals("getBlock") && given(receiver).isPresent()) {
      return given(receiver);
    }
    if (method.equals("getShape") && filled(receiver).isPresent()) {
      return filled(receiver);
    }
    if (method.equals("addParameter")) {
      return Optional.of(call.argument(0));
    }
    if (method.startsWith("addChildBlock")) {
      return Optional.of(block(call.argument(1), method.endsWith("Singleton"), call.place()));
    }
    boolean builder = receiver.type().endsWith("Builder") && !method.matches("build|get[A-Z].*");
    boolean container =
        (kind.equals(SEQUENTIAL) || kind.equals(PARALLEL))
            && method.matches("add|addAll|addSingleton|setReturnIntermediate");
    boolean sum = method.equals("addLoss") && kind.endsWith(".SimpleCompositeLoss");
    boolean config = kind.equals(CONFIG) && method.matches("(opt|add)[A-Z].*");
    return builder || container || sum || config ? Optional.of(receiver) : Optional.empty();
  }

  /** What a predicate asks of a parameter that is made of its name and type to be asked. */
  private static Optional<Value> asked(List<Value> nameAndType, String method) {
    return switch (method) {
      case "getName" -> Optional.of(nameAndType.get(0));
      case "getType" -> Optional.of(nameAndType.get(1));
      default -> Optional.empty();
    };
  }

  /** A function as the block that a container makes of it. */
  static Value block(Value value, boolean singleton, Place.Line place) {
    if (!(value instanceof Function)) {
      return value;
    }
    return new Obj(
        LAMBDA,
        singleton
            ? new Origin.Static(LAMBDA, "singleton", List.of(value), place)
            : new Origin.Made(List.of(value), place));
  }

  /** {@code Parameter.Type.valueOf("WEIGHT")}, whose class is in no source. */
  @Override
  public Optional<Value> staticResult(String type, String method, List<Value> arguments) {
    boolean named = method.equals("valueOf") && arguments.size() == 1 && type.contains("Type");
    return named && has(type)
        ? arguments.get(0).text().map(it -> new Value.Constant(type, it))
        : Optional.empty();
  }

  @Override
  public String resultType(String receiver, String method) {
    return switch (method) {
      case "build" ->
          receiver.endsWith(".Builder")
              ? receiver.substring(0, receiver.length() - ".Builder".length())
              : "";
      case "newTrainer" -> TRAINER;
      default -> "";
    };
  }

  @Override
  public String staticResultType(String type, String method) {
    if (method.equals("builder") && has(type)) {
      return type + ".Builder";
    }
    return switch (type) {
      case NN + "Activation" ->
          method.equals("preluBlock") ? NN + "core.Prelu" : method.endsWith("Block") ? LAMBDA : "";
      case NN + "Blocks", NN + "pooling.Pool" -> method.endsWith("Block") ? LAMBDA : "";
      case LAMBDA -> LAMBDA;
      case MODEL -> method.equals("newInstance") ? MODEL : "";
      case OPTIMIZER + "Optimizer" ->
          switch (method) {
            case "sgd", "nag", "adam", "adagrad", "adadelta" ->
                OPTIMIZER
                    + Character.toUpperCase(method.charAt(0))
                    + method.substring(1)
                    + ".Builder";
            case "adamW" -> OPTIMIZER + "AdamW.Builder";
            case "rmsprop" -> OPTIMIZER + "RmsProp.Builder";
            default -> "";
          };
      case TRACKER + "Tracker" ->
          switch (method) {
            case "fixed" -> TRACKER + "FixedTracker";
            case "factor", "warmUp", "multiFactor", "cosine", "cyclical" ->
                TRACKER
                    + Character.toUpperCase(method.charAt(0))
                    + method.substring(1)
                    + "Tracker.Builder";
            default -> "";
          };
      case "ai.djl.training.loss.Loss" -> type;
      default -> "";
    };
  }

  /** The elements of a list that a call adds to a container: blocks and functions. */
  static List<Value> parts(List<Value> arguments) {
    return new ArrayList<>(Sizes.spread(arguments));
  }
}

package modellint.samediff;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;

/** What calls on graphs, their name spaces and their variables give. */
final class SameDiffApi implements Api {

  static final String GRAPH = "org.nd4j.autodiff.samediff.SameDiff";
  static final String VARIABLE = "org.nd4j.autodiff.samediff.SDVariable";
  static final String SPACE = "org.nd4j.autodiff.samediff.ops.SDOps";

  /** What an operation of several results gives before one of them is taken. */
  static final String RESULTS = VARIABLE + "[]";

  private static final String CONFIG = "org.nd4j.linalg.api.ops.impl.layers.convolution.config";
  private static final String RECURRENT = "org.nd4j.linalg.api.ops.impl.layers.recurrent.";

  private static final Set<String> SPACES =
      Set.of("nn", "math", "cnn", "rnn", "loss", "random", "image", "linalg", "bitwise");

  /** Methods of a graph that make variables or compute. */
  private static final String GIVES =
      "placeHolder|var|constant|one|zero|scalar|linspace|range|getVariable|convertTo(Variable"
          + "|Constant)|mmul|dot|tensorMmul|concat|stack|reshape|permute|transpose|squeeze"
          + "|expandDims|gather|castTo|identity|sum|mean|max|min|prod|norm1|norm2|normmax|squaredNorm"
          + "|standardDeviation|variance|argmax|argmin|slice|stridedSlice|tile|oneHot|onesLike"
          + "|zerosLike|clipByValue|clipByNorm|cumsum|cumprod|reverse|size|shape|rank|fill|repeat"
          + "|mergeAdd|segment\\w+|scatter\\w+|eq|neq|gt|gte|lt|lte|ifCond|flatten|any|all|assign"
          + "|unsorted\\w+|sequenceMask|replaceWhere|where|gatherNd|invertPermutation|scalar\\w+";

  /** Methods of a variable that ask for something else than a variable. */
  private static final String ASKS =
      "eval|name|dataType|is[A-Z]\\w*|getArr|getShape\\w*|getVar\\w*|placeholderShape|markAsLoss"
          + "|toString|hashCode|equals|hasGradient|setVarName|setShape|addControlDependency";

  private static final Vocabulary WORDS = new Vocabulary(classes(), Set.of());

  private static Set<String> classes() {
    var all = new HashMap<String, String>();
    all.put(
        "org.nd4j.autodiff.samediff", "SameDiff SDIndex SDVariable TrainingConfig VariableType");
    all.put("org.nd4j.autodiff.loss", "LossReduce");
    all.put("org.nd4j.linalg.api.buffer", "DataType");
    all.put("org.nd4j.linalg.factory", "Nd4j");
    all.put("org.nd4j.linalg.api.blas.params", "MMulTranspose");
    all.put("org.nd4j.enums", "WeightsFormat DataFormat PadMode");
    all.put(
        "org.nd4j.linalg.learning.regularization", "L1Regularization L2Regularization WeightDecay");
    all.put(
        "org.nd4j.linalg.api.rng.distribution.impl",
        "ConstantDistribution NormalDistribution OrthogonalDistribution"
            + " TruncatedNormalDistribution UniformDistribution");
    all.put(
        CONFIG,
        "Conv1DConfig Conv2DConfig Conv3DConfig DeConv2DConfig DeConv3DConfig"
            + " LocalResponseNormalizationConfig PaddingMode Pooling2DConfig Pooling3DConfig");
    all.put(
        RECURRENT + "config",
        "LSTMActivations LSTMConfiguration LSTMDataFormat LSTMDirectionMode LSTMLayerConfig"
            + " RnnDataFormat");
    all.put(RECURRENT + "weights", "GRUWeights LSTMLayerWeights LSTMWeights SRUWeights");
    all.put(
        InitSchemes.PACKAGE,
        "ConstantInitScheme DistributionInitScheme IdentityInitScheme LecunUniformInitScheme"
            + " NDArraySupplierInitScheme OneInitScheme ReluInitScheme ReluUniformInitScheme"
            + " SigmoidUniformInitScheme UniformInitScheme VarScalingNormalFanAvgInitScheme"
            + " VarScalingNormalFanInInitScheme VarScalingNormalFanOutInitScheme"
            + " VarScalingNormalUniformFanInInitScheme VarScalingNormalUniformFanOutInitScheme"
            + " VarScalingUniformFanAvgInitScheme XavierFanInInitScheme XavierInitScheme"
            + " XavierUniformInitScheme ZeroInitScheme");
    return Vocabulary.classes(all);
  }

  @Override
  public boolean has(String type) {
    return WORDS.has(type);
  }

  /** {@code Conv2DConfig.NHWC} is the text of the same name. */
  @Override
  public Optional<Value> constant(String type, String name) {
    return type.startsWith(CONFIG) && name.matches("N[A-Z]+")
        ? Optional.of(new Value.Text(name))
        : Optional.empty();
  }

  /** {@code sd.math}, which is {@code sd.math()}. */
  @Override
  public Optional<Value> field(Obj self, String name) {
    return self.type().equals(GRAPH) && SPACES.contains(name)
        ? Optional.of(
            new Obj(
                SPACE,
                new Origin.Result(
                    self, name, List.of(), self.calls().size(), self.origin().place())))
        : Optional.empty();
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    boolean named =
        receiver.type().equals(VARIABLE)
            && call.method().matches("rename|setArray|markAsLoss|convertTo(Variable|Constant)");
    if (named) {
      return Optional.of(receiver);
    }
    int many = receiver.type().equals(SPACE) ? results(call) : 1;
    return many > 1 ? Optional.of(several(receiver, call, many)) : WORDS.result(receiver, call);
  }

  /** {@code Activation.TANH.asSameDiff(name, sd, x)} is an operation on {@code x}. */
  @Override
  public Optional<Value> onConstant(
      Value.Constant constant, String method, List<Value> arguments, Place.Line place) {
    Value x = arguments.isEmpty() ? constant : arguments.get(arguments.size() - 1);
    if (!method.equals(Activations.METHOD) || !Operation.isVariable(x)) {
      return Optional.empty();
    }
    Obj on = (Obj) x;
    List<Value> given =
        arguments.get(0).text().isPresent()
            ? List.of(arguments.get(0), constant)
            : List.of(constant);
    return Optional.of(
        new Obj(VARIABLE, new Origin.Result(on, method, given, on.calls().size(), place)));
  }

  private static int results(Call call) {
    return switch (call.method()) {
      case "lstmLayer" -> 3;
      case "gruCell" -> 4;
      case "lstmCell" -> 7;
      case "moments", "normalizeMoments", "maxPoolWithArgmax", "topK", "listDiff" -> 2;
      default -> 1;
    };
  }

  private static Value several(Obj receiver, Call call, int many) {
    var operation =
        new Obj(
            RESULTS,
            new Origin.Result(
                receiver,
                call.method(),
                call.arguments(),
                receiver.calls().size() - 1,
                call.place()));
    return Value.Elements.of(
        IntStream.range(0, many).<Value>mapToObj(at -> taken(operation, at)).toList());
  }

  private static Obj taken(Obj operation, int at) {
    return new Obj(
        VARIABLE,
        new Origin.Result(
            operation, "", List.of(new Value.Whole(at)), 0, operation.origin().place()));
  }

  @Override
  public String resultType(String receiver, String method) {
    return switch (receiver) {
      case GRAPH -> SPACES.contains(method) ? SPACE : method.matches(GIVES) ? VARIABLE : "";
      case SPACE -> VARIABLE;
      case VARIABLE -> method.matches(ASKS) ? "" : VARIABLE;
      default -> WORDS.resultType(receiver, method);
    };
  }

  @Override
  public String staticResultType(String type, String method) {
    return type.equals(GRAPH) && method.equals("create")
        ? GRAPH
        : WORDS.staticResultType(type, method);
  }
}

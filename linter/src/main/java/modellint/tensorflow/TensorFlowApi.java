package modellint.tensorflow;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Vocabulary;
import modellint.eval.Api;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;

/** What calls on {@code Ops}, its name spaces, operands and shapes give. */
final class TensorFlowApi implements Api {

  static final String OPS = "org.tensorflow.op.Ops";
  static final String OPERAND = "org.tensorflow.Operand";
  static final String SHAPE = "org.tensorflow.ndarray.Shape";
  static final String FRAMEWORK = "org.tensorflow.framework.";

  private static final Set<String> SPACES =
      Set.of(
          "math",
          "nn",
          "linalg",
          "random",
          "dtypes",
          "image",
          "shape",
          "bitwise",
          "strings",
          "signal",
          "train",
          "io",
          "sparse",
          "quantization",
          "raw",
          "sets");

  private static final Vocabulary WORDS = new Vocabulary(classes(), Set.of());

  private static Set<String> classes() {
    var all = new HashMap<String, String>();
    all.put("org.tensorflow", "Graph Session Operand Output EagerSession ConcreteFunction");
    all.put("org.tensorflow.op", "Ops Op Scope");
    all.put("org.tensorflow.ndarray", "Shape");
    all.put("org.tensorflow.op.core", "Placeholder Variable Constant Reshape");
    all.put("org.tensorflow.op.nn", "Conv2d MaxPool AvgPool LeakyRelu FusedBatchNorm");
    all.put("org.tensorflow.op.linalg", "MatMul");
    all.put("org.tensorflow.op.random", "TruncatedNormal RandomUniform RandomStandardNormal");
    all.put("org.tensorflow.types", "TFloat32 TFloat64 TInt32 TInt64 TUint8");
    all.put(
        FRAMEWORK + "optimizers",
        "AdaDelta AdaGrad AdaGradDA Adam Adamax Ftrl GradientDescent Momentum Nadam Optimizer"
            + " RMSProp");
    all.put(
        FRAMEWORK + "initializers",
        "Constant Glorot He Identity LeCun Ones Orthogonal RandomNormal RandomUniform"
            + " TruncatedNormal VarianceScaling Zeros");
    all.put(
        FRAMEWORK + "activations",
        "ELU Exponential GELU HardSigmoid Linear ReLU SELU Sigmoid Softmax Softplus Softsign Swish"
            + " Tanh");
    all.put(
        FRAMEWORK + "losses",
        "BinaryCrossentropy CategoricalCrossentropy CategoricalHinge CosineSimilarity Hinge Huber"
            + " KLDivergence LogCosh Losses MeanAbsoluteError MeanAbsolutePercentageError"
            + " MeanSquaredError MeanSquaredLogarithmicError Poisson SparseCategoricalCrossentropy"
            + " Reduction SquaredHinge");
    all.put(FRAMEWORK + "regularizers", "L1 L2 L1L2 RegularizerLoss");
    all.put(FRAMEWORK + "op", "FrameworkOps");
    return Vocabulary.classes(all);
  }

  @Override
  public boolean has(String type) {
    return WORDS.has(type);
  }

  /** {@code tf.math}: one more object, so that {@code withName} before it is kept. */
  @Override
  public Optional<Value> field(Obj self, String name) {
    return self.type().startsWith(OPS) && SPACES.contains(name)
        ? Optional.of(
            new Obj(
                self.type() + "." + name,
                new Origin.Result(
                    self, name, List.of(), self.calls().size(), self.origin().place())))
        : Optional.empty();
  }

  @Override
  public Optional<Value> result(Obj receiver, Call call) {
    if (receiver.type().equals(SHAPE)) {
      return Shapes.onShape(receiver, call);
    }
    boolean same =
        receiver.type().equals(OPERAND)
            && Set.of("asOutput", "output", "loss", "y", "asOperand").contains(call.method());
    return same ? Optional.of(receiver) : Optional.empty();
  }

  @Override
  public String resultType(String receiver, String method) {
    if (receiver.equals(OPS) && (method.startsWith("with") || method.equals("liftToInitScope"))) {
      return OPS;
    }
    if (receiver.startsWith(OPS)) {
      return method.equals("scope") ? "org.tensorflow.op.Scope" : OPERAND;
    }
    if (receiver.equals(OPERAND)) {
      return method.equals("shape") ? SHAPE : "";
    }
    boolean optimizer = receiver.startsWith(FRAMEWORK + "optimizers.");
    if (optimizer) {
      return method.equals("getTF") ? OPS : "";
    }
    return receiver.startsWith(FRAMEWORK) && method.equals("call") ? OPERAND : "";
  }

  @Override
  public String staticResultType(String type, String method) {
    if (type.equals(FRAMEWORK + "op.FrameworkOps") || type.equals(OPS)) {
      return OPS;
    }
    if (type.equals(SHAPE)) {
      return SHAPE;
    }
    boolean computes =
        type.equals(FRAMEWORK + "losses.Losses") || type.startsWith(FRAMEWORK + "activations.");
    return computes ? OPERAND : "";
  }
}

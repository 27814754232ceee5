package modellint.definition;

import java.util.Map;
import modellint.graph.Attribute;
import modellint.graph.Node;

/**
 * A pointwise function by the ONNX operator that computes it, or by the name of a small composition
 * where opset {@link GraphSketch#OPSET} has no operator for it.
 */
public record Activation(String operator, Map<String, Attribute> attributes) {

  public static final Activation IDENTITY = of("Identity");
  public static final Activation RELU = of("Relu");
  public static final Activation SIGMOID = of("Sigmoid");
  public static final Activation TANH = of("Tanh");
  public static final Activation SOFTPLUS = of("Softplus");
  public static final Activation SOFTSIGN = of("Softsign");
  public static final Activation SELU = of("Selu");

  /** {@code x * sigmoid(x)}, also called SiLU. */
  public static final Activation SWISH = of("Swish");

  /** {@code x * Phi(x)} by the error function. */
  public static final Activation GELU = of("Gelu");

  /** {@code x * tanh(softplus(x))}. */
  public static final Activation MISH = of("Mish");

  /** {@code -softplus(-x)}. */
  public static final Activation LOG_SIGMOID = of("LogSigmoid");

  /** {@code x - tanh(x)}. */
  public static final Activation TANH_SHRINK = of("TanhShrink");

  public static final Activation CUBE = of("Cube");

  /** {@code max(0, tanh(x))}. */
  public static final Activation RECTIFIED_TANH = of("RectifiedTanh");

  /** 1 above zero, else 0. */
  public static final Activation STEP = of("Step");

  public Activation {
    attributes = Map.copyOf(attributes);
  }

  private static Activation of(String operator) {
    return new Activation(operator, Map.of());
  }

  private static Activation of(String operator, String attribute, double value) {
    return new Activation(operator, Map.of(attribute, new Attribute.Real(value)));
  }

  public static Activation leakyRelu(double alpha) {
    return of("LeakyRelu", "alpha", alpha);
  }

  public static Activation elu(double alpha) {
    return of("Elu", "alpha", alpha);
  }

  public static Activation thresholdedRelu(double alpha) {
    return of("ThresholdedRelu", "alpha", alpha);
  }

  public static Activation hardSigmoid(double alpha, double beta) {
    return new Activation(
        "HardSigmoid",
        Map.of("alpha", new Attribute.Real(alpha), "beta", new Attribute.Real(beta)));
  }

  /** The value cut off below {@code low} and above {@code high}. */
  public static Activation clip(double low, double high) {
    return new Activation(
        "Clip", Map.of("low", new Attribute.Real(low), "high", new Attribute.Real(high)));
  }

  /** {@code x * sigmoid(slope x)}, which comes near GELU at a slope of 1.702. */
  public static Activation gate(double slope) {
    return of("Gate", "slope", slope);
  }

  public static Activation softmax(int axis) {
    return new Activation("Softmax", Map.of("axis", new Attribute.Int(axis)));
  }

  public static Activation logSoftmax(int axis) {
    return new Activation("LogSoftmax", Map.of("axis", new Attribute.Int(axis)));
  }

  /** A function that is none of ONNX's; the graph carries its name in the domain {@code java}. */
  public static Activation custom(String name) {
    return new Activation("java." + name, Map.of());
  }

  /** A function that the source does not tell. */
  public static Activation unknown() {
    return new Activation(
        "java.UnknownActivation",
        Map.of(Node.REASON, new Attribute.Text("the activation is not known")));
  }

  public boolean isIdentity() {
    return operator.equals("Identity");
  }
}

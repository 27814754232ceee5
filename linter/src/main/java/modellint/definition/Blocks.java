package modellint.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.graph.Attribute;
import modellint.graph.ElementType;
import modellint.graph.Node;
import modellint.graph.Place;
import modellint.graph.Shape;

/**
 * Draws one named layer on a sketch, all its nodes at one place in the source. The layer's main
 * node bears the layer's name; what belongs to it is named {@code layer/Operator}.
 */
public final class Blocks {

  private final GraphSketch sketch;
  private final String layer;
  private final Place place;

  public Blocks(GraphSketch sketch, String layer, Place place) {
    this.sketch = sketch;
    this.layer = layer;
    this.place = place;
  }

  public static Attribute ints(long... values) {
    return new Attribute.Ints(Arrays.stream(values).boxed().toList());
  }

  public static Attribute ints(List<Long> values) {
    return new Attribute.Ints(values);
  }

  /** An operator of this layer named {@code layer/suffix}, or {@code layer} for an empty suffix. */
  public String op(
      String type, String suffix, List<String> operands, Map<String, Attribute> attributes) {
    return sketch.node(
        type, suffix.isEmpty() ? layer : layer + "/" + suffix, operands, attributes, place);
  }

  /** The mean of {@code operands}, element by element, written as their sum over their number. */
  public String average(List<String> operands) {
    String sum = op(operands.size() == 2 ? "Add" : "Sum", "Sum", operands, Map.of());
    return op("Mul", "", sum, scalar("share", 1.0 / operands.size()));
  }

  public String op(String type, String suffix, String... operands) {
    return op(type, suffix, List.of(operands), Map.of());
  }

  /** A standard operator with {@code results} results. */
  public List<String> several(
      String type,
      String suffix,
      List<String> operands,
      Map<String, Attribute> attributes,
      int results) {
    String name = suffix.isEmpty() ? layer : layer + "/" + suffix;
    return sketch.node("", type, name, operands, attributes, results, place);
  }

  /** {@code x W + b} on rows; {@code x} has two dimensions, {@code weight} is [in, out]. */
  public String gemm(String x, Declaration weight, Optional<Declaration> bias) {
    var operands = new ArrayList<>(List.of(x, sketch.parameter(weight)));
    bias.ifPresent(it -> operands.add(sketch.parameter(it)));
    return op("Gemm", "", operands, Map.of());
  }

  /** {@code x W + b} along the last axis of any tensor. */
  public String matMul(String x, Declaration weight, Optional<Declaration> bias) {
    String product = op("MatMul", "", x, sketch.parameter(weight));
    return bias.map(it -> op("Add", "Add", product, sketch.parameter(it))).orElse(product);
  }

  /**
   * A convolution of any kind.
   *
   * @param type {@code Conv} with weight [out, in/group, k...] or {@code ConvTranspose} with [in,
   *     out/group, k...]
   */
  public String conv(
      String type,
      String suffix,
      String x,
      Declaration weight,
      Optional<Declaration> bias,
      Map<String, Attribute> attributes) {
    var operands = new ArrayList<>(List.of(x, sketch.parameter(weight)));
    bias.ifPresent(it -> operands.add(sketch.parameter(it)));
    return op(type, suffix, operands, attributes);
  }

  /** Normalisation by the statistics of the batch, with the four tensors of one channel each. */
  public String batchNorm(
      String x,
      Declaration scale,
      Declaration shift,
      Declaration mean,
      Declaration variance,
      double epsilon) {
    return batchNorm(
        x,
        sketch.parameter(scale),
        sketch.parameter(shift),
        sketch.parameter(mean),
        sketch.parameter(variance),
        epsilon);
  }

  /**
   * Normalisation by the statistics of the batch. A definition says how a network is to be trained;
   * with the stored statistics of a fresh one, zero and one, nothing would be normalised at all.
   */
  public String batchNorm(
      String x, String scale, String shift, String mean, String variance, double epsilon) {
    return sketch
        .node(
            "",
            "BatchNormalization",
            layer,
            List.of(x, scale, shift, mean, variance),
            Map.of("epsilon", new Attribute.Real(epsilon), "training_mode", new Attribute.Int(1)),
            3,
            place)
        .get(0);
  }

  /** The function, or {@code x} itself for the identity. */
  public String activation(String x, Activation function) {
    String type = function.operator();
    return switch (type) {
      case "Identity" -> x;
      case "Swish" -> op("Mul", "Swish", x, op("Sigmoid", "Sigmoid", x));
      case "Gate" -> {
        String inner = op("Mul", "Slope", x, scalar("slope", real(function, "slope")));
        yield op("Mul", "Gate", x, op("Sigmoid", "Sigmoid", inner));
      }
      case "Mish" -> op("Mul", "Mish", x, op("Tanh", "Tanh", op("Softplus", "Softplus", x)));
      case "Cube" -> op("Mul", "Cube", x, op("Mul", "Square", x, x));
      case "RectifiedTanh" -> op("Relu", "Relu", op("Tanh", "Tanh", x));
      case "Gelu" -> gelu(x);
      case "Step" ->
          op(
              "Cast",
              "Step",
              List.of(op("Greater", "Above", x, sketch.scalar(layer + "/zero", 0))),
              Map.of("to", new Attribute.Int(ElementType.FLOAT.ordinal())));
      case "LogSigmoid" ->
          op("Neg", "LogSigmoid", op("Softplus", "Softplus", op("Neg", "Minus", x)));
      case "TanhShrink" -> op("Sub", "TanhShrink", x, op("Tanh", "Tanh", x));
      case "Clip" ->
          op(
              "Clip",
              "Clip",
              x,
              sketch.scalar(layer + "/low", real(function, "low")),
              sketch.scalar(layer + "/high", real(function, "high")));
      default -> {
        if (type.startsWith("java.")) {
          yield opaque(type.substring(5), List.of(x), function.attributes(), 1).get(0);
        }
        yield op(type, type, List.of(x), function.attributes());
      }
    };
  }

  private static double real(Activation function, String attribute) {
    return function.attributes().get(attribute) instanceof Attribute.Real it ? it.value() : 0;
  }

  /** {@code x/2 (1 + erf(x/sqrt 2))}, as exporters write it before opset 20. */
  private String gelu(String x) {
    String scaled = op("Div", "Div", x, sketch.scalar(layer + "/sqrt2", StrictMath.sqrt(2)));
    String erf = op("Erf", "Erf", scaled);
    String sum = op("Add", "Plus", erf, sketch.scalar(layer + "/one", 1));
    String product = op("Mul", "Times", x, sum);
    return op("Mul", "Gelu", product, sketch.scalar(layer + "/half", 0.5));
  }

  /** Inverted dropout that drops an element with probability {@code ratio}. */
  public String dropout(String x, double ratio) {
    return op("Dropout", "Dropout", x, sketch.scalar(layer + "/ratio", ratio));
  }

  public String transpose(String x, String suffix, long... order) {
    return op("Transpose", suffix, List.of(x), Map.of("perm", ints(order)));
  }

  public String reshape(String x, String suffix, long... shape) {
    return op("Reshape", suffix, x, sketch.integers(layer + "/" + suffix + "/shape", shape));
  }

  /** What no ONNX operator says, as an operator of the domain {@code java}. */
  public List<String> opaque(String type, List<String> operands, int results) {
    return opaque(type, operands, Map.of(), results);
  }

  /** What the source does not tell, with the reason that the report gives. */
  public String unread(String type, String reason, String operand) {
    Map<String, Attribute> why = Map.of(Node.REASON, new Attribute.Text(reason));
    return opaque(type, List.of(operand), why, 1).get(0);
  }

  private List<String> opaque(
      String type, List<String> operands, Map<String, Attribute> attributes, int results) {
    return sketch.node("java", type, layer + "/" + type, operands, attributes, results, place);
  }

  public String parameter(Declaration declaration) {
    return sketch.parameter(declaration);
  }

  public String integers(String suffix, long... values) {
    return sketch.integers(layer + "/" + suffix, values);
  }

  /** A constant index without dimensions, so that a Gather by it drops the axis. */
  public String index(String suffix, long value) {
    return sketch.index(layer + "/" + suffix, value);
  }

  /** The scales of a Resize: 1 for batch and channels, then one for each spatial axis. */
  public String scales(String suffix, List<Long> spatial) {
    var all = new ArrayList<>(List.of(1.0, 1.0));
    spatial.forEach(it -> all.add((double) it));
    return sketch.reals(layer + "/" + suffix, all);
  }

  public String reals(String suffix, List<Double> values) {
    return sketch.reals(layer + "/" + suffix, values);
  }

  /** Constant numbers laid out in {@code shape}. */
  public String reals(String suffix, List<Double> values, long... shape) {
    return sketch.reals(layer + "/" + suffix, Shape.of(shape), values);
  }

  public String scalar(String suffix, double value) {
    return sketch.scalar(layer + "/" + suffix, value);
  }
}

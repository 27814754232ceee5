package modellint.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.ElementType;
import modellint.graph.Loss;
import modellint.graph.Shape;
import modellint.rule.Advice;

/**
 * A network spoken in one sentence: {@code net().times(9, n -> n.dense(512, 512, he()).relu())}.
 * Nodes are named after what was said and how often: {@code dense7}. The batch is the symbol N; the
 * width of the current value is known throughout, spatial sizes are left to shape inference.
 */
public final class Net extends Assembly {

  private Net() {}

  /** A net whose input is a row of as many features as the first dense layer takes. */
  public static Net net() {
    return new Net();
  }

  /** A net over samples of the given shape, channels first: {@code net(3, 32, 32)}. */
  public static Net net(long... sample) {
    var net = new Net();
    net.input(sample);
    return net;
  }

  /** A net over {@code length} token ids. */
  public static Net tokens(long length) {
    var net = net(length);
    net.element = ElementType.INT64;
    return net;
  }

  /** A net over {@code steps} vectors of {@code features}, steps first, as ONNX's cells read. */
  public static Net sequence(long steps, long features) {
    var net = new Net();
    net.input = List.of(Dim.of(steps), Dim.symbol("N"), Dim.of(features));
    net.width = features;
    return net;
  }

  /** A net over images of {@code channels} whose sides may be open. */
  public static Net images(long channels, List<Dim> sides) {
    var net = new Net();
    net.input = new ArrayList<>(List.of(Dim.symbol("N"), Dim.of(channels)));
    net.input.addAll(sides);
    net.width = channels;
    return net;
  }

  private void input(long... sample) {
    input = new ArrayList<>(List.of(Dim.symbol("N")));
    for (long size : sample) {
      input.add(Dim.of(size));
    }
    width = sample[0];
  }

  public Net times(int count, UnaryOperator<Net> part) {
    for (int i = 0; i < count; i++) {
      var unused = part.apply(this);
    }
    return this;
  }

  /** Gemm as PyTorch writes it: weight {@code [out, in]}, transposed, and a zero bias. */
  public Net dense(long in, long out, Fill fill) {
    return dense(in, out, fill, Fill.constant(0));
  }

  public Net dense(long in, long out, Fill fill, Fill bias) {
    if (input.isEmpty()) {
      input(in);
    }
    String name = next("dense");
    String weight = parameter(name + ".weight", Shape.of(out, in), fill, in, out);
    String shift = parameter(name + ".bias", Shape.of(out), bias, in, out);
    width = out;
    return node(name, "Gemm", Map.of("transB", new Attribute.Int(1)), last, weight, shift);
  }

  /** MatMul with a weight {@code [in, out]} and no bias. */
  public Net matmul(long in, long out, Fill fill) {
    if (input.isEmpty()) {
      input(in);
    }
    String name = next("matmul");
    String weight = parameter(name + ".weight", Shape.of(in, out), fill, in, out);
    width = out;
    return node(name, "MatMul", Map.of(), last, weight);
  }

  /** Square kernel, stride 1, padded to keep the size, no bias. */
  public Net conv(long channels, long kernel, Fill fill) {
    return conv("conv", channels, kernel, 1, 1, fill);
  }

  public Net conv(long channels, long kernel, long stride, Fill fill) {
    return conv("conv", channels, kernel, stride, 1, fill);
  }

  public Net depthwise(long kernel, Fill fill) {
    return conv("depthwise", width, kernel, 1, width, fill);
  }

  private Net conv(String kind, long channels, long kernel, long stride, long groups, Fill fill) {
    String name = next(kind);
    long in = width / groups;
    long area = kernel * kernel;
    String weight =
        parameter(
            name + ".weight",
            Shape.of(channels, in, kernel, kernel),
            fill,
            in * area,
            channels / groups * area);
    width = channels;
    return node(name, "Conv", Operators.square(kernel, stride, groups), last, weight);
  }

  /** Token ids to vectors. */
  public Net embedding(long vocabulary, long size, Fill fill) {
    String name = next("embedding");
    String weight = parameter(name + ".weight", Shape.of(vocabulary, size), fill, 1, 1);
    width = size;
    return node(name, "Gather", Map.of(), weight, last);
  }

  /** Training mode, scale 1, shift 0, running variance 1, epsilon 1e-5. */
  public Net batchNorm() {
    return batchNorm(1, 1, 1e-5);
  }

  public Net batchNorm(double scale, double runningVariance, double epsilon) {
    String name = next("batchNorm");
    var attributes =
        Map.<String, Attribute>of(
            "epsilon", new Attribute.Real(epsilon), "training_mode", new Attribute.Int(1));
    String scales = vector(name + ".weight", scale);
    String shifts = vector(name + ".bias", 0);
    String means = vector(name + ".running_mean", 0);
    String variances = vector(name + ".running_var", runningVariance);
    List<String> inputs = List.of(last, scales, shifts, means, variances);
    last = name + ".y";
    List<String> outputs = List.of(last, name + ".mean", name + ".var");
    append(Operators.node(name, "", "BatchNormalization", attributes, inputs, outputs));
    return this;
  }

  public Net layerNorm() {
    String name = next("layerNorm");
    return node(
        name,
        "LayerNormalization",
        Map.of("axis", new Attribute.Int(-1), "epsilon", new Attribute.Real(1e-5)),
        last,
        vector(name + ".weight", 1),
        vector(name + ".bias", 0));
  }

  public Net relu() {
    return apply("Relu");
  }

  public Net tanh() {
    return apply("Tanh");
  }

  public Net sigmoid() {
    return apply("Sigmoid");
  }

  /** The standard operator {@code type} with one input and no attributes. */
  public Net apply(String type) {
    String name = next(type.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + type.substring(1));
    return node(name, type, Map.of(), last);
  }

  /** The current value to the power {@code exponent}. */
  public Net power(double exponent) {
    String name = next("power");
    return node(name, "Pow", Map.of(), last, scalar(name + ".exponent", exponent));
  }

  /** The current value plus a stored constant full of {@code value}: a mask. */
  public Net mask(double value) {
    String name = next("mask");
    store.put(Mask.of(name + ".values", width, value));
    return node(name, "Add", Map.of(), last, name + ".values");
  }

  /** The current value times one learned number per feature: LayerScale, SkipInit. */
  public Net scale(double value) {
    String name = next("scale");
    return node(name, "Mul", Map.of(), last, vector(name + ".gamma", value));
  }

  /** The current value plus what {@code branch} makes of it. */
  public Net residual(UnaryOperator<Net> branch) {
    return both("Add", it -> it, branch);
  }

  /** The current value times what {@code branch} makes of it. */
  public Net gate(UnaryOperator<Net> branch) {
    String skip = last;
    var unused = branch.apply(this);
    return node(next("gate"), "Mul", Map.of(), skip, last);
  }

  public Net flatten() {
    return apply("Flatten");
  }

  public Net globalAveragePool() {
    return apply("GlobalAveragePool");
  }

  /** The largest of each square window, without padding. */
  public Net maxPool(long kernel, long stride, boolean roundUp) {
    Map<String, Attribute> attributes =
        Map.of(
            "kernel_shape", new Attribute.Ints(List.of(kernel, kernel)),
            "strides", new Attribute.Ints(List.of(stride, stride)),
            "ceil_mode", new Attribute.Int(roundUp ? 1 : 0));
    return node(next("maxPool"), "MaxPool", attributes, last);
  }

  /** Reduces {@code axes} away, as {@code ReduceMax} does. */
  public Net reduce(String type, Long... axes) {
    Map<String, Attribute> attributes =
        Map.of("axes", new Attribute.Ints(List.of(axes)), "keepdims", new Attribute.Int(0));
    return node(next(type.toLowerCase(java.util.Locale.ROOT)), type, attributes, last);
  }

  /** An operator of a domain nobody knows. */
  public Net opaque(String type) {
    String name = next("opaque");
    List<String> inputs = List.of(last);
    last = name + ".y";
    append(Operators.node(name, "unknown", type, Map.of(), inputs, List.of(last)));
    return this;
  }

  /** Says what the model will be trained on. */
  public Net loss(Loss loss) {
    return training(Recipe.of().loss(loss));
  }

  /** Says how the model will be trained. */
  public Net training(Recipe recipe) {
    training = recipe.training();
    return this;
  }

  public Net dropout(double ratio) {
    String name = next("dropout");
    return node(name, "Dropout", Map.of(), last, scalar(name + ".ratio", ratio));
  }

  public Net squeeze(long axis) {
    String name = next("squeeze");
    return node(name, "Squeeze", Map.of(), last, store.axes(name + ".axes", axis));
  }

  public Net transpose(long... order) {
    return node(
        next("transpose"),
        "Transpose",
        Map.of("perm", new Attribute.Ints(java.util.Arrays.stream(order).boxed().toList())),
        last);
  }

  /** Batch normalisation of {@code channels} along axis 1. */
  public Net normalise(long channels) {
    width = channels;
    return batchNorm();
  }

  /** A recurrent layer over the current value {@code [steps, N, in]}. */
  public Net recurrent(String type, long in, long hidden, List<String> activations) {
    return recurrent(type, in, hidden, activations, Fill.xavier());
  }

  /** The same with recurrent weights of their own. */
  public Net recurrent(
      String type, long in, long hidden, List<String> activations, Fill recurrent) {
    String name = next(type.toLowerCase(java.util.Locale.ROOT));
    long rows = hidden * Operators.gates(type);
    String weight = parameter(name + ".w", Shape.of(1, rows, in), Fill.xavier(), in, hidden);
    String again = parameter(name + ".r", Shape.of(1, rows, hidden), recurrent, hidden, hidden);
    width = hidden;
    return node(name, type, Operators.cell(hidden, activations), last, weight, again);
  }

  /** An LSTM whose forget gates start from {@code forget}, its other gates from zero. */
  public Net lstm(long in, long hidden, double forget) {
    String name = next("lstm");
    String weight = parameter(name + ".w", Shape.of(1, 4 * hidden, in), Fill.xavier(), in, hidden);
    String again =
        parameter(name + ".r", Shape.of(1, 4 * hidden, hidden), Fill.xavier(), hidden, hidden);
    String bias = bias(name + ".bias", hidden, 0, 0, forget, 0, 0, 0, 0, 0);
    width = hidden;
    return node(name, "LSTM", Operators.cell(hidden, List.of()), last, weight, again, bias);
  }

  /** One step of all, along the first axis. */
  public Net step(long index) {
    String name = next("step");
    return node(name, "Gather", Map.of(), last, store.index(name + ".index", index));
  }

  /** Says which values the input takes. */
  public Net between(double low, double high) {
    metadata.put("modellint.input_range.x", low + "," + high);
    return this;
  }

  /** As if read from source of the library that reports call {@code library}. */
  public Net writtenWith(String library) {
    metadata.put(Advice.LIBRARY, library);
    return this;
  }

  /** Everything said from here on is stored in half precision. */
  public Net half() {
    element = ElementType.FLOAT16;
    store.as(element);
    return this;
  }

  /** The operator {@code type} of the current value and a stored number. */
  public Net with(String type, double number) {
    String name = next(type.toLowerCase(java.util.Locale.ROOT));
    return node(name, type, Map.of(), last, scalar(name + ".number", number));
  }

  /** The operator {@code type} of a stored number and the current value. */
  public Net from(double number, String type) {
    String name = next(type.toLowerCase(java.util.Locale.ROOT));
    return node(name, type, Map.of(), scalar(name + ".number", number), last);
  }

  public Net unsqueeze(long axis) {
    String name = next("unsqueeze");
    return node(name, "Unsqueeze", Map.of(), last, store.axes(name + ".axes", axis));
  }

  /** Clip between two stored numbers. */
  public Net clip(double low, double high) {
    String name = next("clip");
    return node(
        name, "Clip", Map.of(), last, scalar(name + ".min", low), scalar(name + ".max", high));
  }

  /** A reduction over the last axis, which is kept. */
  public Net reduce(String type) {
    String name = next(type.toLowerCase(java.util.Locale.ROOT));
    return type.equals("ReduceSum")
        ? node(name, type, Map.of(), last, store.axes(name + ".axes", -1))
        : node(name, type, Map.of("axes", new Attribute.Ints(List.of(-1L))), last);
  }

  /** The operator {@code type} of what two branches make of the current value. */
  public Net both(String type, UnaryOperator<Net> first, UnaryOperator<Net> second) {
    String fork = last;
    var unused = first.apply(this);
    String left = last;
    last = fork;
    unused = second.apply(this);
    return node(next(type.toLowerCase(java.util.Locale.ROOT)), type, Map.of(), left, last);
  }

  /** What {@code branch} makes of the current value where that is above zero, else zero. */
  public Net where(UnaryOperator<Net> branch) {
    String fork = last;
    String name = next("where");
    String zero = scalar(name + ".zero", 0);
    var unused = node(next("greater"), "Greater", Map.of(), fork, zero);
    String condition = last;
    last = fork;
    unused = branch.apply(this);
    return node(name, "Where", Map.of(), condition, last, zero);
  }

  private Net node(String name, String type, Map<String, Attribute> attributes, String... inputs) {
    append(name, type, attributes, inputs);
    return this;
  }
}

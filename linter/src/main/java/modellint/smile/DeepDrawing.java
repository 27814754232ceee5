package modellint.smile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Activation;
import modellint.definition.Blocks;
import modellint.definition.Declaration;
import modellint.definition.Definition;
import modellint.definition.Finds;
import modellint.definition.GraphSketch;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Weights;

/** Layers of {@code smile.deep} drawn one behind another, with PyTorch's default weights. */
final class DeepDrawing {

  private final Place.Line site;
  private final GraphSketch sketch;
  private final Set<String> unknowns = new LinkedHashSet<>();
  private final List<Dim> counts = new ArrayList<>();
  private final List<Dim> frozen = new ArrayList<>();
  private String at = "";
  private String input = "";
  private boolean images;
  private boolean image;
  private boolean sequence;
  private int number;

  DeepDrawing(Place.Line site) {
    this.site = site;
    this.sketch = new GraphSketch(Finds.name(site), site);
  }

  /** What a layer reads: the name of a result; {@link #INPUT} before anything has read it. */
  record Tensor(String name, boolean image, boolean sequence) {
    static final Tensor INPUT = new Tensor("", false, false);
  }

  private void resume(Tensor in) {
    at = in.name().isEmpty() ? input : in.name();
    image = in.name().isEmpty() ? images : in.image();
    sequence = in.sequence();
  }

  private Tensor result() {
    return new Tensor(at, image, sequence);
  }

  /** How many tensors of weights there are by now. */
  int parameters() {
    return counts.size();
  }

  /** The network's result. */
  void end(Tensor result) {
    resume(result);
  }

  Tensor add(Tensor in, DeepReader.Part part) throws Unreadable {
    resume(in);
    add(part);
    return result();
  }

  private Blocks named(String kind, Place place) {
    return new Blocks(sketch, number++ + "." + kind, place);
  }

  Tensor activation(Tensor in, Activation function, Place place) {
    resume(in);
    Blocks blocks = named(function.operator().toLowerCase(Locale.ROOT), place);
    at = blocks.activation(start(false), function);
    return result();
  }

  Tensor dropout(Tensor in, double ratio, Place place) {
    resume(in);
    at = named("dropout", place).dropout(start(false), ratio);
    return result();
  }

  /** Images as rows; rows stay as they are. */
  Tensor flatten(Tensor in, Place place) {
    resume(in);
    if (image) {
      at = named("flatten", place).op("Flatten", "", at);
      image = false;
    }
    return result();
  }

  /** A sum, difference, product or quotient with another tensor or a number. */
  Tensor arithmetic(
      Tensor in, String method, Optional<Tensor> other, Optional<Double> number, Place place) {
    String second = "";
    if (other.isPresent()) {
      resume(other.get());
      second = start(false);
    }
    resume(in);
    String first = start(false);
    Blocks blocks = named(method, place);
    String operand = number.map(it -> blocks.scalar("constant", it)).orElse(second);
    String type = Character.toUpperCase(method.charAt(0)) + method.substring(1);
    at = blocks.op(type, "", first, operand);
    return result();
  }

  private void add(DeepReader.Part part) throws Unreadable {
    String kind = part.kind();
    switch (kind) {
      case "conv2d", "new Conv2d" -> conv(part);
      case "linear", "new Linear" -> linear(part);
      case "batchNorm1d", "batchNorm2d", "new BatchNorm1d", "new BatchNorm2d" -> norm(part);
      case "groupNorm", "new GroupNorm" -> groupNorm(part);
      case "rmsNorm", "new RMSNorm" -> rootMeanSquare(part);
      case "dropout", "new Dropout" -> dropout(part, part.argument(0));
      case "embedding", "new Embedding" -> embedding(part);
      case "maxPool2d", "new MaxPool2d", "avgPool2d", "new AvgPool2d" -> pool(part);
      case "adaptiveAvgPool2d", "new AdaptiveAvgPool2d" -> adaptive(part);
      default -> {
        if (kind.startsWith("new ")) {
          at =
              next(part)
                  .activation(start(false), Functions.named(kind.substring(4), part.arguments()));
        } else {
          fused(part);
        }
      }
    }
  }

  /** {@code Layer.relu(in, out[, dropout])}: a linear layer, its activation, dropout. */
  private void fused(DeepReader.Part part) throws Unreadable {
    linear(part);
    boolean leaky = part.kind().equals("leaky");
    List<Value> more = part.arguments().subList(2, part.arguments().size());
    at = next(part).activation(at, Functions.named(part.kind(), more));
    Value drop = part.argument(leaky ? 3 : 2);
    if (!part.kind().equals("elu") && drop.real().isPresent()) {
      dropout(part, drop);
    }
  }

  private Blocks next(DeepReader.Part part) {
    return new Blocks(sketch, name(part), part.place());
  }

  private String name(DeepReader.Part part) {
    return Integer.toString(number++) + "." + part.kind().replace("new ", "");
  }

  /** The network's input where this is the first layer. */
  private String start(boolean pictures) {
    if (at.isEmpty()) {
      open(pictures, Dim.symbol("N"), Dim.symbol("features"));
    }
    return at;
  }

  private void open(boolean pictures, Dim... dims) {
    image = pictures;
    images = pictures;
    input = sketch.input("input", new Shape(List.of(dims)));
    at = input;
  }

  private Weights uniform(Dim fan, String name) {
    Optional<Double> in = Perceptron.number(fan);
    if (in.isEmpty()) {
      String why = "the variance of " + name + " depends on " + fan;
      unknowns.add(why);
      return new Weights.Unknown(why);
    }
    double limit = 1 / StrictMath.sqrt(in.get());
    return new Weights.Declared(new Init.Uniform("PyTorch's default", -limit, limit));
  }

  private Declaration declared(String name, Weights weights, Dim... dims) {
    Shape shape = new Shape(List.of(dims));
    counts.add(shape.elements());
    return new Declaration(name, shape, weights);
  }

  private void linear(DeepReader.Part part) throws Unreadable {
    Dim in = Perceptron.size(part.argument(0), "in");
    Dim out = Perceptron.size(part.argument(1), "out");
    String name = name(part);
    var blocks = new Blocks(sketch, name, part.place());
    if (at.isEmpty()) {
      open(false, Dim.symbol("N"), in);
    } else if (image) {
      throw new Unreadable("a linear layer on images that nothing flattens");
    }
    Declaration weight = declared(name + ".weight", uniform(in, name), in, out);
    boolean biased = !part.kind().equals("new Linear") || part.argument(2).truth().orElse(true);
    Optional<Declaration> bias =
        biased ? Optional.of(declared(name + ".bias", uniform(in, name), out)) : Optional.empty();
    at = sequence ? blocks.matMul(at, weight, bias) : blocks.gemm(at, weight, bias);
  }

  private void conv(DeepReader.Part part) throws Unreadable {
    Dim in = Perceptron.size(part.argument(0), "in");
    Dim out = Perceptron.size(part.argument(1), "out");
    long kernel = part.whole(2, 0);
    long stride = part.whole(3, 1);
    long dilation = part.whole(5, 1);
    Optional<String> word = part.argument(4).text();
    long padding =
        word.isEmpty()
            ? part.whole(4, 0)
            : word.get().equals("same") ? dilation * (kernel - 1) / 2 : 0;
    if (part.argument(8).text().filter(it -> !it.equals("zeros")).isPresent()) {
      throw new Unreadable("padding by anything but zeros is not modelled");
    }
    long groups = part.whole(6, 1);
    boolean biased = part.argument(7).truth().orElse(true);
    String name = name(part);
    var blocks = new Blocks(sketch, name, part.place());
    if (at.isEmpty()) {
      open(true, Dim.symbol("N"), in, Dim.symbol("height"), Dim.symbol("width"));
    }
    image = true;
    var attributes = new LinkedHashMap<String, Attribute>();
    attributes.put("kernel_shape", Blocks.ints(kernel, kernel));
    attributes.put("strides", Blocks.ints(stride, stride));
    attributes.put("dilations", Blocks.ints(dilation, dilation));
    attributes.put("group", new Attribute.Int(groups));
    attributes.put("pads", Blocks.ints(padding, padding, padding, padding));
    Dim depth =
        in.dividedBy(Dim.of(groups))
            .orElseThrow(() -> new Unreadable("the channels of a convolution do not divide"));
    Dim side = Dim.of(kernel);
    Dim fan = depth.times(side).times(side);
    Optional<Declaration> bias =
        biased ? Optional.of(declared(name + ".bias", uniform(fan, name), out)) : Optional.empty();
    at =
        blocks.conv(
            "Conv",
            "",
            at,
            declared(name + ".weight", uniform(fan, name), out, depth, side, side),
            bias,
            attributes);
  }

  /**
   * Wu and He 2018: each group of channels by its own mean and variance, then channel by channel.
   */
  private void groupNorm(DeepReader.Part part) throws Unreadable {
    long groups = part.whole(0, 0);
    Dim channels = Perceptron.size(part.argument(1), "channels");
    String name = name(part);
    var blocks = new Blocks(sketch, name, part.place());
    String in = start(true);
    String shape = blocks.op("Shape", "Shape", in);
    String grouped = blocks.reshape(in, "Groups", 0, groups, -1);
    String one = sketch.reals(name + "/one", Collections.nCopies((int) groups, 1.0));
    String zero = sketch.reals(name + "/zero", Collections.nCopies((int) groups, 0.0));
    String normal =
        blocks.op(
            "InstanceNormalization",
            "",
            List.of(grouped, one, zero),
            Map.of("epsilon", new Attribute.Real(part.argument(2).real().orElse(1e-5))));
    at = blocks.op("Reshape", "Ungroup", normal, shape);
    if (part.argument(3).truth().orElse(true)) {
      Dim single = Dim.of(1);
      Declaration scale = declared(name + ".weight", constant(1), channels, single, single);
      Declaration shift = declared(name + ".bias", constant(0), channels, single, single);
      at = blocks.op("Mul", "Scale", at, blocks.parameter(scale));
      at = blocks.op("Add", "Shift", at, blocks.parameter(shift));
    }
  }

  /** Zhang and Sennrich 2019: divided by the root of the mean square along the last axis. */
  private void rootMeanSquare(DeepReader.Part part) {
    Dim size = Perceptron.size(part.argument(0), "features");
    String name = name(part);
    var blocks = new Blocks(sketch, name, part.place());
    if (at.isEmpty()) {
      open(false, Dim.symbol("N"), size);
    }
    String square = blocks.op("Mul", "Square", at, at);
    String mean =
        blocks.op(
            "ReduceMean",
            "Mean",
            List.of(square),
            Map.of("axes", Blocks.ints(-1), "keepdims", new Attribute.Int(1)));
    String epsilon = blocks.scalar("epsilon", part.argument(1).real().orElse(1e-6));
    String root = blocks.op("Sqrt", "Root", blocks.op("Add", "Add", mean, epsilon));
    String normal = blocks.op("Div", "", at, root);
    Declaration scale = declared(name + ".weight", constant(1), size);
    at = blocks.op("Mul", "Scale", normal, blocks.parameter(scale));
  }

  private void norm(DeepReader.Part part) {
    Dim size = Perceptron.size(part.argument(0), "channels");
    String name = name(part);
    var blocks = new Blocks(sketch, name, part.place());
    String in = start(part.kind().endsWith("2d"));
    Declaration scale = declared(name + ".weight", constant(1), size);
    Declaration shift = declared(name + ".bias", constant(0), size);
    frozen.add(size);
    frozen.add(size);
    at =
        blocks.batchNorm(
            in,
            scale,
            shift,
            declared(name + ".running_mean", constant(0), size),
            declared(name + ".running_var", constant(1), size),
            part.argument(1).real().orElse(1e-5));
  }

  private static Weights constant(double value) {
    return new Weights.Declared(new Init.Constant("constant", value));
  }

  private void dropout(DeepReader.Part part, Value ratio) {
    if (ratio.real().isEmpty()) {
      unknowns.add("the ratio of a dropout");
      return;
    }
    at = next(part).dropout(start(false), ratio.real().get());
  }

  private void embedding(DeepReader.Part part) {
    Dim items = Perceptron.size(part.argument(0), "tokens");
    Dim size = Perceptron.size(part.argument(1), "dim");
    String name = name(part);
    var blocks = new Blocks(sketch, name, part.place());
    if (at.isEmpty()) {
      open(false, Dim.symbol("N"), Dim.symbol("time"));
    }
    String in = at;
    String indices = blocks.op("Cast", "Indices", List.of(in), Map.of("to", new Attribute.Int(7)));
    Weights normal = new Weights.Declared(new Init.Normal("PyTorch's default", 0, 1));
    String table = blocks.parameter(declared(name + ".weight", normal, items, size));
    at = blocks.op("Gather", "", table, indices);
    sequence = true;
    if (part.arguments().size() > 2) {
      double alpha = part.argument(2).real().orElse(1.0);
      at = blocks.op("Mul", "Scale", at, blocks.scalar("alpha", alpha));
    }
  }

  private void pool(DeepReader.Part part) throws Unreadable {
    long size = part.whole(0, 0);
    String type =
        part.kind().contains("max") || part.kind().contains("Max") ? "MaxPool" : "AveragePool";
    image = true;
    at =
        next(part)
            .op(
                type,
                "",
                List.of(start(true)),
                Map.of(
                    "kernel_shape", Blocks.ints(size, size), "strides", Blocks.ints(size, size)));
  }

  private void adaptive(DeepReader.Part part) throws Unreadable {
    if (part.whole(0, 0) != 1) {
      throw new Unreadable("adaptive pooling to more than one pixel is not modelled");
    }
    image = true;
    at = next(part).op("GlobalAveragePool", "", start(true));
  }

  Definition definition(Training training) throws Unreadable {
    if (counts.isEmpty()) {
      throw new Unreadable("it has no layer with weights");
    }
    Dim total = Perceptron.sum(counts);
    Dim trained =
        total.isKnown() && Perceptron.sum(frozen).isKnown()
            ? Dim.of(total.size() - Perceptron.sum(frozen).size())
            : Dim.symbol("parameters");
    return new Definition(
        site, "smile", sketch.finish(List.of(at), training), total, trained, List.copyOf(unknowns));
  }
}

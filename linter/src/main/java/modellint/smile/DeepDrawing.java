package modellint.smile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
  private boolean image;
  private boolean sequence;
  private int number;

  DeepDrawing(Place.Line site) {
    this.site = site;
    this.sketch = new GraphSketch(Finds.name(site), site);
  }

  void add(DeepReader.Part part) throws Unreadable {
    String kind = part.kind();
    switch (kind) {
      case "conv2d", "new Conv2d" -> conv(part);
      case "linear", "new Linear" -> linear(part);
      case "batchNorm1d", "batchNorm2d", "new BatchNorm1d", "new BatchNorm2d" -> norm(part);
      case "dropout", "new Dropout" -> dropout(part, part.argument(0));
      case "embedding", "new Embedding" -> embedding(part);
      case "maxPool2d", "new MaxPool2d", "avgPool2d", "new AvgPool2d" -> pool(part);
      case "adaptiveAvgPool2d", "new AdaptiveAvgPool2d" -> adaptive(part);
      default -> {
        if (kind.startsWith("new ")) {
          at = next(part).activation(start(false), function(kind.substring(4), part.argument(0)));
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
    at = next(part).activation(at, function(part.kind(), part.argument(2)));
    Value drop = part.argument(leaky ? 3 : 2);
    if (drop.isKnown() && drop.real().isPresent()) {
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
  private String start(boolean images) {
    if (at.isEmpty()) {
      image = images;
      at = sketch.input("input", new Shape(List.of(Dim.symbol("N"), Dim.symbol("features"))));
    }
    return at;
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
      at = sketch.input("input", new Shape(List.of(Dim.symbol("N"), in)));
    } else if (image) {
      throw new Unreadable("a linear layer on images that nothing flattens");
    }
    Declaration weight = declared(name + ".weight", uniform(in, name), in, out);
    Optional<Declaration> bias = Optional.of(declared(name + ".bias", uniform(in, name), out));
    at = sequence ? blocks.matMul(at, weight, bias) : blocks.gemm(at, weight, bias);
  }

  private void conv(DeepReader.Part part) throws Unreadable {
    Dim in = Perceptron.size(part.argument(0), "in");
    Dim out = Perceptron.size(part.argument(1), "out");
    long kernel = whole(part, 2, 0);
    long stride = whole(part, 3, 1);
    boolean same = part.argument(4).text().filter("same"::equals).isPresent();
    long padding = part.argument(4).text().isPresent() ? 0 : whole(part, 4, 0);
    long dilation = whole(part, 5, 1);
    long groups = whole(part, 6, 1);
    boolean biased = part.argument(7).truth().orElse(true);
    String name = name(part);
    var blocks = new Blocks(sketch, name, part.place());
    if (at.isEmpty()) {
      at =
          sketch.input(
              "input",
              new Shape(List.of(Dim.symbol("N"), in, Dim.symbol("height"), Dim.symbol("width"))));
    }
    image = true;
    var attributes = new LinkedHashMap<String, Attribute>();
    attributes.put("kernel_shape", Blocks.ints(kernel, kernel));
    attributes.put("strides", Blocks.ints(stride, stride));
    attributes.put("dilations", Blocks.ints(dilation, dilation));
    attributes.put("group", new Attribute.Int(groups));
    if (same) {
      attributes.put("auto_pad", new Attribute.Text("SAME_UPPER"));
    } else {
      attributes.put("pads", Blocks.ints(padding, padding, padding, padding));
    }
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

  private static long whole(DeepReader.Part part, int index, long otherwise) throws Unreadable {
    Value value = part.argument(index);
    if ((value instanceof Value.Nothing && otherwise > 0) || index >= part.arguments().size()) {
      return otherwise;
    }
    return value
        .whole()
        .orElseThrow(() -> new Unreadable(value.why().orElse("a window is not known")));
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
    String in =
        at.isEmpty()
            ? sketch.input("input", new Shape(List.of(Dim.symbol("N"), Dim.symbol("time"))))
            : at;
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
    long size = whole(part, 0, 0);
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
    if (whole(part, 0, 0) != 1) {
      throw new Unreadable("adaptive pooling to more than one pixel is not modelled");
    }
    image = true;
    at = next(part).op("GlobalAveragePool", "", start(true));
  }

  private static Activation function(String name, Value parameter) {
    return switch (name.toLowerCase(java.util.Locale.ROOT)) {
      case "relu" -> Activation.RELU;
      case "leaky", "leakyrelu" -> Activation.leakyRelu(parameter.real().orElse(0.01));
      case "gelu" -> Activation.GELU;
      case "silu" -> Activation.SWISH;
      case "mish" -> Activation.MISH;
      case "elu" -> Activation.elu(parameter.real().orElse(1.0));
      case "tanh" -> Activation.TANH;
      case "sigmoid" -> Activation.SIGMOID;
      case "softplus" -> Activation.SOFTPLUS;
      case "relu6" -> Activation.clip(0, 6);
      case "softmax" -> Activation.softmax(1);
      case "logsoftmax" -> Activation.logSoftmax(1);
      default -> Activation.custom(name);
    };
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

package modellint.smile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Blocks;
import modellint.definition.Declaration;
import modellint.definition.Definition;
import modellint.definition.Finds;
import modellint.definition.GraphSketch;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Refusal.Fault;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Weights;

/** Layers of {@code smile.deep} drawn one behind another, with PyTorch's default weights. */
final class DeepDrawing {

  private final Place.Line site;
  private final GraphSketch sketch;
  private final Parameters parameters = new Parameters();
  private final Windows windows;
  private final Norms norms;
  private String at = "";
  private String input = "";
  private boolean images;
  private boolean image;
  private boolean sequence;
  private int number;
  private final Widths widths = new Widths();

  DeepDrawing(Place.Line site) {
    this.site = site;
    this.sketch = new GraphSketch(Finds.name(site), site);
    this.windows = new Windows(sketch, parameters, widths.refusals());
    this.norms = new Norms(sketch, parameters);
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

  /** The network's result. */
  void end(Tensor result) {
    resume(result);
  }

  /** What {@code layer} makes of {@code in}; a layer drawn before keeps its weights. */
  Tensor add(Tensor in, Obj layer) throws Unreadable {
    resume(in);
    parameters.of(layer);
    add(DeepReader.part(layer));
    return result();
  }

  private Blocks named(String kind, Place place) {
    return new Blocks(sketch, number++ + "." + kind, place);
  }

  Tensor activation(Tensor in, Activation function, Place place) {
    resume(in);
    Blocks blocks = named(function.operator().toLowerCase(Locale.ROOT), place);
    String from = start(false);
    at = widths.kept(from, blocks.activation(from, function));
    return result();
  }

  Tensor dropout(Tensor in, double ratio, Place place) {
    resume(in);
    String from = start(false);
    at = widths.kept(from, named("dropout", place).dropout(from, ratio));
    return result();
  }

  /** The same values, behind which no gradient passes. */
  Tensor detached(Tensor in, Place place) {
    resume(in);
    at = named("detach", place).opaque("Detach", List.of(start(false)), 1).get(0);
    return result();
  }

  /** Images as rows; rows stay as they are. */
  Tensor flatten(Tensor in, Place place) {
    resume(in);
    if (image) {
      at = widths.flat(at, named("flatten", place).op("Flatten", "", at));
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
      case "conv2d", "new Conv2d" -> {
        if (at.isEmpty()) {
          Dim channels = Perceptron.size(part.argument(0), "in");
          open(true, Dim.symbol("N"), channels, Dim.symbol("height"), Dim.symbol("width"));
        }
        image = true;
        String name = name(part);
        if (!windows.refuses(part, name)) {
          widths.compare(name, part, 0, at);
          at = widths.put(windows.conv(part, name, at), part, 1);
        }
      }
      case "maxPool2d", "new MaxPool2d", "avgPool2d", "new AvgPool2d" -> {
        String in = start(true);
        image = true;
        at = widths.kept(in, windows.pool(part, name(part), in));
      }
      case "adaptiveAvgPool2d", "new AdaptiveAvgPool2d" -> {
        String in = start(true);
        image = true;
        at = widths.kept(in, windows.adaptive(part, name(part), in));
        if (part.whole(0, 0) == 1) {
          widths.point(at);
        }
      }
      case "linear", "new Linear" -> linear(part);
      case "batchNorm1d", "batchNorm2d", "new BatchNorm1d", "new BatchNorm2d" -> {
        boolean first = at.isEmpty();
        String in = start(kind.endsWith("2d"));
        String name = name(part);
        if (!first && image != kind.endsWith("2d")) {
          windows.refuse(Fault.UNFIT_NORM, name, part, image ? 4 : 2, image ? 2 : 4);
        }
        widths.compare(name, part, 0, in);
        at = widths.kept(in, norms.batch(part, name, in));
      }
      case "groupNorm", "new GroupNorm" -> {
        String in = start(true);
        String name = name(part);
        windows.groups(part);
        widths.compare(name, part, 1, in);
        at = widths.kept(in, norms.group(part, name, in));
      }
      case "rmsNorm", "new RMSNorm" -> {
        if (at.isEmpty()) {
          open(false, Dim.symbol("N"), Perceptron.size(part.argument(0), "features"));
        }
        String name = name(part);
        widths.compare(name, part, 0, at);
        at = widths.kept(at, norms.rootMeanSquare(part, name, at));
      }
      case "dropout", "new Dropout" -> dropout(part, part.argument(0));
      case "new StochasticDepth" -> stochasticDepth(part);
      case "embedding", "new Embedding" -> embedding(part);
      case "new GLU" -> gated(part);
      default -> {
        if (kind.startsWith("new ")) {
          String in = start(false);
          if (kind.equals("new SoftShrink")) {
            shrunk(part);
          }
          at =
              widths.kept(
                  in,
                  next(part).activation(in, Functions.named(kind.substring(4), part.arguments())));
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
    at = widths.kept(at, next(part).activation(at, Functions.named(part.kind(), more)));
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
    windows.least(part, 0, 1, "the inputs of " + name);
    windows.least(part, 1, 0, "the outputs of " + name);
    widths.compare(name, part, 0, at);
    Declaration weight =
        parameters.trained(name + ".weight", parameters.uniform(in, name), in, out);
    boolean biased = !part.kind().equals("new Linear") || part.argument(2).truth().orElse(true);
    Optional<Declaration> bias =
        biased
            ? Optional.of(parameters.trained(name + ".bias", parameters.uniform(in, name), out))
            : Optional.empty();
    at = sequence ? blocks.matMul(at, weight, bias) : blocks.gemm(at, weight, bias);
    widths.put(at, part, 1);
  }

  /** Dauphin et al. 2017: one half of the last axis, times the sigmoid of the other. */
  private void gated(DeepReader.Part part) {
    Blocks blocks = next(part);
    String in = start(false);
    Optional<Long> odd = widths.of(in).filter(it -> it % 2 != 0);
    odd.ifPresent(it -> windows.refuse(Fault.UNSHARED_CHANNELS, "the features", part, 1, 0));
    List<String> halves =
        blocks.several("Split", "Halves", List.of(in), Map.of("axis", new Attribute.Int(-1)), 2);
    at = blocks.op("Mul", "", halves.get(0), blocks.op("Sigmoid", "Gate", halves.get(1)));
  }

  private void shrunk(DeepReader.Part part) {
    part.argument(0)
        .real()
        .filter(it -> it < 0)
        .ifPresent(
            it -> windows.refuse(Fault.NEGATIVE_SETTING, "the lambda of SoftShrink", part, it, 0));
  }

  private void dropout(DeepReader.Part part, Value ratio) {
    if (ratio.real().isEmpty()) {
      parameters.unknown("the ratio of a dropout");
      return;
    }
    String from = start(false);
    double dropped = ratio.real().get();
    if (dropped < 0 || dropped > 1) {
      windows.refuse(Fault.DROPPED_SHARE, part.kind(), part, dropped, dropped < 0 ? 0 : 1);
    }
    at = widths.kept(from, next(part).dropout(from, dropped));
  }

  /**
   * Huang et al. 2016: whole samples are dropped, the others scaled up. Each element has the
   * moments that dropping element by element gives it, which is how it is drawn.
   */
  private void stochasticDepth(DeepReader.Part part) {
    if (part.argument(0).real().filter(it -> it == 0).isEmpty()) {
      dropout(part, part.argument(0));
    }
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
    String table = blocks.parameter(parameters.trained(name + ".weight", normal, items, size));
    at = blocks.op("Gather", "", table, indices);
    sequence = true;
    if (part.arguments().size() > 2) {
      double alpha = part.argument(2).real().orElse(1.0);
      at = blocks.op("Mul", "Scale", at, blocks.scalar("alpha", alpha));
    }
  }

  Definition definition(Training training) throws Unreadable {
    if (parameters.isEmpty() && widths.refusals().isEmpty()) {
      throw new Unreadable("it has no layer with weights");
    }
    return new Definition(
        site,
        "smile",
        sketch.finish(
            List.of(at),
            widths.refusals().isEmpty() ? training : training.refused(widths.refusals())),
        parameters.total(),
        parameters.trained(),
        parameters.unknowns());
  }
}

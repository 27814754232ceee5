package modellint.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Value;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Weights;

/**
 * Fully connected layers one after another, drawn as they are named: all that many a small library
 * has. Weights are [in, out].
 */
public final class Perceptron {

  private final Place.Line site;
  private final GraphSketch sketch;
  private final Set<String> unknowns = new LinkedHashSet<>();
  private final List<Dim> counts = new ArrayList<>();
  private String at = "";
  private Dim size = Dim.of(0);
  private Optional<Image> image = Optional.empty();

  /** What the next layer reads, where that are images. */
  public record Image(Dim channels, Dim height, Dim width) {}

  public Perceptron(Place.Line site) {
    this.site = site;
    this.sketch = new GraphSketch(Finds.name(site), site);
  }

  /** A size out of {@code value}, named after the source's own word where it is not known. */
  public static Dim size(Value value, String otherwise) {
    Optional<Long> known = value.whole().filter(it -> it > 0);
    if (known.isPresent()) {
      return Dim.of(known.get());
    }
    String name = value instanceof Value.Unknown it ? it.name() : otherwise;
    String plain = name.replaceAll("[^A-Za-z0-9_.()+-]", "");
    return Dim.symbol(plain.isEmpty() ? otherwise : plain);
  }

  /** A number as a double; empty for a symbol. */
  public static Optional<Double> number(Dim dim) {
    return dim.isKnown() ? Optional.of((double) dim.size()) : Optional.empty();
  }

  public void input(Dim features) {
    size = features;
    at = sketch.input("input", new Shape(List.of(Dim.symbol("N"), features)));
    note(features, "the number of inputs");
  }

  public void input(Image images) {
    at =
        sketch.input(
            "input",
            new Shape(
                List.of(Dim.symbol("N"), images.channels(), images.height(), images.width())));
    note(images.channels(), "the number of channels");
    note(images.height(), "the height of the images");
    note(images.width(), "the width of the images");
    become(images);
  }

  private void become(Image images) {
    image = Optional.of(images);
    size = images.channels().times(images.height()).times(images.width());
  }

  public Optional<Image> image() {
    return image;
  }

  /**
   * A layer between what the network remembers and those that read it.
   *
   * @param units as many as the memory where each of them reads one element alone
   */
  public record Context(Dim units, boolean alone, Weights weights, Activation function) {}

  /**
   * A second input with what the network remembers of the sample before; the next layer reads both.
   * Its gradient ends there, as it does where a library takes the memory for a constant.
   */
  public void remember(String name, Dim features, Place place) {
    concatenate(name, memory(name, features), features, place);
  }

  /** A memory that is read through a layer of its own. */
  public void remember(String name, Dim features, Context context, Place place) {
    var blocks = new Blocks(sketch, name, place);
    String past = memory(name, features);
    Shape shape =
        new Shape(context.alone() ? List.of(features) : List.of(features, context.units()));
    counts.add(shape.elements());
    var weight = new Declaration(name + "_weight", shape, context.weights());
    String sum =
        context.alone()
            ? blocks.op("Mul", "Mul", past, blocks.parameter(weight))
            : blocks.gemm(past, weight, Optional.empty());
    concatenate(name, blocks.activation(sum, context.function()), context.units(), place);
  }

  private String memory(String name, Dim features) {
    note(features, "the size of " + name);
    return sketch.input(name, new Shape(List.of(Dim.symbol("N"), features)));
  }

  private void concatenate(String name, String past, Dim features, Place place) {
    at =
        new Blocks(sketch, name, place)
            .op("Concat", "Concat", List.of(at, past), Map.of("axis", new Attribute.Int(1)));
    size = sum(List.of(size, features));
  }

  /**
   * {@code activation(conv(x) + b)}.
   *
   * @param kernel height and width
   * @param pads as in ONNX: top, left, bottom, right
   * @param bias one for each channel
   */
  public void convolution(
      String name,
      Image result,
      List<Long> kernel,
      long stride,
      List<Long> pads,
      Weights weights,
      Optional<Weights> bias,
      Activation activation,
      Place place) {
    Dim channels = image.orElseThrow().channels();
    Shape shape =
        new Shape(
            List.of(result.channels(), channels, Dim.of(kernel.get(0)), Dim.of(kernel.get(1))));
    note(result.channels(), "the channels of " + name);
    if (weights instanceof Weights.Unknown it) {
      unknowns.add(it.reason());
    }
    counts.add(shape.elements());
    bias.ifPresent(it -> counts.add(result.channels()));
    var blocks = new Blocks(sketch, name, place);
    String sum =
        blocks.conv(
            "Conv",
            "",
            at,
            new Declaration(name + "_weight", shape, weights),
            bias.map(
                it -> new Declaration(name + "_bias", new Shape(List.of(result.channels())), it)),
            Map.of(
                "kernel_shape", Blocks.ints(kernel),
                "strides", Blocks.ints(stride, stride),
                "pads", Blocks.ints(pads)));
    at = blocks.activation(sum, activation);
    become(result);
  }

  /**
   * A bias for each pixel of each map.
   *
   * @param terms biases that the library adds up for it, all of which it counts
   * @param sum how their sum is drawn
   */
  public void pixelBiases(String name, Dim terms, Weights sum, Place place) {
    Image to = image.orElseThrow();
    var blocks = new Blocks(sketch, name, place);
    Shape shape = new Shape(List.of(to.channels(), to.height(), to.width()));
    counts.add(shape.elements().times(terms));
    at = blocks.op("Add", "Add", at, blocks.parameter(new Declaration(name + "_bias", shape, sum)));
  }

  /**
   * The greatest element of each window.
   *
   * @param strides down and across
   * @param partial true where windows may reach over the edge
   */
  public void maxPool(
      String name,
      Image result,
      List<Long> window,
      List<Long> strides,
      boolean partial,
      Place place) {
    at =
        new Blocks(sketch, name, place)
            .op(
                "MaxPool",
                "",
                List.of(at),
                Map.of(
                    "kernel_shape", Blocks.ints(window),
                    "strides", Blocks.ints(strides),
                    "auto_pad", new Attribute.Text(partial ? "SAME_UPPER" : "VALID")));
    become(result);
  }

  /** Features that the next layer will read. */
  public Dim size() {
    return size;
  }

  /** {@code activation(x W + b)}. */
  public void dense(
      String name,
      Dim units,
      Weights weights,
      Optional<Weights> bias,
      Activation activation,
      Place place) {
    var blocks = new Blocks(sketch, name, place);
    if (image.isPresent()) {
      at = blocks.op("Flatten", "Flatten", at);
      image = Optional.empty();
    }
    note(units, "the size of " + name);
    if (weights instanceof Weights.Unknown it) {
      unknowns.add(it.reason());
    }
    Shape kernel = new Shape(List.of(size, units));
    Shape line = new Shape(List.of(units));
    counts.add(kernel.elements());
    bias.ifPresent(it -> counts.add(units));
    String sum =
        blocks.gemm(
            at,
            new Declaration(name + "_weight", kernel, weights),
            bias.map(it -> new Declaration(name + "_bias", line, it)));
    at = blocks.activation(sum, activation);
    size = units;
  }

  /** Dropout by the probability to drop. */
  public void dropout(String name, double ratio, Place place) {
    at = new Blocks(sketch, name, place).dropout(at, ratio);
  }

  /** What came last times a number. */
  public void scale(String name, double factor, Place place) {
    var blocks = new Blocks(sketch, name, place);
    at = blocks.op("Mul", "Mul", at, blocks.scalar("share", factor));
  }

  /** What came last plus a term. */
  public void shift(String name, double term, Place place) {
    var blocks = new Blocks(sketch, name, place);
    at = blocks.op("Add", "Add", at, blocks.scalar("term", term));
  }

  /** A function without weights on what came last. */
  public void activation(String name, Activation activation, Place place) {
    at = new Blocks(sketch, name, place).activation(at, activation);
  }

  public void unknown(String what) {
    unknowns.add(what);
  }

  private void note(Dim dim, String what) {
    if (!dim.isKnown()) {
      unknowns.add(what + ": " + dim);
    }
  }

  public Definition definition(String kind, Training training) throws Unreadable {
    if (counts.isEmpty() && training.details().refusals().isEmpty()) {
      throw new Unreadable("it has no layer with weights");
    }
    Dim total = sum(counts);
    return new Definition(
        site, kind, sketch.finish(List.of(at), training), total, total, List.copyOf(unknowns));
  }

  /** The sum; a symbol that spells it out where a term is symbolic. */
  public static Dim sum(List<Dim> dims) {
    long known = 0;
    var terms = new ArrayList<String>();
    for (Dim dim : dims) {
      if (dim.isKnown()) {
        known += dim.size();
      } else {
        terms.add(dim.toString());
      }
    }
    return terms.isEmpty()
        ? Dim.of(known)
        : Dim.symbol(String.join("+", terms) + (known > 0 ? "+" + known : ""));
  }
}

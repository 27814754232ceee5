package modellint.deepnetts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.definition.Perceptron;
import modellint.definition.Perceptron.Image;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.TrainingDetails.Remark;
import modellint.graph.Weights;

/**
 * Convolution and pooling as the library computes them: kernels from U(+-1/sqrt((k*k + 1) * in)),
 * biases of 0.1, rectified unless told otherwise, windows centred on every stride-th pixel. Of four
 * numbers the builder passes the last two on in the wrong order: the stated stride becomes the
 * channels, and the reverse.
 */
final class ImageLayers {

  private final Perceptron net;
  private final Optional<String> hidden;
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<Remark> remarks = new ArrayList<>();
  private Optional<Call> convolution = Optional.empty();

  /**
   * @param hidden the function that overrides what layers state
   */
  ImageLayers(Perceptron net, Optional<String> hidden) {
    this.net = net;
    this.hidden = hidden;
  }

  static Image input(Call call) {
    Dim channels =
        call.arguments().size() > 2 ? Perceptron.size(call.argument(2), "channels") : Dim.of(3);
    return new Image(
        channels,
        Perceptron.size(call.argument(1), "height"),
        Perceptron.size(call.argument(0), "width"));
  }

  /** Strides that the library throws at. */
  List<Refusal> refusals() {
    return refusals;
  }

  /** Convolutions that it hardly trains. */
  List<Remark> remarks() {
    return remarks;
  }

  void add(Call call, int number) throws Unreadable {
    if (net.image().isEmpty()) {
      throw new Unreadable("a layer of images stands behind one of features");
    }
    if (call.method().equals("addMaxPoolingLayer")) {
      pool(call, number);
      convolution = Optional.empty();
    } else {
      convolution(call, number);
      convolution.ifPresent(this::starve);
      convolution = Optional.of(call);
    }
  }

  /**
   * The gradient that comes back from a convolution is divided by the numbers of one of its
   * kernels, not once but behind each of its outputs: what the others than the last few sent is
   * gone. Of 64 positions of 4 channels 4e-6 of the norm was left, in a wrong direction.
   */
  private void starve(Call before) {
    Image behind = net.image().orElseThrow();
    Dim divisions = behind.channels().times(behind.height()).times(behind.width());
    Perceptron.number(divisions)
        .filter(it -> it > 1)
        .ifPresent(
            it ->
                remarks.add(
                    new Remark(
                        Remark.Kind.STARVED_LAYER,
                        before.place(),
                        it,
                        ".addMaxPoolingLayer(2, 2)")));
  }

  /** The forward pass goes on from the rest as well, and writes behind the end of its result. */
  private void step(String what, long stride, boolean exact, Place place) {
    Image from = net.image().orElseThrow();
    if (stride <= 0) {
      refusals.add(new Refusal(Refusal.Fault.ZERO_STRIDE, what, place, stride, 1));
      return;
    }
    for (Dim side : List.of(from.height(), from.width())) {
      if (exact && side.isKnown() && side.size() % stride != 0) {
        refusals.add(
            new Refusal(Refusal.Fault.RAGGED_STRIDE, what, place, side.size() % stride, 0));
        return;
      }
    }
  }

  private static List<Value> numbers(Call call) {
    return call.arguments().stream().filter(it -> !(it instanceof Value.Constant)).toList();
  }

  private static long number(Value value) throws Unreadable {
    return value
        .whole()
        .orElseThrow(() -> new Unreadable("a window or the stride of it is not known"));
  }

  private void convolution(Call call, int number) throws Unreadable {
    List<Value> given = numbers(call);
    boolean stated = call.arguments().stream().anyMatch(it -> it instanceof Value.Constant);
    if (given.size() < 2 || given.size() > 4) {
      throw new Unreadable("a convolution of this form is not modelled");
    }
    long width = number(given.get(0));
    long height = given.size() == 2 ? width : number(given.get(1));
    boolean swapped = given.size() == 4 && !stated;
    Dim channels =
        Perceptron.size(given.size() == 2 ? given.get(1) : given.get(swapped ? 3 : 2), "channels");
    long stride = given.size() == 4 ? number(given.get(swapped ? 2 : 3)) : 1;
    String function =
        hidden.orElse(
            stated ? NetworkReader.word(call.argument(call.arguments().size() - 1)) : "RELU");
    step("a convolution", stride, true, call.place());
    Image from = net.image().orElseThrow();
    Optional<Double> depth = Perceptron.number(from.channels());
    Weights weights = new Weights.Unknown("the variance of a kernel depends on its channels");
    if (depth.isPresent()) {
      double limit = 1 / StrictMath.sqrt((width * height + 1) * depth.get());
      weights = new Weights.Declared(new Init.Uniform("uniform", -limit, limit));
    }
    long top = (height - 1) / 2;
    long left = (width - 1) / 2;
    net.convolution(
        "conv" + number,
        new Image(channels, strided(from.height(), stride), strided(from.width(), stride)),
        List.of(height, width),
        Math.max(1, stride),
        List.of(top, left, height - 1 - top, width - 1 - left),
        weights,
        Optional.of(new Weights.Declared(new Init.Constant("constant", 0.1))),
        NetworkReader.activation(function),
        call.place());
  }

  private static Dim strided(Dim size, long stride) {
    return size.isKnown() && stride > 0 && size.size() >= stride
        ? Dim.of(size.size() / stride)
        : stride == 1 ? size : Dim.symbol("(" + size + ")/" + stride);
  }

  private void pool(Call call, int number) throws Unreadable {
    List<Value> given = numbers(call);
    if (given.size() < 2 || given.size() > 3) {
      throw new Unreadable("pooling of this form is not modelled");
    }
    long width = number(given.get(0));
    long height = given.size() == 2 ? width : number(given.get(1));
    long stride = number(given.get(given.size() - 1));
    step("pooling", stride, false, call.place());
    Image from = net.image().orElseThrow();
    net.maxPool(
        "pool" + number,
        new Image(
            from.channels(),
            pooled(from.height(), height, stride),
            pooled(from.width(), width, stride)),
        List.of(height, width),
        List.of(Math.max(1, stride), Math.max(1, stride)),
        false,
        call.place());
  }

  /** Of a window that is larger than what it reads, no size is left. */
  private static Dim pooled(Dim size, long window, long stride) {
    return size.isKnown() && window <= size.size() && stride > 0
        ? Dim.of((size.size() - window) / stride + 1)
        : Dim.symbol("pool(" + size + ")");
  }
}

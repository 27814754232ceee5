package modellint.neuroph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Perceptron;
import modellint.definition.Perceptron.Image;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Remark;
import modellint.graph.Weights;

/**
 * {@code ConvolutionalNetwork.Builder} as the library computes it: kernels from U(-0.15, 0.15), a
 * bias for each unit and each map that it reads, tanh behind the convolution and again behind the
 * greatest of a window, and sigmoid layers without biases.
 */
final class FeatureMaps {

  private static final Weights KERNEL =
      new Weights.Declared(new Init.Uniform("U(-0.15, 0.15)", -0.15, 0.15));
  private static final Weights CONNECTION =
      new Weights.Declared(new Init.Uniform("U(-0.5, 0.5)", -0.5, 0.5));

  private final Perceptron net;
  private final List<Refusal> refusals = new ArrayList<>();
  private Dim inputs = Dim.symbol("inputs");
  private int number;

  private FeatureMaps(Perceptron net) {
    this.net = net;
  }

  static Definition read(Obj network, Origin.Result built) throws Unreadable {
    if (!network.calls("randomizeWeights").isEmpty()) {
      throw new Unreadable("randomizeWeights draws the factor of each pooling window as well");
    }
    List<Call> calls =
        built.receiver().calls().subList(0, built.before()).stream()
            .filter(it -> it.method().startsWith("with"))
            .toList();
    var reader = new FeatureMaps(new Perceptron(built.receiver().origin().place()));
    for (Call call : calls) {
      if (!call.certain()) {
        throw new Unreadable("the layer of line " + call.place().line() + " is not known");
      }
      if (reader.isMisplaced(call)) {
        return reader.definition(network, calls);
      }
      reader.add(call);
    }
    if (calls.isEmpty()) {
      reader.lacksInputs(built.place());
    }
    return reader.definition(network, calls);
  }

  private Definition definition(Obj network, List<Call> calls) throws Unreadable {
    Training training =
        LearningRules.of(network, "ConvolutionalBackpropagation", remarks(network, calls));
    if (number > 0 && refusals.isEmpty()) {
      refusals.addAll(Refused.learning(network, inputs, net.size(), false));
    }
    refusals.addAll(training.details().refusals());
    return net.definition("neuroph", training.refused(refusals));
  }

  private void lacksInputs(Place place) {
    net.input(Dim.symbol("inputs"));
    refusals.add(new Refusal(Refusal.Fault.NO_INPUT_LAYER, "Neuroph", place, 0, 1));
  }

  /** The builder throws at what stands in front of the inputs, or behind what it cannot read. */
  private boolean isMisplaced(Call call) {
    boolean begins = call.method().equals("withInputLayer");
    if (number == 0 && !begins) {
      lacksInputs(call.place());
      return true;
    }
    boolean maps = call.method().matches("with(Convolution|Pooling)Layer");
    if (number > 0 && (begins || (maps && net.image().isEmpty()))) {
      String what =
          begins
              ? "a second layer of inputs"
              : call.method().contains("Conv") ? "a convolution" : "pooling";
      refusals.add(new Refusal(Refusal.Fault.MISPLACED_LAYER, what, call.place(), 0, 1));
      return true;
    }
    return false;
  }

  /** Its back-propagation changes convolutions and the output alone. */
  private static List<Remark> remarks(Obj network, List<Call> calls) {
    List<Call> dense =
        calls.stream().filter(it -> it.method().equals("withFullConnectedLayer")).toList();
    boolean own =
        network.calls("setLearningRule").stream()
            .anyMatch(
                it ->
                    !(it.argument(0) instanceof Obj rule)
                        || !rule.type().endsWith(".ConvolutionalBackpropagation"));
    if (own || dense.size() < 2) {
      return List.of();
    }
    var remarks = new ArrayList<Remark>();
    for (Call call : dense.subList(0, dense.size() - 1)) {
      remarks.add(
          new Remark(
              Remark.Kind.UNTRAINED_LAYER,
              call.place(),
              call.argument(0).real().orElse(Double.NaN),
              ".withFullConnectedLayer(..)"));
    }
    return remarks;
  }

  private void add(Call call) throws Unreadable {
    number++;
    switch (call.method()) {
      case "withInputLayer" -> {
        net.input(
            new Image(
                Perceptron.size(call.argument(2), "channels"),
                Perceptron.size(call.argument(1), "height"),
                Perceptron.size(call.argument(0), "width")));
        inputs = net.size();
      }
      case "withConvolutionLayer" -> convolution(call);
      case "withPoolingLayer" -> pool(call);
      case "withFullConnectedLayer" -> {
        if (call.argument(0) instanceof Obj) {
          throw new Unreadable("a layer of the program's own is not modelled");
        }
        net.dense(
            "layer" + (number - 1),
            Perceptron.size(call.argument(0), "units" + (number - 1)),
            CONNECTION,
            Optional.empty(),
            Activation.SIGMOID,
            call.place());
      }
      default -> throw new Unreadable(call.method() + " is not modelled");
    }
  }

  private void convolution(Call call) throws Unreadable {
    var given = new ArrayList<>(call.arguments());
    Activation function = Activation.TANH;
    if (given.size() == 3 && given.get(0) instanceof Obj kernel) {
      function = Functions.of(given.get(2)).orElseGet(Activation::unknown);
      given.remove(0);
      given.addAll(0, kernel.origin().arguments());
    }
    List<Long> kernel = window(given);
    if (!kernel.get(0).equals(kernel.get(1))) {
      refusals.add(
          new Refusal(
              Refusal.Fault.UNSQUARE_KERNEL,
              "conv" + (number - 1),
              call.place(),
              kernel.get(0),
              kernel.get(1)));
    }
    Image from = images();
    Image to =
        new Image(
            Perceptron.size(given.get(2), "maps"),
            less(from.height(), kernel.get(0) - 1),
            less(from.width(), kernel.get(1) - 1));
    String name = "conv" + (number - 1);
    net.convolution(
        name,
        to,
        kernel,
        1,
        List.of(0L, 0L, 0L, 0L),
        KERNEL,
        Optional.empty(),
        Activation.IDENTITY,
        call.place());
    net.pixelBiases(name, from.channels(), summed(from.channels()), call.place());
    net.activation(name, function, call.place());
  }

  /** The sum of one U(-0.5, 0.5) for each map that is read; nearly normal from a few on. */
  private static Weights summed(Dim terms) {
    return terms.isKnown() && terms.size() == 1
        ? CONNECTION
        : Perceptron.number(terms)
            .<Weights>map(
                it -> new Weights.Declared(new Init.Normal("sum of U(-0.5, 0.5)", 0, it / 12)))
            .orElse(new Weights.Unknown("how many biases a unit adds up is not known"));
  }

  private void pool(Call call) throws Unreadable {
    List<Long> window = window(call.arguments());
    Image from = images();
    String name = "pool" + (number - 1);
    if (window.contains(0L)) {
      // The window is the stride as well, and the maps are divided by it.
      refusals.add(new Refusal(Refusal.Fault.ZERO_STRIDE, name, call.place(), 0, 1));
      return;
    }
    Image to =
        new Image(
            from.channels(),
            divided(from.height(), window.get(0)),
            divided(from.width(), window.get(1)));
    net.maxPool(name, to, window, window, false, call.place());
    net.activation(name, Activation.TANH, call.place());
  }

  private Image images() throws Unreadable {
    return net.image()
        .orElseThrow(() -> new Unreadable("a layer of maps stands behind one of units"));
  }

  /** Height and width out of arguments that begin with width and height. */
  private static List<Long> window(List<Value> given) throws Unreadable {
    if (given.size() < 2 || given.get(0).whole().isEmpty() || given.get(1).whole().isEmpty()) {
      throw new Unreadable("a window is not known");
    }
    return List.of(given.get(1).whole().get(), given.get(0).whole().get());
  }

  private static Dim less(Dim size, long by) throws Unreadable {
    if (size.isKnown() && size.size() <= by) {
      throw new Unreadable("a kernel is larger than the maps that it reads");
    }
    return size.isKnown() ? Dim.of(size.size() - by) : Dim.symbol(size + "-" + by);
  }

  private static Dim divided(Dim size, long by) {
    return size.isKnown() ? Dim.of(size.size() / by) : Dim.symbol("(" + size + ")/" + by);
  }
}

package modellint.deepnetts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Place;
import modellint.graph.Weights;

/**
 * A feed-forward network. Rectified layers draw He normal (He et al. 2015), but behind another
 * fully connected or the input layer by their own width, the fan-out; all others Glorot uniform.
 * {@code hiddenActivationFunction} overrides even what a layer states for itself.
 */
final class NetworkReader {

  static final String UNKNOWN = "unknown";

  private static final String LAYERS = "deepnetts.net.layers.";

  private NetworkReader() {}

  /** A layer; convolution and pooling keep the call that adds them. */
  private record Layer(
      Value units, String activation, boolean output, Place.Line place, Optional<Call> image) {}

  static Definition read(Obj network, Origin.Result built, List<Obj> objects) throws Unreadable {
    List<Call> calls = built.receiver().calls().subList(0, built.before());
    // A softmax for the hidden layers is written down in them and changes none of their functions.
    Optional<String> hidden =
        last(calls, "hiddenActivationFunction")
            .map(it -> word(it.argument(0)))
            .filter(it -> !it.equals("SOFTMAX"));
    var net = new Perceptron(built.receiver().origin().place());
    Optional<Call> start = last(calls, "addInputLayer");
    boolean images = network.type().endsWith(".ConvolutionalNetwork");
    if (start.isEmpty()) {
      net.input(Dim.symbol("inputs"));
    } else if (images) {
      net.input(ImageLayers.input(start.get()));
    } else {
      net.input(Perceptron.size(start.get().argument(0), "inputs"));
    }
    int number = 0;
    String output = "";
    Optional<Long> outputs = Optional.empty();
    var drawn = new ImageLayers(net, hidden);
    for (Layer layer : layers(calls)) {
      number++;
      if (layer.image().isPresent()) {
        drawn.add(layer.image().get(), number);
        continue;
      }
      if (net.image().isPresent() && layer.output()) {
        throw new Unreadable("the library reads a row of the images alone in its output layer");
      }
      boolean behindImages = net.image().isPresent();
      String name = layer.output() ? "output" : "layer" + number;
      String function = layer.output() ? layer.activation() : hidden.orElse(layer.activation());
      Dim units = Perceptron.size(layer.units(), "units" + number);
      net.dense(
          name,
          units,
          weights(net.size(), units, function, layer.output(), behindImages),
          Optional.of(biases(function, layer.output())),
          activation(function),
          layer.place());
      if (layer.output()) {
        output = function;
        outputs = layer.units().whole();
      }
    }
    var head = new Head(output, outputs);
    return net.definition("deepnetts", TrainingReader.of(network, calls, head, drawn, objects));
  }

  private static List<Layer> layers(List<Call> calls) throws Unreadable {
    var layers = new ArrayList<Layer>();
    for (Call call : calls) {
      if (call.method().matches("add(Convolutional|MaxPooling)Layer") && call.certain()) {
        layers.add(new Layer(new Value.Nothing(), "", false, call.place(), Optional.of(call)));
        continue;
      }
      if (!call.method().matches("add(FullyConnectedLayers?|OutputLayer|Layer|Convol.*|Max.*)")) {
        continue;
      }
      if (!call.certain() || call.method().equals("addLayer")) {
        throw new Unreadable("the layer of line " + call.place().line() + " is not known");
      }
      boolean output = call.method().equals("addOutputLayer");
      for (Value size : sizes(call)) {
        layers.add(new Layer(size, function(call), output, call.place(), Optional.empty()));
      }
    }
    return layers;
  }

  /**
   * The function of the layers that a call adds. A fully connected layer has a sigmoid before it is
   * told a softmax, and keeps it: the softmax has a class of its own, which is for outputs.
   */
  private static String function(Call call) {
    String stated = stated(call).map(NetworkReader::word).orElse("SIGMOID");
    return stated.equals("SOFTMAX") && !call.method().equals("addOutputLayer") ? "SIGMOID" : stated;
  }

  /** The function that a call states for the layers it adds. */
  static Optional<Value> stated(Call call) {
    List<Value> given = call.arguments();
    if (given.size() == 2 && call.method().matches("add(FullyConnected|Output)Layer")) {
      return Optional.of(given.get(1));
    }
    return given.stream().filter(Value.Constant.class::isInstance).findFirst();
  }

  private static List<Value> sizes(Call call) throws Unreadable {
    if (!call.method().equals("addFullyConnectedLayers")) {
      return call.arguments().subList(0, Math.min(1, call.arguments().size()));
    }
    var sizes = new ArrayList<Value>();
    for (Value value : call.arguments()) {
      if (value instanceof Value.Elements it) {
        sizes.addAll(it.values());
      } else if (value.why().isPresent()) {
        // Any of them may be an array, the first one a function.
        throw new Unreadable("its layers are not known: " + value.why().get());
      } else if (!(value instanceof Value.Constant)) {
        sizes.add(value);
      }
    }
    return sizes;
  }

  static Optional<Call> last(List<Call> calls, String method) {
    return calls.stream().filter(it -> it.method().equals(method)).reduce((a, b) -> b);
  }

  /** A constant's name; a class of outputs by the function that its layer has. */
  static String word(Value value) {
    if (!(value instanceof Value.Constant it)) {
      return UNKNOWN;
    }
    return switch (it.type()) {
      case LAYERS + "SoftmaxOutputLayer" -> "SOFTMAX";
      case LAYERS + "OutputLayer" -> "SIGMOID";
      default -> it.name();
    };
  }

  private static Weights weights(
      Dim in, Dim units, String function, boolean output, boolean behindImages) {
    Optional<Double> from = Perceptron.number(in);
    Optional<Double> to = Perceptron.number(units);
    boolean rectified = !output && function.endsWith("RELU");
    if (function.equals(UNKNOWN) && !output) {
      return new Weights.Unknown("how a layer is drawn depends on its activation");
    }
    if (to.isEmpty() || (!rectified && from.isEmpty())) {
      return new Weights.Unknown("the variance of a layer depends on its fans");
    }
    if (rectified && behindImages) {
      return from.<Weights>map(it -> new Weights.Declared(new Init.Normal("He", 0, 2 / it)))
          .orElse(new Weights.Unknown("the variance of a layer depends on its fans"));
    }
    if (rectified) {
      return new Weights.Declared(new Init.Normal("He by the fan-out", 0, 2 / to.get()));
    }
    double limit = StrictMath.sqrt(6 / (from.orElseThrow() + to.get()));
    return new Weights.Declared(new Init.Uniform("Glorot uniform", -limit, limit));
  }

  private static Weights biases(String function, boolean output) {
    if (!output) {
      return new Weights.Declared(new Init.Constant("constant", 0.1));
    }
    return new Weights.Declared(
        function.equals("SOFTMAX")
            ? new Init.Normal("gaussian", 0.1, 0.05 * 0.05)
            : new Init.Uniform("U(-0.5, 0.5)", -0.5, 0.5));
  }

  static Activation activation(String function) {
    return switch (function) {
      case "LINEAR" -> Activation.IDENTITY;
      case "SIGMOID" -> Activation.SIGMOID;
      case "TANH" -> Activation.TANH;
      case "RELU" -> Activation.RELU;
      case "SOFTMAX" -> Activation.softmax(1);
      default -> Activation.custom(function);
    };
  }
}

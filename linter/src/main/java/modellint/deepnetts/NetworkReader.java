package modellint.deepnetts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.graph.Weights;

/**
 * A feed-forward network. Rectified layers draw He normal (He et al. 2015), but behind another
 * fully connected or the input layer by their own width, the fan-out; all others Glorot uniform.
 * {@code hiddenActivationFunction} overrides even what a layer states for itself.
 */
final class NetworkReader {

  private static final String UNKNOWN = "unknown";

  private NetworkReader() {}

  /** A layer; convolution and pooling keep the call that adds them. */
  private record Layer(
      Value units, String activation, boolean output, Place.Line place, Optional<Call> image) {}

  static Definition read(Obj network, Origin.Result built, List<Obj> objects) throws Unreadable {
    List<Call> calls = built.receiver().calls().subList(0, built.before());
    Optional<String> hidden =
        last(calls, "hiddenActivationFunction").map(it -> word(it.argument(0)));
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
    return net.definition("deepnetts", training(network, calls, output, outputs, objects));
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
      String activation = stated(call).map(NetworkReader::word).orElse("SIGMOID");
      for (Value size : sizes(call)) {
        layers.add(new Layer(size, activation, output, call.place(), Optional.empty()));
      }
    }
    return layers;
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

  private static Optional<Call> last(List<Call> calls, String method) {
    return calls.stream().filter(it -> it.method().equals(method)).reduce((a, b) -> b);
  }

  static String word(Value value) {
    return value instanceof Value.Constant it ? it.name() : UNKNOWN;
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

  private static Training training(
      Obj network, List<Call> calls, String output, Optional<Long> outputs, List<Obj> objects) {
    List<Obj> trainers = trainers(network, objects);
    var places = new LinkedHashMap<String, Place>();
    Optional<Call> rate = set(trainers, "setLearningRate");
    rate.ifPresent(it -> places.put("learningRate", it.place()));
    Optional<Call> optimizer = set(trainers, "setOptimizer");
    optimizer.ifPresent(it -> places.put("optimizer", it.place()));
    String kind = optimizer.map(it -> word(it.argument(0))).orElse("SGD");
    Optional<Call> loss = last(calls, "lossFunction");
    loss.ifPresent(it -> places.put("loss", it.place()));
    boolean momentum = kind.equals("MOMENTUM");
    return Training.builder()
        .optimizer(Optional.of(kind.toLowerCase(Locale.ROOT)))
        .learningRate(
            rate.isPresent() ? rate.get().argument(0).real() : Optional.of((double) 0.01f))
        // A momentum without the optimiser of that name is never read.
        .momentum(
            momentum
                ? set(trainers, "setMomentum").map(it -> it.argument(0)).flatMap(Value::real)
                : Optional.empty())
        // Penalties that the trainer is told are kept, and no step reads them: see the remarks.
        .loss(loss.map(it -> of(word(it.argument(0)), output, outputs)))
        .batchSize(batch(trainers))
        .details(
            TrainingDetails.builder()
                .lossName(loss.map(it -> word(it.argument(0)).toLowerCase(Locale.ROOT)))
                .defaults(rate.isPresent() ? Set.of() : Set.of("learningRate"))
                .places(places)
                .remarks(Remarks.of(calls, trainers, momentum))
                .refusals(Refused.by(network, calls, trainers))
                .build())
        .build();
  }

  /** A batch is read in batch mode alone; otherwise every sample is a step of its own. */
  private static Optional<Integer> batch(List<Obj> trainers) {
    Optional<Call> mode = set(trainers, "setBatchMode");
    boolean online = mode.isEmpty() || mode.get().argument(0).truth().filter(it -> !it).isPresent();
    boolean known = mode.isEmpty() || mode.get().argument(0).truth().isPresent();
    return online
        ? Optional.of(1)
        : known
            ? set(trainers, "setBatchSize")
                .flatMap(it -> it.argument(0).whole())
                .map(Long::intValue)
            : Optional.empty();
  }

  /** {@code network.getTrainer()}, or a trainer made for the network. */
  private static List<Obj> trainers(Obj network, List<Obj> objects) {
    return objects.stream()
        .filter(
            it ->
                (it.origin() instanceof Origin.Result made
                        && made.receiver() == network
                        && made.method().equals("getTrainer"))
                    || (it.type().equals(DeepNettsApi.TRAINER)
                        && it.origin().arguments().stream().anyMatch(a -> a == network)))
        .toList();
  }

  private static Optional<Call> set(List<Obj> trainers, String setter) {
    return trainers.stream().flatMap(it -> it.calls(setter).stream()).reduce((a, b) -> b);
  }

  private static Loss of(String loss, String output, Optional<Long> outputs) {
    if (loss.equals("MEAN_SQUARED_ERROR")) {
      return Loss.MSE;
    }
    boolean single = outputs.filter(it -> it == 1).isPresent();
    if (single && output.equals("SIGMOID")) {
      return Loss.SIGMOID_CROSS_ENTROPY;
    }
    return !single && output.equals("SOFTMAX") ? Loss.SOFTMAX_CROSS_ENTROPY : Loss.OTHER;
  }
}

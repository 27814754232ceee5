package modellint.smile;

import java.util.ArrayList;
import java.util.HashSet;
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
 * {@code new MLP(Layer.input(p), Layer.rectifier(50), Layer.mle(k, SOFTMAX))}. Every weight is
 * drawn from U(+-sqrt(6/(in+out))) of Glorot and Bengio 2010 whatever the activation, every bias is
 * zero.
 */
final class PerceptronReader {

  /** One layer: {@code kind} is the factory's name. */
  private record Layer(String kind, List<Value> arguments, Place.Line place) {
    Value argument(int index) {
      return index < arguments.size() ? arguments.get(index) : new Value.Nothing();
    }
  }

  private PerceptronReader() {}

  static Definition read(Obj mlp) throws Unreadable {
    boolean fitted = mlp.origin() instanceof Origin.Static;
    Told told = fitted ? Told.by(properties(mlp)) : Told.on(mlp);
    List<Layer> layers = fitted ? fitted(mlp, told) : layers(mlp);
    if (layers.isEmpty() || !layers.get(0).kind().equals("input")) {
      throw new Unreadable("its layers are not known");
    }
    var net = new Perceptron(mlp.origin().place());
    net.input(Perceptron.size(layers.get(0).argument(0), "inputs"));
    dropout(net, "input", layers.get(0).argument(1), layers.get(0).place());
    Optional<Layer> output = Optional.empty();
    int number = 0;
    for (Layer layer : layers.subList(1, layers.size())) {
      number++;
      boolean last = layer.kind().matches("mle|mse");
      String name = last ? "output" : layer.kind() + number;
      Dim units = Perceptron.size(layer.argument(0), "units" + number);
      dense(net, name, units, last ? outputOf(layer) : activation(layer), layer.place());
      if (last) {
        output = Optional.of(layer);
      } else {
        dropout(net, name, layer.argument(1), layer.place());
      }
    }
    if (output.isEmpty() && mlp.type().equals("smile.regression.MLP")) {
      dense(net, "output", Dim.of(1), Activation.IDENTITY, mlp.origin().place());
    }
    Training training = training(told, output);
    return net.definition(
        "smile",
        fitted
            ? training.fittedTo(Fitted.data(told, batch(told), mlp.origin().place()))
            : training);
  }

  private static void dense(
      Perceptron net, String name, Dim units, Activation activation, Place place) {
    Optional<Double> in = Perceptron.number(net.size());
    Optional<Double> out = Perceptron.number(units);
    Weights weights = new Weights.Unknown("the variance of " + name + " depends on its fans");
    if (in.isPresent() && out.isPresent()) {
      double limit = StrictMath.sqrt(6 / (in.get() + out.get()));
      weights = new Weights.Declared(new Init.Uniform("Glorot uniform", -limit, limit));
    }
    Weights zero = new Weights.Declared(new Init.Constant("zero", 0));
    net.dense(name, units, weights, Optional.of(zero), activation, place);
  }

  private static void dropout(Perceptron net, String name, Value ratio, Place place) {
    if (ratio instanceof Value.Unknown it) {
      net.unknown("the dropout of " + name + ": " + it.reason());
    }
    ratio.real().filter(it -> it > 0).ifPresent(it -> net.dropout(name, it, place));
  }

  private static List<Layer> layers(Obj mlp) throws Unreadable {
    List<Value> given = new ArrayList<>();
    for (Value value : mlp.origin().arguments()) {
      if (value instanceof Value.Elements it) {
        given.addAll(it.values());
      } else if (!(value instanceof Value.Nothing)) {
        given.add(value);
      }
    }
    var layers = new ArrayList<Layer>();
    for (Value value : given) {
      if (!(value instanceof Obj it)) {
        throw new Unreadable(value.why().orElse("a layer is not known"));
      }
      if (it.origin() instanceof Origin.Static made && made.type().endsWith(".mlp.Layer")) {
        if (made.method().equals("of")) {
          layers.addAll(specified(made));
        } else {
          layers.add(layer(made));
        }
      }
    }
    return layers;
  }

  private static Layer layer(Origin.Static made) {
    // Layer.builder("relu", 50, dropout, parameter) has the name first.
    return made.method().equals("builder")
        ? new Layer(
            made.arguments().get(0).text().orElse("unknown").toLowerCase(Locale.ROOT),
            made.arguments().subList(1, made.arguments().size()),
            made.place())
        : new Layer(made.method(), made.arguments(), made.place());
  }

  private static Value properties(Obj fitted) {
    List<Value> arguments = fitted.origin().arguments();
    return arguments.size() < 3 ? new Value.Nothing() : arguments.get(2);
  }

  /** {@code MLP.fit(x, y, properties)}: one hidden layer of 100 rectifiers unless told else. */
  private static List<Layer> fitted(Obj mlp, Told told) throws Unreadable {
    List<Value> arguments = mlp.origin().arguments();
    Place.Line place = mlp.origin().place();
    Optional<Call> given = told.last("layers");
    Value text = given.map(it -> it.argument(0)).orElse(new Value.Text("ReLU(100)"));
    var layers =
        new ArrayList<>(
            specified(
                text, Fitted.features(arguments.get(0)), given.map(Call::place).orElse(place)));
    layers.add(
        mlp.type().equals("smile.regression.MLP")
            ? head(0, place)
            : Fitted.classes(arguments.get(1))
                .map(it -> head(it, place))
                .orElse(new Layer("mle", List.of(Fitted.CLASSES), place)));
    return layers;
  }

  /** {@code Layer.of(k, p, "ReLU(100)|Sigmoid(30, 0.5)")}. */
  private static List<Layer> specified(Origin.Static made) throws Unreadable {
    List<Value> arguments = made.arguments();
    long classes =
        arguments
            .get(0)
            .whole()
            .orElseThrow(() -> new Unreadable("the number of classes is not known"));
    var layers = new ArrayList<>(specified(arguments.get(2), arguments.get(1), made.place()));
    layers.add(head(classes, made.place()));
    return layers;
  }

  private static List<Layer> specified(Value given, Value inputs, Place.Line place)
      throws Unreadable {
    String text =
        given.text().orElseThrow(() -> new Unreadable("the layers are a text that is not known"));
    var layers = new ArrayList<Layer>();
    for (String part : text.split("\\|", -1)) {
      String[] words = part.strip().split("[(),\\s]+", -1);
      var arguments = new ArrayList<Value>();
      for (int i = 1; i < words.length; i++) {
        if (words[i].matches("\\d+")) {
          arguments.add(new Value.Whole(Long.parseLong(words[i])));
        } else if (words[i].matches("[0-9.eE-]+")) {
          arguments.add(new Value.Real(Double.parseDouble(words[i])));
        }
      }
      String kind = words[0].toLowerCase(Locale.ROOT);
      if (layers.isEmpty() && !kind.equals("input")) {
        layers.add(new Layer("input", List.of(inputs), place));
      }
      layers.add(new Layer(kind, arguments, place));
    }
    return layers;
  }

  /** The output that a number of classes asks for; below two it is a regression. */
  private static Layer head(long classes, Place.Line place) {
    String function = classes < 2 ? "LINEAR" : classes == 2 ? "SIGMOID" : "SOFTMAX";
    List<Value> arguments =
        List.of(
            new Value.Whole(classes > 2 ? classes : 1),
            new Value.Constant("OutputFunction", function));
    return new Layer(classes < 2 ? "mse" : "mle", arguments, place);
  }

  private static Activation activation(Layer layer) {
    return switch (layer.kind()) {
      case "rectifier", "relu" -> Activation.RELU;
      // In the library leaky(n) makes a plain rectifier; only the longer forms leak, by 0.01.
      case "leaky" ->
          layer.arguments().size() < 2
              ? Activation.RELU
              : Activation.leakyRelu(layer.argument(2).real().orElse(0.01));
      case "sigmoid" -> Activation.SIGMOID;
      case "tanh" -> Activation.TANH;
      case "linear" -> Activation.IDENTITY;
      default -> Activation.custom(layer.kind());
    };
  }

  private static String function(Layer output) {
    return output.argument(1) instanceof Value.Constant it ? it.name() : "unknown";
  }

  private static Activation outputOf(Layer output) {
    return switch (function(output)) {
      case "SOFTMAX" -> Activation.softmax(1);
      case "SIGMOID" -> Activation.SIGMOID;
      case "LINEAR" -> Activation.IDENTITY;
      default -> Activation.custom("OutputFunction");
    };
  }

  private static Training training(Told told, Optional<Layer> output) {
    var places = new LinkedHashMap<String, Place>();
    Optional<Call> rate = told.last("setLearningRate");
    rate.ifPresent(it -> places.put("learningRate", it.place()));
    Optional<Call> rms = told.last("setRMSProp");
    Optional<TrainingDetails.Schedule> changing =
        rate.flatMap(it -> Rates.schedule(it.argument(0), it.place()));
    Optional<Training.Clipping> clip =
        told.number("setClipNorm")
            .map(it -> new Training.Clipping("l2-per-parameter", it))
            .or(() -> told.number("setClipValue").map(it -> new Training.Clipping("value", it)));
    var defaults = new HashSet<String>();
    if (rate.isEmpty()) {
      defaults.add("learningRate");
    }
    Loss loss =
        output
            .filter(it -> it.kind().equals("mle"))
            .map(
                it ->
                    function(it).equals("SOFTMAX")
                        ? Loss.SOFTMAX_CROSS_ENTROPY
                        : function(it).equals("SIGMOID") ? Loss.SIGMOID_CROSS_ENTROPY : Loss.OTHER)
            .orElse(Loss.MSE);
    return Training.builder()
        .optimizer(Optional.of(rms.isPresent() ? "rmsprop" : "sgd"))
        .learningRate(rate.isEmpty() ? Optional.of(0.01) : Rates.first(rate.get().argument(0)))
        .momentum(told.last("setMomentum").flatMap(it -> Rates.first(it.argument(0))))
        .schedule(changing.map(TrainingDetails.Schedule::kind))
        .clipping(clip)
        .weightDecay(told.number("setWeightDecay"))
        .loss(Optional.of(loss))
        .details(
            TrainingDetails.builder()
                .lossName(output.map(Layer::kind))
                .schedule(changing)
                .defaults(Set.copyOf(defaults))
                .places(places)
                .build())
        .build();
  }

  private static Optional<Integer> batch(Told told) {
    return told.last("miniBatch").isEmpty()
        ? Optional.of(32)
        : told.number("miniBatch").map(Double::intValue);
  }
}

package modellint.encog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/**
 * One network: its layers, how {@code reset} draws their weights, and the training found for it.
 */
final class NetworkReader {

  private static final Value NONE = new Value.Nothing();

  private NetworkReader() {}

  /** A layer; {@code biased} says that the layer behind it has a bias. */
  record Layer(Value activation, boolean biased, Value units, Value dropout, Place.Line place) {}

  static Definition read(Obj network, List<Obj> objects) throws Unreadable {
    List<Layer> layers = layers(network);
    if (layers.size() < 2) {
      throw new Unreadable("its layers are not known");
    }
    var net = new Perceptron(network.origin().place());
    net.input(Perceptron.size(layers.get(0).units(), "inputs"));
    var draws = Draws.of(network, objects, layers);
    for (int i = 1; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      String name = "layer" + i;
      var units = Perceptron.size(layer.units(), "units" + i);
      String function = Draws.word(layer.activation());
      net.dense(
          name,
          units,
          draws.weights(net.size(), units, Draws.word(layers.get(i - 1).activation()), function),
          layers.get(i - 1).biased()
              ? Optional.of(draws.biases(net.size(), units, function))
              : Optional.empty(),
          activation(function),
          layer.place());
      layer
          .dropout()
          .real()
          .filter(it -> it > 0)
          .ifPresent(it -> net.dropout(name, it, layer.place()));
    }
    String output = Draws.word(layers.get(layers.size() - 1).activation());
    return net.definition("encog", training(network, objects, output));
  }

  private static List<Layer> layers(Obj network) throws Unreadable {
    if (network.origin() instanceof Origin.Static it) {
      return simple(it);
    }
    if (network.origin() instanceof Origin.Result it) {
      return pattern(it);
    }
    var layers = new ArrayList<Layer>();
    for (Call call : network.calls("addLayer")) {
      if (!call.certain() || !(call.argument(0) instanceof Obj layer)) {
        throw new Unreadable(call.argument(0).why().orElse("a layer is added on a condition"));
      }
      layers.add(layer(layer));
    }
    return layers;
  }

  /** {@code new BasicLayer([activation, biased,] units[, dropout])}. */
  private static Layer layer(Obj made) throws Unreadable {
    List<Value> it = made.origin().arguments();
    Place.Line place = made.origin().place();
    if (it.size() == 1) {
      return new Layer(new Value.Constant("", "ActivationSigmoid"), true, it.get(0), NONE, place);
    }
    if (it.size() < 3 || it.get(1).truth().isEmpty()) {
      throw new Unreadable("a layer's bias is not known");
    }
    return new Layer(
        it.get(0), it.get(1).truth().get(), it.get(2), it.size() > 3 ? it.get(3) : NONE, place);
  }

  private static List<Layer> simple(Origin.Static made) throws Unreadable {
    List<Value> it = made.arguments();
    boolean tanh =
        it.get(4).truth().orElseThrow(() -> new Unreadable("the activation is not known"));
    return stack(
        it.subList(0, 3),
        it.get(3),
        new Value.Constant("", tanh ? "ActivationTANH" : "ActivationSigmoid"),
        made.place());
  }

  private static List<Layer> pattern(Origin.Result made) {
    Obj pattern = made.receiver();
    var sizes = new ArrayList<Value>();
    sizes.add(last(pattern, "setInputNeurons"));
    pattern.calls("addHiddenLayer").forEach(it -> sizes.add(it.argument(0)));
    return stack(
        sizes,
        last(pattern, "setOutputNeurons"),
        last(pattern, "setActivationFunction"),
        made.place());
  }

  private static Value last(Obj object, String setter) {
    return object.calls(setter).stream()
        .reduce((a, b) -> b)
        .map(it -> it.argument(0))
        .orElse(new Value.Unknown(setter, setter + " is not called"));
  }

  /** A pattern's network: no activation on the input, biases everywhere. */
  private static List<Layer> stack(
      List<Value> sizes, Value outputs, Value activation, Place.Line place) {
    var layers = new ArrayList<Layer>();
    for (Value size : sizes) {
      if (size.whole().filter(it -> it == 0).isEmpty()) {
        layers.add(new Layer(layers.isEmpty() ? NONE : activation, true, size, NONE, place));
      }
    }
    layers.add(new Layer(activation, false, outputs, NONE, place));
    return layers;
  }

  private static Activation activation(String function) {
    return switch (function) {
      case "Linear" -> Activation.IDENTITY;
      case "Sigmoid" -> Activation.SIGMOID;
      case "TANH" -> Activation.TANH;
      case "ReLU" -> Activation.RELU;
      case "SoftMax" -> Activation.softmax(1);
      default -> Activation.custom(function);
    };
  }

  private static Training training(Obj network, List<Obj> objects, String output) {
    return objects.stream()
        .filter(it -> it.type().startsWith("org.encog.neural.networks.training."))
        .filter(it -> it.origin().arguments().stream().anyMatch(a -> a == network))
        .findFirst()
        .map(it -> training(it, output))
        .orElse(Training.UNKNOWN);
  }

  private static Training training(Obj trainer, String output) {
    String type = trainer.type().substring(trainer.type().lastIndexOf('.') + 1);
    List<Value> arguments = trainer.origin().arguments();
    boolean gradient = type.equals("Backpropagation");
    boolean stochastic = type.equals("StochasticGradientDescent");
    Optional<Double> rate =
        gradient && arguments.size() > 2
            ? arguments.get(2).real()
            : stochastic ? Optional.of(1e-3) : Optional.empty();
    Optional<Double> momentum =
        gradient && arguments.size() > 3
            ? arguments.get(3).real()
            : stochastic
                    && updateRule(trainer).filter(it -> it.matches("momentum|nesterov")).isPresent()
                ? Optional.of(0.9)
                : Optional.empty();
    var places = new LinkedHashMap<String, Place>();
    places.put("optimizer", trainer.origin().place());
    return new Training(
        switch (type) {
          case "Backpropagation" -> Optional.of("sgd");
          case "ResilientPropagation" -> Optional.of("rprop");
          case "StochasticGradientDescent" -> updateRule(trainer);
          default -> Optional.of(type.toLowerCase(java.util.Locale.ROOT));
        },
        set(trainer, "setLearningRate").or(() -> rate),
        set(trainer, "setMomentum").or(() -> momentum),
        gradient && arguments.size() == 2 ? Optional.of("SmartLearningRate") : Optional.empty(),
        Optional.empty(),
        set(trainer, "setL1"),
        set(trainer, "setL2"),
        Optional.empty(),
        Optional.of(stochastic ? crossEntropy(output) : Loss.MSE),
        Optional.empty(),
        new TrainingDetails(
            Optional.of(stochastic ? "crossentropy" : "linear"),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            stochastic && set(trainer, "setLearningRate").isEmpty()
                ? Set.of("learningRate", "loss")
                : Set.of("loss"),
            List.of(),
            places));
  }

  /** The trainer takes target minus output for the gradient, which is so for these two. */
  private static Loss crossEntropy(String output) {
    return switch (output) {
      case "Sigmoid" -> Loss.SIGMOID_CROSS_ENTROPY;
      case "SoftMax" -> Loss.SOFTMAX_CROSS_ENTROPY;
      default -> Loss.OTHER;
    };
  }

  /** Adam unless told else; empty for a rule of the user's own. */
  private static Optional<String> updateRule(Obj trainer) {
    Optional<Value> rule =
        trainer.calls("setUpdateRule").stream().reduce((a, b) -> b).map(it -> it.argument(0));
    if (rule.isEmpty()) {
      return Optional.of("adam");
    }
    return rule.filter(Obj.class::isInstance)
        .map(it -> ((Obj) it).type())
        .filter(it -> it.startsWith("org.encog."))
        .map(it -> it.substring(it.lastIndexOf('.') + 1).replace("Update", ""))
        .map(it -> it.toLowerCase(java.util.Locale.ROOT));
  }

  private static Optional<Double> set(Obj trainer, String setter) {
    return trainer.calls(setter).stream().reduce((a, b) -> b).flatMap(it -> it.argument(0).real());
  }
}

package modellint.encog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.definition.Activation;
import modellint.definition.Definition;
import modellint.definition.Perceptron;
import modellint.definition.Unreadable;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/**
 * One network: its layers, how {@code reset} draws their weights, and the training found for it.
 */
final class NetworkReader {

  private NetworkReader() {}

  static Definition read(Obj network, List<Obj> objects) throws Unreadable {
    List<Layer> layers = Stacks.of(network);
    if (layers.size() < 2) {
      throw new Unreadable("its layers are not known");
    }
    var net = new Perceptron(network.origin().place());
    net.input(Perceptron.size(layers.get(0).units(), "inputs"));
    var draws = Draws.of(network, objects, layers);
    for (int i = 1; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      Layer before = layers.get(i - 1);
      String name = "layer" + i;
      if (before.context().isPresent()) {
        net.remember(
            "context" + i, Perceptron.size(before.context().get(), "context" + i), before.place());
      }
      var units = Perceptron.size(layer.units(), "units" + i);
      String function = Draws.word(layer.activation());
      net.dense(
          name,
          units,
          draws.weights(net.size(), units, function, Draws.word(before.activation())),
          before.biased()
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
    return net.definition("encog", training(network, objects));
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

  private static Training training(Obj network, List<Obj> objects) {
    return objects.stream()
        .filter(it -> it.type().startsWith("org.encog.neural.networks.training."))
        .filter(it -> it.origin().arguments().stream().anyMatch(a -> a == network))
        .findFirst()
        .map(NetworkReader::training)
        .orElse(Training.UNKNOWN);
  }

  private static Training training(Obj trainer) {
    String type = trainer.type().substring(trainer.type().lastIndexOf('.') + 1);
    List<Value> arguments = trainer.origin().arguments();
    boolean gradient = type.equals("Backpropagation");
    boolean adam = type.equals("StochasticGradientDescent");
    Optional<Double> rate =
        gradient && arguments.size() > 2
            ? arguments.get(2).real()
            : adam ? Optional.of(1e-3) : Optional.empty();
    Optional<Double> momentum =
        gradient && arguments.size() > 3 ? arguments.get(3).real() : Optional.empty();
    var places = new LinkedHashMap<String, Place>();
    places.put("optimizer", trainer.origin().place());
    return new Training(
        Optional.of(
            switch (type) {
              case "Backpropagation" -> "sgd";
              case "ResilientPropagation" -> "rprop";
              case "StochasticGradientDescent" -> "adam";
              default -> type.toLowerCase(java.util.Locale.ROOT);
            }),
        set(trainer, "setLearningRate").or(() -> rate),
        set(trainer, "setMomentum").or(() -> momentum),
        gradient && arguments.size() == 2 ? Optional.of("SmartLearningRate") : Optional.empty(),
        Optional.empty(),
        set(trainer, "setL1"),
        set(trainer, "setL2"),
        Optional.empty(),
        Optional.of(adam ? Loss.OTHER : Loss.MSE),
        Optional.empty(),
        new TrainingDetails(
            Optional.of(adam ? "crossentropy" : "linear"),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            adam ? Set.of("learningRate", "loss") : Set.of("loss"),
            List.of(),
            places));
  }

  private static Optional<Double> set(Obj trainer, String setter) {
    return trainer.calls(setter).stream().reduce((a, b) -> b).flatMap(it -> it.argument(0).real());
  }
}

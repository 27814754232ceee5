package modellint.smile;

import java.util.List;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.eval.Value;
import modellint.graph.Place;

/**
 * One layer of a perceptron as a factory or a text states it.
 *
 * @param kind the factory's name
 * @param isKnown true where the library has such a factory
 */
record MlpLayer(String kind, List<Value> arguments, Place.Line place, boolean isKnown) {

  MlpLayer {
    arguments = List.copyOf(arguments);
  }

  MlpLayer(String kind, List<Value> arguments, Place.Line place) {
    this(
        kind,
        arguments,
        place,
        kind.matches("input|mle|mse|rectifier|relu|leaky|sigmoid|tanh|linear"));
  }

  /** What a text names and the library does not have. */
  static MlpLayer misspelt(String kind, List<Value> arguments, Place.Line place) {
    return new MlpLayer(kind, arguments, place, false);
  }

  Value argument(int index) {
    return index < arguments.size() ? arguments.get(index) : new Value.Nothing();
  }

  boolean isInput() {
    return kind.equals("input");
  }

  boolean isOutput() {
    return kind.matches("mle|mse");
  }

  /** The share of the layer's units that dropout takes. */
  Value dropout() {
    return isOutput() ? new Value.Nothing() : argument(1);
  }

  /** The slope of a leaky rectifier below zero. */
  Optional<Double> leak() {
    return kind.equals("leaky") ? argument(2).real() : Optional.empty();
  }

  Activation activation() {
    return switch (isOutput() ? function() : kind) {
      case "rectifier", "relu" -> Activation.RELU;
      case "leaky" ->
          Activation.leakyRelu(argument(2).real().filter(it -> !it.isNaN()).orElse(0.01));
      case "sigmoid", "SIGMOID" -> Activation.SIGMOID;
      case "tanh" -> Activation.TANH;
      case "linear", "LINEAR" -> Activation.IDENTITY;
      case "SOFTMAX" -> Activation.softmax(1);
      default -> Activation.custom(isOutput() ? "OutputFunction" : kind);
    };
  }

  /** The function of an output layer. */
  String function() {
    return argument(1) instanceof Value.Constant it ? it.name() : "unknown";
  }

  Optional<Long> units() {
    return argument(0).whole();
  }
}

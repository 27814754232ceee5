package modellint.tensorflow;

import java.util.List;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.eval.Value;

/** Pointwise functions: operations of {@code nn} and {@code math}, classes of the framework. */
final class Functions {

  private Functions() {}

  static Optional<Activation> of(Operation it) {
    if (it.space().startsWith("activations.")) {
      String name = it.space().substring("activations.".length());
      List<Value> settings = it.owner().map(owner -> owner.origin().arguments()).orElse(List.of());
      return framework(name, settings);
    }
    return it.isFramework() ? Optional.empty() : operation(it);
  }

  private static Optional<Activation> operation(Operation it) {
    return switch (it.method()) {
      case "relu" -> Optional.of(Activation.RELU);
      case "relu6" -> Optional.of(Activation.clip(0, 6));
      case "elu" -> Optional.of(Activation.elu(1));
      case "selu" -> Optional.of(Activation.SELU);
      case "leakyRelu" ->
          Optional.of(Activation.leakyRelu(it.option("alpha").flatMap(Value::real).orElse(0.2)));
      case "sigmoid" -> Optional.of(Activation.SIGMOID);
      case "tanh" -> Optional.of(Activation.TANH);
      case "softplus" -> Optional.of(Activation.SOFTPLUS);
      case "softsign" -> Optional.of(Activation.SOFTSIGN);
      case "gelu" -> Optional.of(Activation.GELU);
      case "softmax" -> Optional.of(Activation.softmax(-1));
      case "logSoftmax" -> Optional.of(Activation.logSoftmax(-1));
      default -> Optional.empty();
    };
  }

  /** Constructors of the framework begin with a name where they have one. */
  private static Optional<Activation> framework(String name, List<Value> settings) {
    Optional<Double> first = settings.stream().flatMap(it -> it.real().stream()).findFirst();
    return switch (name) {
      case "ReLU" -> rectifier(settings);
      case "ELU" -> Optional.of(Activation.elu(first.orElse(1.0)));
      case "SELU" -> Optional.of(Activation.SELU);
      case "Sigmoid" -> Optional.of(Activation.SIGMOID);
      case "HardSigmoid" -> Optional.of(Activation.hardSigmoid(0.2, 0.5));
      case "Tanh" -> Optional.of(Activation.TANH);
      case "Softplus" -> Optional.of(Activation.SOFTPLUS);
      case "Softsign" -> Optional.of(Activation.SOFTSIGN);
      case "Swish" -> Optional.of(Activation.SWISH);
      case "GELU" -> Optional.of(Activation.GELU);
      case "Linear" -> Optional.of(Activation.IDENTITY);
      case "Softmax" -> Optional.of(Activation.softmax(first.map(Double::intValue).orElse(-1)));
      case "Exponential" -> Optional.of(Activation.custom("Exponential"));
      default -> Optional.empty();
    };
  }

  /** {@code new ReLU(alpha, maxValue, threshold)}. */
  private static Optional<Activation> rectifier(List<Value> settings) {
    List<Double> numbers = settings.stream().flatMap(it -> it.real().stream()).toList();
    if (numbers.isEmpty()) {
      return Optional.of(Activation.RELU);
    }
    boolean plain = numbers.size() < 3 || numbers.get(2) == 0;
    boolean open = numbers.size() < 2 || Double.isNaN(numbers.get(1));
    if (plain && open) {
      return Optional.of(
          numbers.get(0) == 0 ? Activation.RELU : Activation.leakyRelu(numbers.get(0)));
    }
    return plain && numbers.get(0) == 0
        ? Optional.of(Activation.clip(0, numbers.get(1)))
        : Optional.of(Activation.custom("ReLU"));
  }
}

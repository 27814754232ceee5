package modellint.smile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.eval.Value;
import modellint.graph.Attribute;

/** Activation functions by the names that {@code smile.deep} gives them. */
final class Functions {

  private Functions() {}

  /** The function of a name; its first argument may be a parameter. */
  static Activation named(String name, List<Value> arguments) {
    Optional<Double> parameter = arguments.stream().findFirst().flatMap(Value::real);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "relu" -> Activation.RELU;
      case "leaky", "leakyrelu" -> Activation.leakyRelu(parameter.orElse(0.01));
      case "gelu" -> Activation.GELU;
      case "silu" -> Activation.SWISH;
      case "mish" -> Activation.MISH;
      case "elu" -> Activation.elu(parameter.orElse(1.0));
      case "tanh" -> Activation.TANH;
      case "sigmoid" -> Activation.SIGMOID;
      case "softplus" -> Activation.SOFTPLUS;
      case "logsigmoid" -> Activation.LOG_SIGMOID;
      case "tanhshrink" -> Activation.TANH_SHRINK;
      case "relu6" -> Activation.clip(0, 6);
      case "hardswish" -> new Activation("HardSwish", Map.of());
      case "hardshrink" -> shrink(parameter.orElse(0.5), 0);
      case "softshrink" -> shrink(parameter.orElse(0.5), parameter.orElse(0.5));
      case "softmax" -> Activation.softmax(1);
      case "logsoftmax" -> Activation.logSoftmax(1);
      default -> Activation.custom(name);
    };
  }

  private static Activation shrink(double lambda, double bias) {
    return new Activation(
        "Shrink", Map.of("lambd", new Attribute.Real(lambda), "bias", new Attribute.Real(bias)));
  }
}

package modellint.djl;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Attribute;

/** Activation functions under the names that blocks, static methods and arrays have for them. */
final class Pointwise {

  private static final String SLOPE = "beta";

  private Pointwise() {}

  /** {@code Activation.reluBlock()}; empty where {@code made} is no activation. */
  static Optional<List<Tensor>> block(Walk walk, Origin.Static made, List<Tensor> in) {
    if (!made.type().equals(DjlApi.NN + "Activation")) {
      return Optional.empty();
    }
    String name = made.method().replaceAll("Block$", "");
    return of(name, made.arguments()).map(it -> in.stream().map(x -> apply(walk, x, it)).toList());
  }

  static Tensor apply(Walk walk, Tensor x, Activation function) {
    Attribute slope = function.attributes().get(SLOPE);
    if (function.operator().equals("Swish") && slope instanceof Attribute.Real it) {
      String scaled =
          walk.blocks().op("Mul", "Slope", x.name(), walk.blocks().scalar("slope", it.value()));
      String gate = walk.blocks().op("Sigmoid", "Sigmoid", scaled);
      return x.like(walk.blocks().op("Mul", "Swish", x.name(), gate));
    }
    return x.like(walk.blocks().activation(x.name(), function));
  }

  /** The function that the library calls {@code name}, with its parameters. */
  static Optional<Activation> of(String name, List<Value> parameters) {
    Optional<Double> first = parameters.isEmpty() ? Optional.empty() : parameters.get(0).real();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "relu" -> Optional.of(Activation.RELU);
      case "relu6" -> Optional.of(Activation.clip(0, 6));
      case "sigmoid" -> Optional.of(Activation.SIGMOID);
      case "tanh" -> Optional.of(Activation.TANH);
      case "softplus" -> Optional.of(Activation.SOFTPLUS);
      case "softsign" -> Optional.of(Activation.SOFTSIGN);
      case "selu" -> Optional.of(Activation.SELU);
      case "gelu" -> Optional.of(Activation.GELU);
      case "mish" -> Optional.of(Activation.MISH);
      case "swish" -> Optional.of(first.map(Pointwise::swish).orElse(Activation.custom("Swish")));
      case "leakyrelu" ->
          Optional.of(first.map(Activation::leakyRelu).orElse(Activation.custom("LeakyRelu")));
      case "elu" -> Optional.of(first.map(Activation::elu).orElse(Activation.custom("Elu")));
      default -> Optional.empty();
    };
  }

  private static Activation swish(double slope) {
    return slope == 1
        ? Activation.SWISH
        : new Activation("Swish", Map.of(SLOPE, new Attribute.Real(slope)));
  }
}

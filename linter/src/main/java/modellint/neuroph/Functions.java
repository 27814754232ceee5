package modellint.neuroph;

import java.util.Locale;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.eval.Value;

/** Transfer functions, by {@code TransferFunctionType.TANH} or by their class, {@code Tanh}. */
final class Functions {

  private static final String CLASSES = "org.neuroph.core.transfer.";

  /** One that the source leaves open. */
  static final Activation UNKNOWN = Activation.custom("TransferFunction");

  private Functions() {}

  /** A value that is not known, and by its name no number of units. */
  static boolean isUnknown(Value value) {
    return value instanceof Value.Unknown it
        && it.name().toLowerCase(Locale.ROOT).contains("function");
  }

  /** Empty where the value is no transfer function at all. */
  static Optional<Activation> of(Value value) {
    if (!(value instanceof Value.Constant it)) {
      return Optional.empty();
    }
    if (it.type().endsWith("TransferFunctionType")) {
      return Optional.of(named(it.name()));
    }
    return it.type().startsWith(CLASSES)
        ? Optional.of(named(it.type().substring(CLASSES.length())))
        : Optional.empty();
  }

  static Activation named(String name) {
    return switch (name) {
      case "LINEAR", "Linear" -> Activation.IDENTITY;
      case "SIGMOID", "Sigmoid" -> Activation.SIGMOID;
      case "TANH", "Tanh" -> Activation.TANH;
      case "RECTIFIED", "RectifiedLinear" -> Activation.RELU;
      default -> Activation.custom(name);
    };
  }
}

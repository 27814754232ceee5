package modellint.dl4j;

import java.util.Locale;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.eval.Obj;
import modellint.eval.Value;

/** Activation functions by enum constant, by class, or by the lower-case word of 0.9. */
public final class Functions {

  private static final double GELU = 1.702;

  /**
   * The library's tanh form leaves out the cube, which makes a sigmoid of twice the slope of it.
   */
  private static final double PRECISE_GELU = 2 * StrictMath.sqrt(2 / StrictMath.PI);

  private Functions() {}

  /**
   * The function that {@code value} names; empty where it is not known.
   *
   * @param axis the axis along which a softmax normalises
   */
  public static Optional<Activation> of(Value value, int axis) {
    if (value instanceof Value.Constant it) {
      return Optional.of(named(it.name(), axis));
    }
    if (value instanceof Value.Text it) {
      return Optional.of(named(it.value(), axis));
    }
    Optional<Settings> made = Settings.of(value);
    if (made.isPresent() && made.get().type().startsWith("Activation")) {
      return Optional.of(object(made.get(), axis));
    }
    return value instanceof Obj it && !it.type().isEmpty()
        ? Optional.of(Activation.custom(it.type().substring(it.type().lastIndexOf('.') + 1)))
        : Optional.empty();
  }

  /** DL4J's word for the function: {@code relu}. */
  static String word(Value value) {
    if (value instanceof Value.Constant it) {
      return it.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof Value.Text it) {
      return it.value().toLowerCase(Locale.ROOT);
    }
    return Settings.of(value)
        .map(it -> it.type().substring("Activation".length()).toLowerCase(Locale.ROOT))
        .map(it -> it.equals("lrelu") ? "leakyrelu" : it)
        .orElse("unknown");
  }

  private static Activation object(Settings it, int axis) {
    double number =
        it.argument(0).or(() -> it.value("alpha", "theta")).flatMap(Value::real).orElse(Double.NaN);
    boolean given = !Double.isNaN(number);
    return switch (it.type()) {
      case "ActivationLReLU" -> Activation.leakyRelu(given ? number : 0.01);
      case "ActivationGELU" ->
          Activation.gate(it.argument(0).flatMap(Value::truth).orElse(false) ? PRECISE_GELU : GELU);
      case "ActivationELU" -> Activation.elu(given ? number : 1);
      case "ActivationThresholdedReLU" -> Activation.thresholdedRelu(given ? number : 1);
      default -> named(it.type().substring("Activation".length()), axis);
    };
  }

  private static Activation named(String name, int axis) {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "IDENTITY" -> Activation.IDENTITY;
      case "RELU" -> Activation.RELU;
      case "SIGMOID" -> Activation.SIGMOID;
      case "TANH" -> Activation.TANH;
      case "SOFTMAX" -> Activation.softmax(axis);
      case "LOGSOFTMAX" -> Activation.logSoftmax(axis);
      case "LEAKYRELU", "LRELU" -> Activation.leakyRelu(0.01);
      case "ELU" -> Activation.elu(1);
      case "SELU" -> Activation.SELU;
      case "SOFTPLUS" -> Activation.SOFTPLUS;
      case "SOFTSIGN" -> Activation.SOFTSIGN;
      case "HARDSIGMOID" -> Activation.hardSigmoid(0.2, 0.5);
      case "HARDTANH" -> Activation.clip(-1, 1);
      case "RELU6" -> Activation.clip(0, 6);
      case "CUBE" -> Activation.CUBE;
      case "RECTIFIEDTANH" -> Activation.RECTIFIED_TANH;
      case "SWISH" -> Activation.SWISH;
      case "GELU" -> Activation.gate(GELU);
      case "MISH" -> Activation.MISH;
      case "THRESHOLDEDRELU" -> Activation.thresholdedRelu(1);
      // The random slope is drawn between 1/8 and 1/3; its mean is what runs at inference.
      case "RRELU" -> Activation.leakyRelu((1.0 / 8 + 1.0 / 3) / 2);
      default -> Activation.custom(name);
    };
  }
}

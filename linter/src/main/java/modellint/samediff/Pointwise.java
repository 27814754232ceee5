package modellint.samediff;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Activation;
import modellint.definition.Blocks;
import modellint.definition.Unreadable;
import modellint.graph.Attribute;

/** Functions of each element, dropout among them. */
final class Pointwise {

  private static final Map<String, String> UNARY =
      Map.ofEntries(
          Map.entry("abs", "Abs"),
          Map.entry("neg", "Neg"),
          Map.entry("exp", "Exp"),
          Map.entry("log", "Log"),
          Map.entry("sqrt", "Sqrt"),
          Map.entry("sin", "Sin"),
          Map.entry("cos", "Cos"),
          Map.entry("tan", "Tan"),
          Map.entry("erf", "Erf"),
          Map.entry("ceil", "Ceil"),
          Map.entry("floor", "Floor"),
          Map.entry("round", "Round"),
          Map.entry("sign", "Sign"),
          Map.entry("acos", "Acos"),
          Map.entry("acosh", "Acosh"),
          Map.entry("asin", "Asin"),
          Map.entry("asinh", "Asinh"),
          Map.entry("atan", "Atan"),
          Map.entry("atanh", "Atanh"),
          Map.entry("cosh", "Cosh"),
          Map.entry("sinh", "Sinh"),
          Map.entry("reciprocal", "Reciprocal"));

  private Pointwise() {}

  static Optional<List<String>> draw(Drawing drawing, Operation it)
      throws Unreadable, Undetermined {
    Optional<Activation> function = function(it);
    String operator = UNARY.get(it.method());
    boolean plain = operator != null && it.operands().size() == 1 && it.number().isEmpty();
    if (function.isEmpty() && !plain && !isComposed(it)) {
      return Optional.empty();
    }
    if (it.operand(0).isEmpty() || it.isOpen(1)) {
      throw new Undetermined("an argument of " + it.method() + " is not known");
    }
    String x = drawing.draw(it.operand(0).get());
    Blocks blocks = drawing.blocks(it);
    if (function.isPresent()) {
      return Optional.of(List.of(blocks.activation(x, function.get())));
    }
    return Optional.of(
        List.of(operator != null && plain ? blocks.op(operator, "", x) : composed(blocks, it, x)));
  }

  private static Optional<Activation> function(Operation it) {
    if (it.operands().size() != 1) {
      return Optional.empty();
    }
    double number = it.number().orElse(0.0);
    return switch (it.method()) {
      case "relu" -> number == 0 ? Optional.of(Activation.RELU) : Optional.empty();
      case "leakyRelu" -> it.number().map(Activation::leakyRelu);
      case "elu" -> Optional.of(Activation.elu(1));
      case "selu" -> Optional.of(Activation.SELU);
      case "sigmoid" -> Optional.of(Activation.SIGMOID);
      case "hardSigmoid" -> Optional.of(Activation.hardSigmoid(0.2, 0.5));
      case "hardTanh" -> Optional.of(Activation.clip(-1, 1));
      case "relu6" -> Optional.of(Activation.clip(number, 6));
      case "tanh" -> Optional.of(Activation.TANH);
      case "rectifiedTanh" -> Optional.of(Activation.RECTIFIED_TANH);
      case "swish" -> Optional.of(Activation.SWISH);
      case "softplus" -> Optional.of(Activation.SOFTPLUS);
      case "softsign" -> Optional.of(Activation.SOFTSIGN);
      case "softmax" ->
          Optional.of(Activation.softmax(it.number().map(Double::intValue).orElse(-1)));
      case "logSoftmax" ->
          Optional.of(Activation.logSoftmax(it.number().map(Double::intValue).orElse(-1)));
      case "cube" -> Optional.of(Activation.CUBE);
      case "logSigmoid" -> Optional.of(Activation.LOG_SIGMOID);
      default -> Optional.empty();
    };
  }

  private static boolean isComposed(Operation it) {
    return switch (it.method()) {
      case "relu",
          "gelu",
          "preciseGelu",
          "cReLU",
          "square",
          "rsqrt",
          "log1p",
          "dropout",
          "dropoutInverted",
          "clipByValue" ->
          it.operands().size() == 1;
      default -> false;
    };
  }

  private static String composed(Blocks blocks, Operation it, String x) throws Undetermined {
    double number = it.number().orElse(Double.NaN);
    return switch (it.method()) {
      // Below the cutoff the result is the cutoff, not zero.
      case "relu" -> blocks.op("Max", "Relu", x, blocks.scalar("cutoff", number));
      case "gelu" -> blocks.activation(x, Activation.gate(1.702));
      // The tanh form without its cube, which is a sigmoid of twice the slope.
      case "preciseGelu" ->
          blocks.activation(x, Activation.gate(2 * StrictMath.sqrt(2 / StrictMath.PI)));
      case "cReLU" ->
          blocks.op(
              "Concat",
              "",
              List.of(
                  blocks.op("Relu", "Above", x),
                  blocks.op("Relu", "Below", blocks.op("Neg", "Minus", x))),
              Map.of("axis", new Attribute.Int(-1)));
      case "square" -> blocks.op("Mul", "", x, x);
      case "rsqrt" -> blocks.op("Reciprocal", "", blocks.op("Sqrt", "Sqrt", x));
      case "log1p" -> blocks.op("Log", "", blocks.op("Add", "Plus", x, blocks.scalar("one", 1)));
      case "clipByValue" -> clipped(blocks, it, x);
      // Both keep an element with the probability given, whatever the documentation says of the
      // second; the first does not scale what is kept.
      case "dropout" ->
          blocks.op("Mul", "", blocks.dropout(x, 1 - known(it)), blocks.scalar("kept", known(it)));
      default -> blocks.dropout(x, 1 - known(it));
    };
  }

  private static double known(Operation it) throws Undetermined {
    return it.number()
        .orElseThrow(() -> new Undetermined("the probability of " + it.method() + " is not known"));
  }

  private static String clipped(Blocks blocks, Operation it, String x) throws Undetermined {
    Optional<Double> low = it.argument(1).real();
    Optional<Double> high = it.argument(2).real();
    if (low.isEmpty() || high.isEmpty()) {
      throw new Undetermined("the bounds of clipByValue are not known");
    }
    return blocks.activation(x, Activation.clip(low.get(), high.get()));
  }
}

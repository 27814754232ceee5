package modellint.rules.loss;

import java.util.Optional;
import java.util.Set;
import modellint.analysis.layer.Layer;
import modellint.graph.Node;
import modellint.rule.Subject;

/**
 * What the only output of a model ends with.
 *
 * @param node the function, or the layer itself where none follows it
 * @param function operator of the function, {@code Identity} for none
 * @param units numbers per prediction; 0 where not known
 */
record Head(Node node, String function, long units) {

  private static final Set<String> FUNCTIONS =
      Set.of(
          "Softmax",
          "LogSoftmax",
          "Sigmoid",
          "Tanh",
          "Softsign",
          "Relu",
          "LeakyRelu",
          "Elu",
          "Selu",
          "Softplus",
          "HardSigmoid",
          "Clip");
  private static final Set<String> PASSING =
      Set.of("Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Cast");
  private static final int LONGEST = 16;

  static Optional<Head> of(Subject subject) {
    if (subject.graph().outputs().size() != 1 || subject.layers().all().isEmpty()) {
      return Optional.empty();
    }
    String value = subject.graph().outputs().get(0).name();
    for (int step = 0; step < LONGEST; step++) {
      Optional<Node> node = subject.wiring().producer(value);
      if (node.isEmpty()) {
        return Optional.empty();
      }
      if (FUNCTIONS.contains(node.get().type()) && node.get().domain().isEmpty()) {
        String function = node.get().type();
        return named(node.get(), function, subject)
            .flatMap(
                name ->
                    layer(node.get().inputs().get(0), subject)
                        .map(it -> new Head(node.get(), name, it.units())));
      }
      if (!node.get().domain().isEmpty() || !PASSING.contains(node.get().type())) {
        return layer(value, subject)
            .filter(it -> it.activation().isEmpty())
            .map(it -> new Head(it.node(), "Identity", it.units()));
      }
      value = node.get().inputs().get(0);
    }
    return Optional.empty();
  }

  /** A clip is known by its bounds: of a hard tanh, a rectifier cut off at six, or none of both. */
  private static Optional<String> named(Node node, String function, Subject subject) {
    if (!function.equals("Clip")) {
      return Optional.of(function);
    }
    Optional<Double> low = bound(node, 1, subject);
    Optional<Double> high = bound(node, 2, subject);
    if (low.equals(Optional.of(0.0)) && high.filter(it -> it > 1).isPresent()) {
      return Optional.of("Relu");
    }
    return low.equals(Optional.of(-1.0)) && high.equals(Optional.of(1.0))
        ? Optional.of("HardTanh")
        : Optional.empty();
  }

  private static Optional<Double> bound(Node node, int input, Subject subject) {
    return node.input(input)
        .flatMap(subject.shapes()::constant)
        .filter(it -> it.size() == 1)
        .map(it -> it.get(0));
  }

  /** The layer whose sums {@code value} holds, a bias added or not. */
  private static Optional<Layer> layer(String value, Subject subject) {
    String at = value;
    for (int step = 0; step < LONGEST; step++) {
      Optional<Node> node = subject.wiring().producer(at);
      Optional<Layer> layer = node.flatMap(subject.layers()::of);
      if (layer.isPresent() || node.isEmpty() || !node.get().domain().isEmpty()) {
        return layer.filter(it -> !it.node().type().equals("Gather"));
      }
      Optional<String> data =
          node.get().inputs().stream()
              .filter(it -> !it.isEmpty() && !subject.wiring().isFixed(it))
              .findFirst();
      boolean passes = PASSING.contains(node.get().type()) || node.get().is("Add");
      if (!passes || data.isEmpty()) {
        return Optional.empty();
      }
      at = data.get();
    }
    return Optional.empty();
  }

  /** True where no element lies outside [0, 1]. */
  boolean isProbability() {
    return function.equals("Softmax") || isSigmoid();
  }

  boolean isSigmoid() {
    return function.equals("Sigmoid") || function.equals("HardSigmoid");
  }

  /** The function as a person writes it. */
  String word() {
    return function.equals("Identity")
        ? "no activation"
        : function.toLowerCase(java.util.Locale.ROOT);
  }
}

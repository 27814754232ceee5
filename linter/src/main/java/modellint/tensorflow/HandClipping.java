package modellint.tensorflow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Training;

/**
 * Gradients clipped by the program itself: by {@code tf.clipByValue}, or by a norm with its formula
 * written out, g min(1, c/|g|) or g c/max(|g|, c) of Pascanu et al. 2013.
 */
final class HandClipping {

  private HandClipping() {}

  /** The first clipping of what is no operation itself: a gradient that an optimizer gave. */
  static Optional<Training.Clipping> among(List<Obj> operations) {
    return operations.stream()
        .flatMap(it -> Operation.of(it).stream())
        .flatMap(it -> clipping(it).stream())
        .findFirst();
  }

  private static Optional<Training.Clipping> clipping(Operation it) {
    if (it.is("clipByValue") && isGradient(it.argument(0))) {
      return Constants.number(it.argument(2)).map(most -> new Training.Clipping("value", most));
    }
    if (it.is("mul")) {
      return scaled(it.argument(0), it.argument(1))
          .or(() -> scaled(it.argument(1), it.argument(0)));
    }
    if (it.is("div")) {
      return operation(it.argument(1), "maximum")
          .flatMap(
              largest ->
                  of(it.argument(0), largest.argument(0), largest.argument(1))
                      .or(() -> of(it.argument(0), largest.argument(1), largest.argument(0))));
    }
    return Optional.empty();
  }

  /** {@code gradient * minimum(1, threshold / norm)}. */
  private static Optional<Training.Clipping> scaled(Value gradient, Value factor) {
    return operation(factor, "minimum")
        .flatMap(it -> share(gradient, it, 0, 1).or(() -> share(gradient, it, 1, 0)));
  }

  private static Optional<Training.Clipping> share(
      Value gradient, Operation minimum, int one, int other) {
    return operation(minimum.argument(other), "div")
        .filter(it -> Constants.number(minimum.argument(one)).filter(n -> n == 1).isPresent())
        .flatMap(it -> of(gradient, it.argument(1), it.argument(0)));
  }

  private static Optional<Training.Clipping> of(Value gradient, Value norm, Value threshold) {
    Optional<Value> measured = measured(norm);
    Value clipped = operation(gradient, "mul").map(it -> it.argument(0)).orElse(gradient);
    if (measured.isEmpty() || !isGradient(clipped)) {
      return Optional.empty();
    }
    String kind = measured.get() == clipped ? "l2-per-parameter" : "global-norm";
    return Constants.number(threshold).map(it -> new Training.Clipping(kind, it));
  }

  /** What {@code norm} is the length of; empty where it is no length. */
  private static Optional<Value> measured(Value norm) {
    if (operation(norm, "euclideanNorm").isPresent()) {
      return operation(norm, "euclideanNorm").map(it -> it.argument(0));
    }
    Optional<Value> root = operation(norm, "sqrt").map(it -> it.argument(0));
    return root.map(
        it ->
            operation(it, "reduceSum")
                .or(() -> operation(it, "sum"))
                .map(sum -> sum.argument(0))
                .flatMap(squares -> operation(squares, "square"))
                .map(square -> square.argument(0))
                .orElse(it));
  }

  private static Optional<Operation> operation(Value value, String method) {
    return Operation.of(value).filter(it -> it.is(method));
  }

  private static boolean isGradient(Value value) {
    return Operation.of(value)
        .map(it -> Set.of("identity", "cast").contains(it.method()) && isGradient(it.argument(0)))
        .orElse(value instanceof Obj || !value.isKnown());
  }
}

package modellint.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Value;

/**
 * Terms of a loss that grow with the weights: {@code tf.nn.l2Loss}, which is half the sum of the
 * squares, and the framework's regularizers, which are the whole sum. A penalty is known by what it
 * adds to the gradient for each unit of a weight.
 */
final class Penalties {

  private static final double DEFAULT = 0.01f;

  private final List<Double> absolute = new ArrayList<>();
  private final List<Double> squares = new ArrayList<>();
  private boolean unknown;

  /** Takes {@code term}, which the loss has {@code weight} times; false where it is no penalty. */
  boolean take(Operation term, double weight) {
    if (term.is("l2Loss")) {
      squares.add(weight);
      return true;
    }
    if (!term.space().startsWith("regularizers.")) {
      return false;
    }
    List<Value> numbers =
        term.owner().map(Obj::origin).map(it -> it.arguments()).orElse(List.of()).stream()
            .filter(it -> it.text().isEmpty() && !(it instanceof Value.Nothing))
            .toList();
    switch (term.space().substring("regularizers.".length())) {
      case "L1" -> add(absolute, weight, numbers, 0);
      case "L2" -> add(squares, 2 * weight, numbers, 0);
      default -> {
        add(absolute, weight, numbers, 0);
        add(squares, 2 * weight, numbers, 1);
      }
    }
    return true;
  }

  private void add(List<Double> terms, double weight, List<Value> numbers, int index) {
    Optional<Double> factor =
        numbers.isEmpty()
            ? Optional.of(DEFAULT)
            : index < numbers.size() ? numbers.get(index).real() : Optional.empty();
    unknown |= factor.isEmpty();
    factor.filter(it -> it != 0).ifPresent(it -> terms.add(weight * it));
  }

  /** The one L1 penalty; empty for none, for several and for one that is not known. */
  Optional<Double> l1() {
    return one(absolute);
  }

  Optional<Double> l2() {
    return one(squares);
  }

  private Optional<Double> one(List<Double> terms) {
    return !unknown && terms.stream().distinct().count() == 1
        ? Optional.of(terms.get(0))
        : Optional.empty();
  }
}

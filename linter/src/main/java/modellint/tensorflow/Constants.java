package modellint.tensorflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Dim;

/** Numbers that {@code tf.constant} and casts of it hold. */
final class Constants {

  private Constants() {}

  /** The one number that an operand is. */
  static Optional<Double> number(Value operand) {
    if (operand.real().isPresent()) {
      return operand.real();
    }
    return Operation.of(operand)
        .filter(it -> List.of("constant", "cast", "identity", "fill").contains(it.method()))
        .flatMap(it -> number(it.argument(it.method().equals("fill") ? 1 : 0)));
  }

  static Optional<List<Dim>> shape(Operation constant) {
    Value value = constant.argument(0);
    var dims = new ArrayList<Dim>();
    while (value.elements().isPresent()) {
      List<Value> inner = value.elements().get();
      dims.add(Dim.of(inner.size()));
      value = inner.isEmpty() ? new Value.Nothing() : inner.get(0);
    }
    return value.real().isPresent() ? Optional.of(dims) : Optional.empty();
  }

  /** The one number that all elements of an array are. */
  static Optional<Double> common(Value value) {
    if (value.elements().isEmpty()) {
      return value.real();
    }
    Optional<Double> one = Optional.empty();
    for (Value element : value.elements().get()) {
      Optional<Double> it = common(element);
      if (it.isEmpty() || (one.isPresent() && !one.equals(it))) {
        return Optional.empty();
      }
      one = it;
    }
    return one;
  }
}

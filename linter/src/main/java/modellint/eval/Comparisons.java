package modellint.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Equality and order of values, where {@code equals} and {@code compareTo} of Java say them. */
final class Comparisons {

  private Comparisons() {}

  /** True where two such values are equal exactly if Java says so. */
  static boolean isPlain(Value value) {
    return value instanceof Value.Constant || plain(value).isPresent();
  }

  /** The value as Java itself would hold it: its hash code is Java's. */
  static Optional<Object> plain(Value value) {
    if (value instanceof Value.Whole it) {
      return Optional.of(
          switch (it.width()) {
            case BYTE -> (Object) (byte) it.value();
            case SHORT -> (short) it.value();
            case INT -> (int) it.value();
            case LONG -> it.value();
          });
    }
    if (value instanceof Value.Real it) {
      return it.single() ? Optional.of((float) it.value()) : Optional.of(it.value());
    }
    if (value instanceof Value.Text it) {
      return Optional.of(it.value());
    }
    if (value instanceof Value.Letter it) {
      return Optional.of(it.value());
    }
    return value instanceof Value.Truth it ? Optional.of(it.value()) : Optional.empty();
  }

  /** In natural order; empty where that is not known. */
  static Optional<List<Value>> sorted(List<Value> values) {
    boolean texts = values.stream().allMatch(Value.Text.class::isInstance);
    boolean numbers = values.stream().allMatch(it -> it.real().isPresent());
    if (!texts && !numbers) {
      return Optional.empty();
    }
    var sorted = new ArrayList<>(values);
    sorted.sort(
        texts
            ? Comparator.comparing(it -> it.text().orElseThrow())
            : Comparator.comparing(it -> it.real().orElseThrow()));
    return Optional.of(sorted);
  }
}

package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Value;
import modellint.graph.Dim;

/** Sizes out of values: known numbers, or symbols that bear the source's own name. */
final class Sizes {

  private Sizes() {}

  /** The size that {@code value} is; zero and below are what DL4J takes for "not set". */
  static Dim dim(Value value, String otherwise) {
    Optional<Long> known = value.whole();
    if (known.isPresent() && known.get() > 0) {
      return Dim.of(known.get());
    }
    return value instanceof Value.Unknown it ? symbol(it.name()) : symbol(otherwise);
  }

  /** A symbol named after {@code expression}. */
  static Dim symbol(String expression) {
    String name = expression.replaceAll("[^A-Za-z0-9_.()*+-]", "");
    return Dim.symbol(name.isEmpty() ? "unknown" : name);
  }

  /**
   * Zero and below are what DL4J takes for "not set"; what is no number here is one at run time.
   */
  static boolean isSet(Value value) {
    return value.whole().map(it -> it > 0).orElse(!(value instanceof Value.Nothing));
  }

  static Optional<Long> known(Dim dim) {
    return dim.isKnown() ? Optional.of(dim.size()) : Optional.empty();
  }

  /** Known whole numbers out of arguments given one by one or as an array. */
  static Optional<List<Long>> numbers(List<Value> arguments) {
    var numbers = new ArrayList<Long>();
    for (Value value : Dl4jApi.spread(arguments)) {
      Optional<Long> number = value.whole();
      if (number.isEmpty()) {
        return Optional.empty();
      }
      numbers.add(number.get());
    }
    return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers);
  }

  static Dim sum(List<Dim> dims) {
    long sum = 0;
    for (Dim dim : dims) {
      if (!dim.isKnown()) {
        return symbol(String.join("+", dims.stream().map(Dim::toString).toList()));
      }
      sum += dim.size();
    }
    return Dim.of(sum);
  }
}

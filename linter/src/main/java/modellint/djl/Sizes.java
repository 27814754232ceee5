package modellint.djl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Dim;

/** Sizes out of values, and shapes out of {@code new Shape(..)}. */
final class Sizes {

  private Sizes() {}

  /** A {@code long}, as every size of the library is. */
  static Value whole(long size) {
    return new Value.Whole(size, Value.Width.LONG);
  }

  /** A number as the {@code long} that a shape keeps of it. */
  static Value kept(Value size) {
    return size.whole().map(Sizes::whole).orElse(size);
  }

  static Dim symbol(String expression) {
    String name = expression.replaceAll("[^A-Za-z0-9_.()*/+-]", "");
    return Dim.symbol(name.isEmpty() ? "unknown" : name);
  }

  /**
   * The numbers in {@code new Shape(a, b)} or {@code new Shape(array)}, without their layout; empty
   * for anything else.
   */
  static Optional<List<Value>> shape(Value value) {
    if (!(value instanceof Obj it) || !it.type().equals(DjlApi.SHAPE)) {
      return Optional.empty();
    }
    return it.origin() instanceof Origin.Made made
        ? Optional.of(spread(numbersOf(made.arguments())).stream().map(Sizes::kept).toList())
        : Optional.empty();
  }

  private static List<Value> numbersOf(List<Value> arguments) {
    return arguments.size() == 2 && arguments.get(0).elements().isPresent()
        ? arguments.subList(0, 1)
        : arguments;
  }

  /** Known whole numbers of a shape value. */
  static Optional<List<Long>> numbers(Value value) {
    return shape(value).or(value::elements).flatMap(Sizes::wholes);
  }

  /** Why the numbers of a shape are not known: what its first unknown one says of itself. */
  static Optional<String> why(Value value) {
    return value
        .why()
        .or(
            () ->
                shape(value).stream()
                    .flatMap(List::stream)
                    .flatMap(it -> it.why().stream())
                    .findFirst());
  }

  static Optional<List<Long>> wholes(List<Value> values) {
    var numbers = new ArrayList<Long>();
    for (Value value : values) {
      if (value.whole().isEmpty()) {
        return Optional.empty();
      }
      numbers.add(value.whole().get());
    }
    return Optional.of(numbers);
  }

  /** Arguments given one by one or as arrays, in one list. */
  static List<Value> spread(List<Value> values) {
    return values.stream()
        .flatMap(it -> it.elements().map(List::stream).orElse(java.util.stream.Stream.of(it)))
        .toList();
  }

  /** The sum; a symbol that spells it out where a term is symbolic. */
  static Dim sum(List<Dim> dims) {
    long known = 0;
    var terms = new ArrayList<String>();
    for (Dim dim : dims) {
      if (dim.isKnown()) {
        known = Math.addExact(known, dim.size());
      } else {
        terms.add(dim.toString());
      }
    }
    if (terms.isEmpty()) {
      return Dim.of(known);
    }
    return symbol(String.join("+", terms) + (known > 0 ? "+" + known : ""));
  }

  /** The elements of dimensions {@code from} to the last. */
  static Dim product(List<Dim> dims) {
    return dims.stream().reduce(Dim.of(1), Dim::times);
  }
}

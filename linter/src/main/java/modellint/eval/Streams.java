package modellint.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Streams of known elements, as the lists they are. */
final class Streams {

  private static final long LONGEST_RANGE = 100_000;

  private final Interpreter interpreter;

  Streams(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  static Value range(List<Value> bounds, long extra) {
    Optional<Long> from = bounds.get(0).whole();
    Optional<Long> to = bounds.get(1).whole();
    if (from.isEmpty() || to.isEmpty() || to.get() - from.get() > LONGEST_RANGE) {
      return new Value.Unknown("range", "a range whose bounds are not known");
    }
    var values = new ArrayList<Value>();
    for (long i = from.get(); i < to.get() + extra; i++) {
      values.add(new Value.Whole(i));
    }
    return new Value.Elements(values);
  }

  /** A stream's method on {@code list}; empty where it is none that is known. */
  Optional<Value> onElements(List<Value> list, String method, List<Value> arguments) {
    return switch (method) {
      case "stream",
          "boxed",
          "sequential",
          "parallel",
          "parallelStream",
          "iterator",
          "asList",
          "collect",
          "toList",
          "asLongStream",
          "asDoubleStream" ->
          Optional.of(Value.Elements.of(list));
      case "map", "mapToObj", "mapToInt", "mapToLong", "mapToDouble" ->
          Optional.of(
              Value.Elements.of(
                  list.stream()
                      .map(it -> interpreter.apply(arguments.get(0), List.of(it)))
                      .toList()));
      case "flatMap" -> flatMap(list, arguments.get(0));
      case "filter" -> filter(list, arguments.get(0));
      case "skip" -> part(list, arguments.get(0), true);
      case "limit" -> part(list, arguments.get(0), false);
      case "subList" ->
          arguments.get(0).whole().isPresent() && arguments.get(1).whole().isPresent()
              ? Optional.of(
                  Value.Elements.of(
                      list.subList(
                          Math.toIntExact(arguments.get(0).whole().get()),
                          Math.toIntExact(arguments.get(1).whole().get()))))
              : Optional.empty();
      case "sum" ->
          list.stream()
              .reduce(
                  (a, b) ->
                      Operators.binary(
                          com.github.javaparser.ast.expr.BinaryExpr.Operator.PLUS, a, b))
              .or(() -> Optional.of(new Value.Whole(0)));
      default -> Optional.empty();
    };
  }

  private Optional<Value> flatMap(List<Value> list, Value function) {
    var all = new ArrayList<Value>();
    for (Value element : list) {
      Optional<List<Value>> parts = interpreter.apply(function, List.of(element)).elements();
      if (parts.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(parts.get());
    }
    return Optional.of(new Value.Elements(all));
  }

  private Optional<Value> filter(List<Value> list, Value function) {
    var kept = new ArrayList<Value>();
    for (Value element : list) {
      Optional<Boolean> keeps = interpreter.apply(function, List.of(element)).truth();
      if (keeps.isEmpty()) {
        return Optional.empty();
      }
      if (keeps.get()) {
        kept.add(element);
      }
    }
    return Optional.of(new Value.Elements(kept));
  }

  private static Optional<Value> part(List<Value> list, Value count, boolean rest) {
    return count
        .whole()
        .map(it -> (int) Math.max(0, Math.min(it, list.size())))
        .map(it -> Value.Elements.of(rest ? list.subList(it, list.size()) : list.subList(0, it)));
  }
}

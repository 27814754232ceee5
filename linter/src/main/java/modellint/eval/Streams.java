package modellint.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Streams of known elements, as the lists they are. */
final class Streams {

  /** The type under which what {@code Collectors} makes goes as a constant. */
  static final String COLLECTOR = "java.util.stream.Collector";

  private static final long LONGEST_RANGE = 100_000;

  private final Interpreter interpreter;

  Streams(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value range(List<Value> bounds, long extra, boolean wide) {
    Optional<Long> from = bounds.get(0).whole();
    Optional<Long> to = bounds.get(1).whole();
    if (from.isEmpty() || to.isEmpty() || to.get() - from.get() > LONGEST_RANGE) {
      return new Value.Unknown("range", "a range whose bounds are not known");
    }
    interpreter.steps(1 + Math.max(0, to.get() - from.get()) / 16);
    var values = new ArrayList<Value>();
    for (long i = from.get(); i < to.get() + extra; i++) {
      values.add(wide ? Arithmetic.wide(i) : new Value.Whole(i));
    }
    return new Value.Elements(values);
  }

  /** {@code iterate(first, next)}, or {@code iterate(first, goesOn, next)}. */
  Value iterate(List<Value> arguments) {
    var endless =
        new Value.Endless(Optional.of(arguments.get(0)), arguments.get(arguments.size() - 1));
    return arguments.size() == 2
        ? endless
        : cut(endless, "takeWhile", List.of(arguments.get(1)))
            .orElseGet(() -> new Value.Unknown("iterate", "where a stream ends is not known"));
  }

  /** The beginning of an endless stream; empty where its end is not known. */
  Optional<Value> cut(Value.Endless stream, String method, List<Value> arguments) {
    boolean counted = method.equals("limit");
    if (!counted && !method.equals("takeWhile")) {
      return Optional.empty();
    }
    Optional<Long> count = counted ? arguments.get(0).whole() : Optional.of(LONGEST_RANGE);
    if (count.isEmpty() || count.get() > LONGEST_RANGE) {
      return Optional.empty();
    }
    var values = new ArrayList<Value>();
    while (values.size() < count.get()) {
      Value next =
          values.isEmpty() && stream.first().isPresent()
              ? stream.first().get()
              : interpreter.apply(
                  stream.next(),
                  stream.first().isEmpty()
                      ? List.of()
                      : values.subList(values.size() - 1, values.size()));
      if (!counted) {
        Optional<Boolean> goesOn = interpreter.apply(arguments.get(0), List.of(next)).truth();
        if (goesOn.isEmpty()) {
          return Optional.empty();
        }
        if (!goesOn.get()) {
          return Optional.of(new Value.Elements(values));
        }
      }
      values.add(next);
    }
    return counted ? Optional.of(new Value.Elements(values)) : Optional.empty();
  }

  /** A stream's method on {@code elements}; empty where it is none that is known. */
  Optional<Value> onElements(Value.Elements elements, String method, List<Value> arguments) {
    Optional<List<Value>> ordered = Lists.iterated(elements);
    return ordered.isEmpty() ? Optional.empty() : on(ordered.get(), method, arguments);
  }

  private Optional<Value> on(List<Value> list, String method, List<Value> arguments) {
    return switch (method) {
      case "stream", "boxed", "sequential", "parallel", "parallelStream", "asList" ->
          Optional.of(Value.Elements.of(list));
      case "toList", "subList", "asLongStream", "asDoubleStream", "sorted", "distinct", "count" ->
          ended(list, method, arguments);
      case "map", "mapToObj", "mapToInt" -> Optional.of(mapped(list, arguments.get(0), ""));
      case "mapToLong" -> Optional.of(mapped(list, arguments.get(0), "long"));
      case "mapToDouble" -> Optional.of(mapped(list, arguments.get(0), "double"));
      case "collect" -> collected(list, arguments.get(0));
      case "flatMap" -> flatMap(list, arguments.get(0));
      case "filter" -> split(list, arguments.get(0), true).map(Value.Elements::of);
      case "skip" -> part(list, arguments.get(0), true);
      case "limit" -> part(list, arguments.get(0), false);
      case "reduce" ->
          arguments.size() == 2 ? Optional.of(folded(list, arguments)) : Optional.empty();
      case "anyMatch", "allMatch", "noneMatch" -> matched(list, method, arguments.get(0));
      case "sum" -> sum(list);
      default -> Optional.empty();
    };
  }

  private Optional<Value> ended(List<Value> list, String method, List<Value> arguments) {
    boolean plain = !Journal.isOpen(list);
    return switch (method) {
      case "toList" -> Optional.of(new Lists(interpreter).made(list));
      case "asLongStream" -> Optional.of(converted(list, "long"));
      case "asDoubleStream" -> Optional.of(converted(list, "double"));
      case "count" -> plain ? Optional.of(Arithmetic.wide(list.size())) : Optional.empty();
      case "sorted" ->
          arguments.isEmpty() ? Comparisons.sorted(list).map(Value.Elements::of) : Optional.empty();
      case "distinct" ->
          list.stream().allMatch(Comparisons::isPlain)
              ? Optional.of(Value.Elements.of(List.copyOf(new LinkedHashSet<>(list))))
              : Optional.empty();
      default ->
          plain && arguments.get(0).whole().isPresent() && arguments.get(1).whole().isPresent()
              ? Optional.of(
                  sub(list, arguments.get(0).whole().get(), arguments.get(1).whole().get()))
              : Optional.empty();
    };
  }

  private static Value sub(List<Value> list, long from, long to) {
    if (from < 0 || to > list.size() || from > to) {
      throw new Thrown("java.lang.IndexOutOfBoundsException");
    }
    return Value.Elements.of(list.subList((int) from, (int) to));
  }

  private static Value converted(List<Value> list, String type) {
    return Value.Elements.of(list.stream().map(it -> Arithmetic.convert(it, type)).toList());
  }

  private Value mapped(List<Value> list, Value function, String type) {
    var lists = new Lists(interpreter);
    return Value.Elements.of(
        list.stream().map(it -> Arithmetic.convert(lists.given(function, it), type)).toList());
  }

  /** What a collector makes; it is known by the call that made it, and nothing else of it is. */
  private Optional<Value> collected(List<Value> list, Value collector) {
    if (!(collector instanceof Value.Constant it) || !it.type().equals(COLLECTOR)) {
      return Optional.empty();
    }
    String name = it.name();
    var lists = new Lists(interpreter);
    if (name.equals("toList") || name.equals("toUnmodifiableList")) {
      return Optional.of(lists.made(list));
    }
    if (name.equals("toSet")) {
      return Optional.of(lists.set(Lists.Order.HASHED, list));
    }
    boolean texts = list.stream().allMatch(Value.Text.class::isInstance);
    String[] parts = name.split("\u0000", -1);
    return texts && parts.length == 4 && Journal.isOpen(list) == false
        ? Optional.of(
            new Value.Text(
                list.stream()
                    .map(text -> text.text().orElseThrow())
                    .collect(Collectors.joining(parts[1], parts[2], parts[3]))))
        : Optional.empty();
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

  /** The elements that {@code function} is true for, or those that it is not true for. */
  Optional<List<Value>> split(List<Value> list, Value function, boolean wanted) {
    var kept = new ArrayList<Value>();
    for (Value element : list) {
      Optional<Boolean> keeps = interpreter.apply(function, List.of(element)).truth();
      if (keeps.isEmpty()) {
        return Optional.empty();
      }
      if (keeps.get() == wanted) {
        kept.add(element);
      }
    }
    return Optional.of(kept);
  }

  private Optional<Value> matched(List<Value> list, String method, Value function) {
    return split(list, function, true)
        .map(
            it ->
                new Value.Truth(
                    switch (method) {
                      case "anyMatch" -> !it.isEmpty();
                      case "allMatch" -> it.size() == list.size();
                      default -> it.isEmpty();
                    }));
  }

  private Value folded(List<Value> list, List<Value> arguments) {
    Value result = arguments.get(0);
    for (Value element : list) {
      result = interpreter.apply(arguments.get(1), List.of(result, element));
    }
    return result;
  }

  private static Optional<Value> sum(List<Value> list) {
    if (!list.isEmpty() && list.stream().allMatch(Value.Real.class::isInstance)) {
      // Java's own sum of doubles compensates for rounding.
      return Optional.of(
          new Value.Real(list.stream().mapToDouble(it -> it.real().orElseThrow()).sum()));
    }
    return list.isEmpty()
        ? Optional.empty()
        : list.stream().reduce((a, b) -> Operators.binary(BinaryExpr.Operator.PLUS, a, b));
  }

  private static Optional<Value> part(List<Value> list, Value count, boolean rest) {
    return count
        .whole()
        .map(it -> (int) Math.max(0, Math.min(it, list.size())))
        .map(it -> Value.Elements.of(rest ? list.subList(it, list.size()) : list.subList(0, it)));
  }
}

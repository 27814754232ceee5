package modellint.eval;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Optional values, as lists of at most one element. */
final class Optionals {

  private final Interpreter interpreter;

  Optionals(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  private static final Set<String> FROM_STREAMS = Set.of("findFirst", "findAny", "min", "max");

  /** {@code Optional.of(value)} and {@code Optional.ofNullable(value)}, if it is known. */
  static Optional<Value> of(Value value) {
    return value instanceof Value.Unknown
        ? Optional.empty()
        : Optional.of(
            Value.Elements.of(value instanceof Value.Nothing ? List.of() : List.of(value)));
  }

  /** What the method gives of the optional or stream {@code list}; empty where it is no such. */
  Optional<Value> call(List<Value> list, String method, List<Value> arguments) {
    if (Journal.isOpen(list) || list instanceof Lists.Listed) {
      return Optional.empty();
    }
    if (FROM_STREAMS.contains(method)) {
      return arguments.isEmpty() ? end(list, method) : Optional.empty();
    }
    if (list.size() > 1) {
      return Optional.empty();
    }
    return switch (method) {
      case "isPresent" -> Optional.of(new Value.Truth(!list.isEmpty()));
      case "orElse" -> Optional.of(list.isEmpty() ? arguments.get(0) : list.get(0));
      case "orElseGet" ->
          Optional.of(
              list.isEmpty() ? interpreter.apply(arguments.get(0), List.of()) : list.get(0));
      case "ifPresent" -> {
        list.forEach(it -> interpreter.apply(arguments.get(0), List.of(it)));
        yield Optional.of(new Value.Nothing());
      }
      case "ifPresentOrElse" -> {
        if (list.isEmpty()) {
          interpreter.apply(arguments.get(1), List.of());
        } else {
          interpreter.apply(arguments.get(0), list);
        }
        yield Optional.of(new Value.Nothing());
      }
      case "get", "orElseThrow", "getAsInt", "getAsLong", "getAsDouble" ->
          method.equals("get") && !arguments.isEmpty() ? Optional.empty() : only(list);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> only(List<Value> list) {
    if (list.isEmpty()) {
      throw new Thrown("java.util.NoSuchElementException");
    }
    return Optional.of(list.get(0));
  }

  private static Optional<Value> end(List<Value> list, String method) {
    boolean ordered = method.startsWith("m");
    return (ordered ? Comparisons.sorted(list) : Optional.of(list))
        .filter(it -> it.stream().allMatch(Value::isKnown))
        .map(it -> it.isEmpty() ? it : List.of(it.get(method.equals("max") ? it.size() - 1 : 0)))
        .map(Value.Elements::of);
  }
}

package modellint.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of maps. One that is not known here leaves nothing of the map known. */
final class Maps {

  private final Interpreter interpreter;

  Maps(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  /** Entries in the order in which they came, together with the order in which Java gives them. */
  private static final class Ordered extends LinkedHashMap<Value, Value> {
    private static final long serialVersionUID = 1;
    private final transient Optional<Lists.Order> order;

    Ordered(Optional<Lists.Order> order) {
      this.order = order;
    }
  }

  /** The keys, values or entries of a map: who takes some away takes them from the map. */
  static final class View extends Lists.Listed {
    private static final long serialVersionUID = 1;
    private final transient Map<Value, Value> map;

    View(List<Value> values, Map<Value, Value> map) {
      super(values);
      this.map = map;
    }

    void forget(Journal journal) {
      Maps.forget(map, "remove", journal);
    }
  }

  private static void forget(Map<Value, Value> map, String by, Journal journal) {
    for (Value key : List.copyOf(map.keySet())) {
      journal.put(map, key, new Value.Unknown("entry", Journal.OPEN));
    }
    journal.put(map, unknown(by), new Value.Unknown("entry", Journal.OPEN));
  }

  private static Value view(Map<Value, Value> map, List<Value> values) {
    return new Value.Elements(new View(values, map));
  }

  /** A new map whose keys come in {@code order}; empty where nobody knows. */
  Value.Table made(Optional<Lists.Order> order, Map<Value, Value> entries) {
    var map = new Ordered(order);
    map.putAll(entries);
    interpreter.journal().born(map);
    return new Value.Table(map);
  }

  /** {@code Map.of(key, value, ...)}. */
  Value.Table of(List<Value> arguments) {
    var entries = new LinkedHashMap<Value, Value>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      entries.put(arguments.get(i), arguments.get(i + 1));
    }
    return made(Optional.empty(), entries);
  }

  /** {@code Map.ofEntries(entry, ...)}; empty where an entry is not known. */
  Optional<Value> ofEntries(List<Value> arguments) {
    var entries = new LinkedHashMap<Value, Value>();
    for (Value it : arguments) {
      if (!(it instanceof Value.Entry entry)) {
        return Optional.empty();
      }
      entries.put(entry.key(), entry.value());
    }
    return Optional.of(made(Optional.empty(), entries));
  }

  /** The keys in the order of iteration; a front end's own map has them in the library's order. */
  private static Optional<List<Value>> keys(Map<Value, Value> map) {
    var keys = new ArrayList<>(map.keySet());
    if (!isCounted(map)) {
      return Optional.empty();
    }
    return keys.size() < 2 || !(map instanceof Ordered ordered)
        ? Optional.of(keys)
        : ordered.order.flatMap(it -> Lists.ordered(keys, it));
  }

  private static boolean isCounted(Map<Value, Value> map) {
    return map.keySet().stream().allMatch(Value::isKnown) && !Journal.isOpen(map.values());
  }

  Value call(Map<Value, Value> map, String method, List<Value> arguments) {
    Optional<Value> known =
        arguments.isEmpty() ? whole(map, method) : keyed(map, method, arguments, arguments.get(0));
    if (known.isEmpty()
        && !method.matches("(get|contains|keySet|values|entrySet|equals|size|is).*")) {
      forget(map, method, interpreter.journal());
    }
    return known.orElseGet(() -> unknown(method));
  }

  private Optional<Value> whole(Map<Value, Value> map, String method) {
    switch (method) {
      case "size":
        return isCounted(map) ? Optional.of(new Value.Whole(map.size())) : Optional.empty();
      case "isEmpty":
        return isCounted(map) ? Optional.of(new Value.Truth(map.isEmpty())) : Optional.empty();
      case "clear":
        for (Value key : List.copyOf(map.keySet())) {
          interpreter.journal().remove(map, key);
        }
        return Optional.of(new Value.Nothing());
      case "keySet":
        return keys(map).map(keys -> view(map, keys));
      case "values":
        return keys(map).map(keys -> view(map, keys.stream().map(it -> at(map, it)).toList()));
      case "entrySet":
        return keys(map)
            .map(
                keys ->
                    view(
                        map,
                        keys.stream().<Value>map(it -> new Value.Entry(it, at(map, it))).toList()));
      default:
        return Optional.empty();
    }
  }

  private static Value at(Map<Value, Value> map, Value key) {
    return Optional.ofNullable(map.get(key)).orElseGet(() -> unknown("get"));
  }

  private Optional<Value> keyed(
      Map<Value, Value> map, String method, List<Value> arguments, Value key) {
    if (method.equals("putAll") && key instanceof Value.Table other) {
      Map.copyOf(other.entries()).forEach((k, v) -> interpreter.journal().put(map, k, v));
      return Optional.of(new Value.Nothing());
    }
    if (method.equals("forEach")) {
      return keys(map).map(keys -> each(map, keys, key));
    }
    if (method.equals("put")) {
      Optional<Value> before = entry(map, key);
      interpreter.journal().put(map, key, arguments.get(1));
      return Optional.of(before.orElseGet(() -> unknown("put")));
    }
    Optional<Value> entry = entry(map, key);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    boolean absent = entry.get() instanceof Value.Nothing;
    return switch (method) {
      case "get" -> absent ? Optional.empty() : entry;
      case "containsKey" -> Optional.of(new Value.Truth(map.containsKey(key)));
      case "getOrDefault" -> map.containsKey(key) ? entry : Optional.of(arguments.get(1));
      case "putIfAbsent" -> absent ? put(map, key, arguments.get(1), entry.get()) : entry;
      case "computeIfAbsent" -> {
        if (!absent) {
          yield entry;
        }
        Value made = interpreter.apply(arguments.get(1), List.of(key));
        yield put(map, key, made, made);
      }
      case "merge" -> {
        Value merged =
            absent
                ? arguments.get(1)
                : interpreter.apply(arguments.get(2), List.of(entry.get(), arguments.get(1)));
        yield put(map, key, merged, merged);
      }
      case "replace" ->
          arguments.size() == 2 && !absent
              ? put(map, key, arguments.get(1), entry.get())
              : Optional.empty();
      case "remove" -> {
        if (arguments.size() != 1) {
          yield Optional.empty();
        }
        interpreter.journal().remove(map, key);
        yield entry;
      }
      case "containsValue" ->
          isCounted(map) && map.values().stream().allMatch(Comparisons::isPlain)
              ? Optional.of(new Value.Truth(map.containsValue(key)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<Value> put(Map<Value, Value> map, Value key, Value value, Value result) {
    interpreter.journal().put(map, key, value);
    return Optional.of(result);
  }

  private Value each(Map<Value, Value> map, List<Value> keys, Value function) {
    keys.forEach(it -> interpreter.apply(function, List.of(it, at(map, it))));
    return new Value.Nothing();
  }

  /** What the map holds for {@code key}; nothing for no such key, empty where that is not known. */
  private static Optional<Value> entry(Map<Value, Value> map, Value key) {
    boolean clear = map.keySet().stream().allMatch(it -> it.isKnown() || it.equals(key));
    Value value = map.get(key);
    if (!key.isKnown() || !clear) {
      return Optional.empty();
    }
    return value == null
        ? Optional.of(new Value.Nothing())
        : Journal.isOpen(value) ? Optional.empty() : Optional.of(value);
  }

  /** {@code getKey()} and {@code getValue()}. */
  static Value call(Value.Entry entry, String method) {
    return switch (method) {
      case "getKey" -> entry.key();
      case "getValue" -> entry.value();
      default -> unknown(method);
    };
  }

  private static Value unknown(String method) {
    return new Value.Unknown(method + "()", method + " is not known before run time");
  }
}

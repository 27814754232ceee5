package modellint.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Place;

/** The few classes of the JDK that definitions compute with: numbers, strings, collections. */
final class Jdk {

  private static final Set<String> LISTS =
      Set.of("java.util.ArrayList", "java.util.LinkedList", "java.util.Vector");
  private static final Set<String> SETS =
      Set.of("java.util.HashSet", "java.util.LinkedHashSet", "java.util.TreeSet");
  private static final Set<String> MAPS =
      Set.of("java.util.HashMap", "java.util.LinkedHashMap", "java.util.TreeMap");

  private final Interpreter interpreter;

  Jdk(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  static Optional<Value> constant(String type, String name) {
    return switch (type + "." + name) {
      case "java.lang.Integer.MAX_VALUE" -> Optional.of(new Value.Whole(Integer.MAX_VALUE));
      case "java.lang.Integer.MIN_VALUE" -> Optional.of(new Value.Whole(Integer.MIN_VALUE));
      case "java.lang.Math.PI" -> Optional.of(new Value.Real(Math.PI));
      case "java.lang.Math.E" -> Optional.of(new Value.Real(Math.E));
      case "java.lang.Boolean.TRUE" -> Optional.of(new Value.Truth(true));
      case "java.lang.Boolean.FALSE" -> Optional.of(new Value.Truth(false));
      default -> Optional.empty();
    };
  }

  /** A new collection; empty where the class is none. */
  Optional<Value> instantiate(String type, List<Value> arguments) {
    if (LISTS.contains(type)) {
      var values = new ArrayList<Value>();
      if (!arguments.isEmpty() && arguments.get(0) instanceof Value.Elements it) {
        values.addAll(it.values());
      }
      interpreter.journal().born(values);
      return Optional.of(new Value.Elements(values));
    }
    if (SETS.contains(type)) {
      var values = new Distinct();
      interpreter.journal().born(values);
      var set = new Value.Elements(values);
      if (!arguments.isEmpty() && arguments.get(0).elements().isPresent()) {
        onList(set, "addAll", arguments);
      }
      return Optional.of(set);
    }
    if (MAPS.contains(type)) {
      Value.Table table = Value.Table.empty();
      if (!arguments.isEmpty() && arguments.get(0) instanceof Value.Table it) {
        table.entries().putAll(it.entries());
      }
      return Optional.of(table);
    }
    return Optional.empty();
  }

  /** A static call; empty where the class is not the JDK's. */
  Optional<Value> onType(String type, String method, List<Value> arguments) {
    if (!type.startsWith("java.")) {
      return Optional.empty();
    }
    String call = type.substring(type.lastIndexOf('.') + 1) + "." + method;
    Optional<Value> number = Numbers.call(call, arguments);
    if (number.isPresent()) {
      return number;
    }
    return Optional.of(
        switch (call) {
          case "List.of",
              "Arrays.asList",
              "Set.of",
              "Collections.singletonList",
              "Collections.emptyList",
              "Arrays.stream",
              "Stream.of",
              "IntStream.of" ->
              list(arguments);
          case "IntStream.range", "LongStream.range" -> Streams.range(arguments, 0);
          case "IntStream.rangeClosed", "LongStream.rangeClosed" -> Streams.range(arguments, 1);
          case "List.copyOf", "Collections.unmodifiableList" -> first(arguments);
          case "Map.of", "Collections.singletonMap" -> table(arguments);
          case "Collections.unmodifiableMap", "Map.copyOf" -> first(arguments);
          case "Objects.requireNonNull" -> first(arguments);
          default -> unknown(call);
        });
  }

  private static Value first(List<Value> arguments) {
    return arguments.isEmpty() ? unknown("call") : arguments.get(0);
  }

  private static Value unknown(String call) {
    return new Value.Unknown(call + "()", call + " is not known before run time");
  }

  private Value list(List<Value> arguments) {
    boolean array = arguments.size() == 1 && arguments.get(0) instanceof Value.Elements;
    var values = new ArrayList<>(array ? arguments.get(0).elements().get() : arguments);
    interpreter.journal().born(values);
    return new Value.Elements(values);
  }

  private static Value table(List<Value> arguments) {
    var entries = new LinkedHashMap<Value, Value>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      entries.put(arguments.get(i), arguments.get(i + 1));
    }
    return new Value.Table(entries);
  }

  /** A call on a value that is not a library's object. */
  Value instance(Value receiver, String method, List<Value> arguments, Place.Line place) {
    if (receiver instanceof Value.Elements it) {
      return onList(it, method, arguments);
    }
    if (receiver instanceof Value.Table it) {
      return onMap(it.entries(), method, arguments);
    }
    if (receiver instanceof Value.Text it) {
      return Strings.call(it.value(), method, arguments);
    }
    if (receiver instanceof Value.Constant it) {
      return switch (method) {
        case "name", "toString" -> new Value.Text(it.name());
        case "equals" ->
            Operators.binary(
                com.github.javaparser.ast.expr.BinaryExpr.Operator.EQUALS, it, first(arguments));
        default ->
            interpreter
                .api()
                .staticResult(it.type() + "." + it.name(), method, arguments)
                .orElseGet(
                    () ->
                        interpreter.make(
                            "",
                            new Origin.Static(
                                it.type() + "." + it.name(), method, arguments, place)));
      };
    }
    if (receiver instanceof Function) {
      return interpreter.apply(receiver, arguments);
    }
    if (receiver.real().isPresent()) {
      return switch (method) {
        case "intValue" -> Operators.cast(receiver, "int");
        case "longValue" -> Operators.cast(receiver, "long");
        case "doubleValue" -> Operators.cast(receiver, "double");
        case "floatValue" -> Operators.cast(receiver, "float");
        default -> unknown(method);
      };
    }
    if (receiver instanceof Value.Truth && method.equals("booleanValue")) {
      return receiver;
    }
    return unknown(method);
  }

  private Value onList(Value.Elements elements, String method, List<Value> arguments) {
    Optional<Value> special = interpreter.api().onList(elements, method, arguments);
    if (special.isPresent()) {
      return special.get();
    }
    List<Value> list = elements.values();
    Journal journal = interpreter.journal();
    switch (method) {
      case "size":
        return isCounted(list) ? new Value.Whole(list.size()) : unknown("size");
      case "isEmpty":
        return isCounted(list) ? new Value.Truth(list.isEmpty()) : unknown("isEmpty");
      case "add":
        add(list, arguments.get(arguments.size() - 1));
        return new Value.Truth(true);
      case "addAll":
        if (first(arguments) instanceof Value.Elements it) {
          List.copyOf(it.values()).forEach(value -> add(list, value));
        } else {
          journal.add(list, new Value.Unknown("elements", Journal.OPEN));
        }
        return new Value.Truth(true);
      case "get":
        Optional<Long> index = first(arguments).whole();
        if (index.isEmpty()) {
          return unknown("get");
        }
        if (index.get() < 0 || index.get() >= list.size()) {
          throw new Thrown("java.lang.IndexOutOfBoundsException");
        }
        return list.get(index.get().intValue());
      case "clone", "toArray":
        return Value.Elements.of(list);
      case "forEach":
        for (Value value : List.copyOf(list)) {
          interpreter.apply(first(arguments), List.of(value));
        }
        return new Value.Nothing();
      case "contains":
        return list.stream().allMatch(Value::isKnown)
            ? new Value.Truth(list.contains(first(arguments)))
            : unknown("contains");
      default:
        return new Streams(interpreter)
            .onElements(list, method, arguments)
            .orElseGet(() -> unknown(method));
    }
  }

  /** A set whose elements are not all known may hold some of them twice. */
  private static boolean isCounted(List<Value> list) {
    return !Journal.isOpen(list)
        && (!(list instanceof Distinct) || list.stream().allMatch(Value::isKnown));
  }

  private void add(List<Value> list, Value value) {
    if (!(list instanceof Distinct) || !list.contains(value)) {
      interpreter.journal().add(list, value);
    }
  }

  private Value onMap(Map<Value, Value> map, String method, List<Value> arguments) {
    switch (method) {
      case "put":
        interpreter.journal().put(map, arguments.get(0), arguments.get(1));
        return new Value.Nothing();
      case "get":
        return map.getOrDefault(first(arguments), unknown("get"));
      case "containsKey":
        return first(arguments).isKnown()
            ? new Value.Truth(map.containsKey(first(arguments)))
            : unknown("containsKey");
      case "size":
        return map.keySet().stream().allMatch(Value::isKnown)
            ? new Value.Whole(map.size())
            : unknown("size");
      case "isEmpty":
        return new Value.Truth(map.isEmpty());
      case "keySet":
        return Value.Elements.of(List.copyOf(map.keySet()));
      case "values":
        return Value.Elements.of(List.copyOf(map.values()));
      default:
        return unknown(method);
    }
  }

  /** The elements of a set: each once, in the order in which they came. */
  private static final class Distinct extends ArrayList<Value> {
    private static final long serialVersionUID = 1;
  }
}

package modellint.eval;

import com.github.javaparser.ast.expr.BinaryExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.graph.Place;

/** The few classes of the JDK that definitions compute with: numbers, strings, collections. */
final class Jdk {

  private static final Set<String> COLLECTIONS =
      Set.of("java.util.List", "java.util.Set", "java.util.Collection", "java.util.Map");

  private static final Set<String> LISTS =
      Set.of(
          "java.util.ArrayList",
          "java.util.LinkedList",
          "java.util.ArrayDeque",
          "java.util.Vector",
          "java.util.Stack");

  private final Interpreter interpreter;
  private final Lists lists;
  private final Maps maps;
  private final Streams streams;

  Jdk(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.lists = new Lists(interpreter);
    this.maps = new Maps(interpreter);
    this.streams = new Streams(interpreter);
  }

  static Optional<Value> constant(String type, String name) {
    if (!type.startsWith("java.lang.")) {
      return Optional.empty();
    }
    return switch (type.substring("java.lang.".length()) + "." + name) {
      case "Integer.MAX_VALUE" -> Optional.of(new Value.Whole(Integer.MAX_VALUE));
      case "Integer.MIN_VALUE" -> Optional.of(new Value.Whole(Integer.MIN_VALUE));
      case "Long.MAX_VALUE" -> Optional.of(Arithmetic.wide(Long.MAX_VALUE));
      case "Long.MIN_VALUE" -> Optional.of(Arithmetic.wide(Long.MIN_VALUE));
      case "Short.MAX_VALUE" -> Optional.of(new Value.Whole(Short.MAX_VALUE, Value.Width.SHORT));
      case "Byte.MAX_VALUE" -> Optional.of(new Value.Whole(Byte.MAX_VALUE, Value.Width.BYTE));
      case "Math.PI" -> Optional.of(new Value.Real(Math.PI));
      case "Math.E" -> Optional.of(new Value.Real(Math.E));
      case "Double.MAX_VALUE" -> Optional.of(new Value.Real(Double.MAX_VALUE));
      case "Double.MIN_VALUE" -> Optional.of(new Value.Real(Double.MIN_VALUE));
      case "Double.NaN" -> Optional.of(new Value.Real(Double.NaN));
      case "Double.POSITIVE_INFINITY" -> Optional.of(new Value.Real(Double.POSITIVE_INFINITY));
      case "Double.NEGATIVE_INFINITY" -> Optional.of(new Value.Real(Double.NEGATIVE_INFINITY));
      case "Float.MAX_VALUE" -> Optional.of(Value.Real.single(Float.MAX_VALUE));
      case "Float.MIN_VALUE" -> Optional.of(Value.Real.single(Float.MIN_VALUE));
      case "Float.NaN" -> Optional.of(Value.Real.single(Float.NaN));
      case "Boolean.TRUE" -> Optional.of(new Value.Truth(true));
      case "Boolean.FALSE" -> Optional.of(new Value.Truth(false));
      default -> Optional.empty();
    };
  }

  /** A new collection; empty where the class is none. */
  Optional<Value> instantiate(String type, List<Value> arguments) {
    Optional<Lists.Order> order =
        switch (type) {
          case "java.util.HashSet", "java.util.HashMap" -> Optional.of(Lists.Order.HASHED);
          case "java.util.LinkedHashSet", "java.util.LinkedHashMap" ->
              Optional.of(Lists.Order.INSERTION);
          case "java.util.TreeSet", "java.util.TreeMap" -> Optional.of(Lists.Order.SORTED);
          default -> Optional.empty();
        };
    if (type.equals("java.util.EnumMap")) {
      // Its entries come in the order of the constants.
      return first(arguments) instanceof Value.Constant
          ? Optional.of(maps.made(Optional.empty(), Map.of()))
          : Optional.empty();
    }
    if (order.isEmpty() && !LISTS.contains(type)) {
      return Optional.empty();
    }
    if (type.endsWith("Map")) {
      // Copies and stated sizes make tables of other sizes, and another order.
      boolean hashed = order.get() == Lists.Order.HASHED && !arguments.isEmpty();
      return Optional.of(
          maps.made(
              hashed ? Optional.empty() : order,
              arguments.isEmpty() || !(arguments.get(0) instanceof Value.Table it)
                  ? Map.of()
                  : it.entries()));
    }
    boolean empty = arguments.isEmpty() || arguments.get(0).whole().isPresent();
    Optional<List<Value>> values =
        empty
            ? Optional.of(List.of())
            : arguments.get(0) instanceof Value.Elements it ? Lists.iterated(it) : Optional.empty();
    if (type.endsWith("Stack")) {
      return Optional.of(lists.deques().stack(List.of()));
    }
    return Optional.of(
        order.isEmpty()
            ? lists.made(values.orElseGet(() -> List.of(open())))
            : lists.set(order.get(), values.orElseGet(() -> List.of(open()))));
  }

  private static Value open() {
    return new Value.Unknown("elements", Journal.OPEN);
  }

  /** A static call; empty where the class is not the JDK's, but for arrays joined by another. */
  Optional<Value> onType(String type, String method, List<Value> arguments) {
    if (!type.startsWith("java.")) {
      return JoinedArrays.of(type, method, arguments);
    }
    String call = type.substring(type.lastIndexOf('.') + 1) + "." + method;
    Optional<Value> number = Numbers.call(call, arguments);
    if (number.isPresent()) {
      return number;
    }
    return Optional.of(
        switch (call) {
          case "List.of", "Arrays.asList" -> list(arguments);
          case "Stream.of" ->
              list(arguments) instanceof Value.Elements it
                  ? Value.Elements.of(it.values())
                  : unknown(call);
          case "Collections.singletonList", "Collections.singleton" -> lists.made(arguments);
          case "Collections.emptyList" -> lists.made(List.of());
          case "Set.of" ->
              arguments.size() == 1 && !(arguments.get(0) instanceof Value.Elements)
                  ? lists.set(Lists.Order.INSERTION, arguments)
                  : lists.set(Lists.Order.UNKNOWN, arguments);
          case "Arrays.stream", "IntStream.of", "DoubleStream.of", "LongStream.of" ->
              arguments.size() == 1 && arguments.get(0) instanceof Value.Elements it
                  ? Value.Elements.of(it.values())
                  : arguments.size() == 3 && arguments.get(0) instanceof Value.Elements
                      ? unknown(call)
                      : Value.Elements.of(arguments);
          case "IntStream.range" -> streams.range(arguments, 0, false);
          case "LongStream.range" -> streams.range(arguments, 0, true);
          case "IntStream.rangeClosed" -> streams.range(arguments, 1, false);
          case "LongStream.rangeClosed" -> streams.range(arguments, 1, true);
          case "List.copyOf", "Collections.unmodifiableList" -> first(arguments);
          case "Map.of", "Collections.singletonMap" -> maps.of(arguments);
          case "Map.entry" ->
              arguments.size() == 2
                  ? new Value.Entry(arguments.get(0), arguments.get(1))
                  : unknown(call);
          case "Map.ofEntries" -> maps.ofEntries(arguments).orElseGet(() -> unknown(call));
          case "Collections.unmodifiableMap", "Map.copyOf" -> first(arguments);
          case "Collections.emptyMap" -> maps.of(List.of());
          case "Objects.requireNonNull" -> first(arguments);
          case "Optional.of", "Optional.ofNullable", "OptionalInt.of", "OptionalDouble.of" ->
              Optionals.of(first(arguments)).orElseGet(() -> unknown(call));
          case "Optional.empty", "OptionalInt.empty", "OptionalDouble.empty" ->
              Value.Elements.of(List.of());
          case "Stream.iterate",
              "IntStream.iterate",
              "LongStream.iterate",
              "DoubleStream.iterate" ->
              streams.iterate(arguments);
          case "Stream.generate", "IntStream.generate", "DoubleStream.generate" ->
              new Value.Endless(Optional.empty(), first(arguments));
          case "Collectors.toList", "Collectors.toUnmodifiableList", "Collectors.toSet" ->
              new Value.Constant(Streams.COLLECTOR, method);
          case "Collectors.toCollection" ->
              arguments.get(0) instanceof Function.Reference it
                      && it.code().toString().matches("\\w*List(<.*>)?::new")
                  ? new Value.Constant(Streams.COLLECTOR, "toList")
                  : unknown(call);
          case "Collectors.joining" -> joining(arguments);
          case "Arrays.copyOf", "Arrays.copyOfRange", "Collections.nCopies" ->
              copies(call, arguments).orElseGet(() -> unknown(call));
          default ->
              COLLECTIONS.contains(type) && !arguments.isEmpty()
                  ? onFirst(call, method, arguments)
                  : changed(call, arguments);
        });
  }

  /** {@code List::stream}, whose object is the first argument. */
  private Value onFirst(String call, String method, List<Value> arguments) {
    List<Value> rest = arguments.subList(1, arguments.size());
    if (arguments.get(0) instanceof Value.Elements it) {
      return lists.call(it, method, rest);
    }
    return arguments.get(0) instanceof Value.Table it
        ? maps.call(it.entries(), method, rest)
        : unknown(call);
  }

  private static Value joining(List<Value> arguments) {
    var parts = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      Optional<String> part = i < arguments.size() ? arguments.get(i).text() : Optional.of("");
      if (part.isEmpty()) {
        return unknown("Collectors.joining");
      }
      parts.add(part.get());
    }
    return new Value.Constant(Streams.COLLECTOR, "joining\u0000" + String.join("\u0000", parts));
  }

  private static Optional<Value> copies(String call, List<Value> arguments) {
    Optional<Long> first = arguments.get(0).whole();
    if (call.equals("Collections.nCopies")) {
      return first
          .filter(it -> it >= 0 && it < 10_000)
          .map(
              it ->
                  Value.Elements.of(
                      java.util.Collections.nCopies(it.intValue(), arguments.get(1))));
    }
    Optional<Long> from = arguments.size() == 3 ? arguments.get(1).whole() : Optional.of(0L);
    Optional<Long> to = arguments.get(arguments.size() - 1).whole();
    if (!(arguments.get(0) instanceof Value.Elements it) || from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    int size = it.values().size();
    if (from.get() < 0 || to.get() < from.get() || from.get() > size || to.get() > 100_000) {
      return Optional.empty();
    }
    var copy = new ArrayList<Value>();
    for (long i = from.get(); i < to.get(); i++) {
      Value model = size == 0 ? new Value.Nothing() : it.values().get(0);
      boolean padded = i >= size;
      if (padded && (size == 0 || !Arithmetic.isNumber(model))) {
        return Optional.empty();
      }
      copy.add(padded ? Arithmetic.like(model, new Value.Whole(0)) : it.values().get((int) i));
    }
    return Optional.of(new Value.Elements(copy));
  }

  /** What a method of Collections, Arrays or System does to the lists that it is given. */
  private Value changed(String call, List<Value> arguments) {
    if (Stream.of("Collections.", "Arrays.", "System.").anyMatch(call::startsWith)) {
      Optional<Value> known = new Algorithms(lists).call(call, arguments);
      if (known.isPresent()) {
        return known.get();
      }
      boolean reads =
          call.matches(
              "(Collections\\.(max|min|frequency|unmodifiable|synchronized|enumeration|disjoint)"
                  + "|Arrays\\.(toString|deepToString|equals|deepEquals|hashCode|binarySearch)).*");
      for (Value argument : reads ? List.<Value>of() : arguments) {
        if (argument instanceof Value.Elements it) {
          lists.forget(it.values(), call);
        }
      }
    }
    return unknown(call);
  }

  private static Value first(List<Value> arguments) {
    return arguments.isEmpty() ? unknown("call") : arguments.get(0);
  }

  private static Value unknown(String call) {
    return new Value.Unknown(call + "()", call + " is not known before run time");
  }

  /** A list of the arguments, or of the elements of an array that stands for them. */
  private Value list(List<Value> arguments) {
    if (arguments.size() != 1
        || !(arguments.get(0) instanceof Value.Elements it)
        || it.values() instanceof Lists.Listed) {
      return lists.made(arguments);
    }
    // An array of objects stands for the arguments, an array of numbers is one of them.
    return it.values().stream().anyMatch(Arithmetic::isNumber)
        ? new Value.Unknown("list", "a list made of an array of numbers")
        : lists.made(it.values());
  }

  /** A call on a value that is not a library's object. */
  Value instance(Value receiver, String method, List<Value> arguments, Place.Line place) {
    if (receiver instanceof Value.Elements it) {
      return lists.call(it, method, arguments);
    }
    if (receiver instanceof Value.Table it) {
      return maps.call(it.entries(), method, arguments);
    }
    if (receiver instanceof Value.Entry it) {
      return Maps.call(it, method);
    }
    if (receiver instanceof Value.Text it) {
      return Strings.call(it.value(), method, arguments);
    }
    if (receiver instanceof Value.Constant it) {
      return switch (method) {
        case "name", "toString" -> new Value.Text(it.name());
        case "equals" -> Operators.binary(BinaryExpr.Operator.EQUALS, it, first(arguments));
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
    if (receiver instanceof Function it) {
      return Functions.isCombining(method)
          ? Functions.combine(it, method, arguments).orElseGet(() -> unknown(method))
          : interpreter.apply(receiver, arguments);
    }
    if (receiver instanceof Value.Endless it) {
      return streams.cut(it, method, arguments).orElseGet(() -> unknown(method));
    }
    if (receiver.real().isPresent()) {
      return switch (method) {
        case "intValue" -> Arithmetic.convert(receiver, "int");
        case "longValue" -> Arithmetic.convert(receiver, "long");
        case "doubleValue" -> Arithmetic.convert(receiver, "double");
        case "floatValue" -> Arithmetic.convert(receiver, "float");
        case "equals" ->
            Comparisons.isPlain(first(arguments))
                ? new Value.Truth(
                    Comparisons.plain(receiver).equals(Comparisons.plain(first(arguments))))
                : unknown(method);
        default -> unknown(method);
      };
    }
    if (receiver instanceof Value.Truth && method.equals("booleanValue")) {
      return receiver;
    }
    return unknown(method);
  }
}

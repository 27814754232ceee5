package modellint.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The methods of lists and sets. One that is not known here leaves nothing of the list known. */
final class Lists {

  private static final int LONGEST = 100_000;

  private static final Pattern READING =
      Pattern.compile(
          "get|index|lastIndex|contains|equals|hash|to|is|as|all|any|none|stream|parallel|iterator"
              + "|listIterator|subList|peek|copy|clone|size|spliterator|element|descending|head"
              + "|tail|first|last|floor|ceiling|higher|lower");

  private final Interpreter interpreter;
  private final Deques deques;

  Lists(Interpreter interpreter) {
    this.interpreter = interpreter;
    this.deques = new Deques(interpreter, this);
  }

  Deques deques() {
    return deques;
  }

  /** A list that a program made with the JDK's classes; arrays are none. */
  static class Listed extends ArrayList<Value> {
    private static final long serialVersionUID = 1;

    Listed(List<Value> values) {
      super(values);
    }
  }

  /** In what order a set gives its elements. */
  enum Order {
    INSERTION,
    SORTED,
    HASHED,
    UNKNOWN
  }

  /** The elements of a set: each once, in the order in which they came. */
  static final class Distinct extends Listed {
    private static final long serialVersionUID = 1;
    private final Order order;

    Distinct(Order order) {
      super(List.of());
      this.order = order;
    }
  }

  Value.Elements made(List<Value> values) {
    var list = new Listed(values);
    interpreter.journal().born(list);
    return new Value.Elements(list);
  }

  Value.Elements set(Order order, List<Value> values) {
    var set = new Distinct(order);
    interpreter.journal().born(set);
    values.forEach(it -> add(set, it));
    return new Value.Elements(set);
  }

  /** The elements in the order in which iteration gives them; empty where that is not known. */
  static Optional<List<Value>> iterated(Value.Elements elements) {
    List<Value> list = elements.values();
    return list instanceof Distinct set && set.order != Order.INSERTION
        ? ordered(list, set.order)
        : Optional.of(list);
  }

  /** {@code keys}, put in one by one, in the order of a set. */
  static Optional<List<Value>> ordered(List<Value> keys, Order order) {
    if (keys.size() < 2 || order == Order.INSERTION) {
      return Optional.of(keys);
    }
    if (order == Order.SORTED || order == Order.UNKNOWN) {
      return order == Order.SORTED ? Comparisons.sorted(keys) : Optional.empty();
    }
    var hashed = new HashMap<Object, Value>();
    for (Value key : keys) {
      Optional<Object> plain = Comparisons.plain(key);
      if (plain.isEmpty()) {
        return Optional.empty();
      }
      hashed.put(plain.get(), key);
    }
    return Optional.of(List.copyOf(hashed.values()));
  }

  /** A set whose elements are not all known may hold some of them twice. */
  private static boolean isCounted(List<Value> list) {
    return !Journal.isOpen(list)
        && (!(list instanceof Distinct) || list.stream().allMatch(Value::isKnown));
  }

  private boolean add(List<Value> list, Value value) {
    if (list.size() >= LONGEST) {
      throw new BudgetExceeded("a list has more than " + LONGEST + " elements");
    }
    if (list instanceof Distinct && list.contains(value)) {
      return false;
    }
    interpreter.journal().add(list, value);
    return true;
  }

  /** Whatever was written to {@code list}, it may hold anything now. */
  void forget(List<Value> list, String by) {
    if (list instanceof Maps.View view) {
      view.forget(interpreter.journal());
    }
    if (!(list instanceof Listed)) {
      for (int i = 0; i < list.size(); i++) {
        interpreter.journal().set(list, i, unknown(by));
      }
      return;
    }
    interpreter.journal().replace(list, List.of(new Value.Unknown(by, Journal.OPEN)));
  }

  Value call(Value.Elements elements, String method, List<Value> arguments) {
    Optional<Value> special = interpreter.api().onList(elements, method, arguments);
    if (special.isPresent()) {
      return special.get();
    }
    List<Value> list = elements.values();
    if (arguments.stream().allMatch(Value::isKnown) || method.startsWith("add")) {
      Optional<Value> known =
          (arguments.isEmpty() ? deques.call(list, method) : Optional.<Value>empty())
              .or(() -> change(list, method, arguments))
              .or(() -> new Optionals(interpreter).call(list, method, arguments))
              .or(() -> read(elements, method, arguments));
      if (known.isPresent()) {
        return known.get();
      }
    }
    return new Streams(interpreter)
        .onElements(elements, method, arguments)
        .orElseGet(() -> other(list, method));
  }

  private Value other(List<Value> list, String method) {
    if (list instanceof Listed && !isReading(method)) {
      forget(list, method);
    }
    return unknown(method);
  }

  private static boolean isReading(String method) {
    return READING.matcher(method).lookingAt();
  }

  private Optional<Value> read(Value.Elements elements, String method, List<Value> arguments) {
    List<Value> list = elements.values();
    switch (method) {
      case "size":
        return isCounted(list) ? Optional.of(new Value.Whole(list.size())) : Optional.empty();
      case "isEmpty":
        return isCounted(list) ? Optional.of(new Value.Truth(list.isEmpty())) : Optional.empty();
      case "get":
        return arguments.get(0).whole().flatMap(it -> at(list, it));
      case "iterator", "listIterator":
        return arguments.isEmpty() ? deques.iterator(elements) : Optional.empty();
      case "clone":
        return Optional.of(copied(list));
      case "toArray":
        return iterated(elements).map(Value.Elements::of);
      case "forEach", "forEachOrdered":
        return iterated(elements)
            .map(
                it -> {
                  List.copyOf(it).forEach(each -> given(arguments.get(0), each));
                  return new Value.Nothing();
                });
      case "contains":
        return list.stream().allMatch(Comparisons::isPlain) && Comparisons.isPlain(arguments.get(0))
            ? Optional.of(new Value.Truth(list.contains(arguments.get(0))))
            : Optional.empty();
      case "indexOf":
        return list.stream().allMatch(Comparisons::isPlain) && Comparisons.isPlain(arguments.get(0))
            ? Optional.of(new Value.Whole(list.indexOf(arguments.get(0))))
            : Optional.empty();
      default:
        return Optional.empty();
    }
  }

  /** What {@code function} gives for an element; one that may not be there may be given or not. */
  Value given(Value function, Value element) {
    if (!Journal.isOpen(element)) {
      return interpreter.apply(function, List.of(element));
    }
    interpreter
        .journal()
        .perhaps(
            () -> interpreter.apply(function, List.of(element)), "how many elements there are");
    return new Value.Unknown("element", Journal.OPEN);
  }

  /** An element, where nothing before it may or may not be there. */
  private static Optional<Value> at(List<Value> list, long index) {
    boolean open = Journal.isOpen(list.subList(0, (int) Math.max(0, Math.min(index, list.size()))));
    return open ? Optional.empty() : Optional.of(list.get(index(index, list.size())));
  }

  private Value copied(List<Value> list) {
    return list instanceof Listed ? made(list) : Value.Elements.of(list);
  }

  private Optional<Value> change(List<Value> list, String method, List<Value> arguments) {
    switch (method) {
      case "add", "addLast", "offer", "offerLast":
        if (arguments.size() == 1) {
          return Optional.of(new Value.Truth(add(list, arguments.get(0))));
        }
        return arguments.size() == 2
            ? arguments
                .get(0)
                .whole()
                .map(it -> insert(list, place(it, list.size()), List.of(arguments.get(1))))
            : Optional.empty();
      case "addFirst", "offerFirst", "push":
        return Optional.of(
            method.equals("push") && list instanceof Deques.Stacked
                ? new Value.Truth(add(list, arguments.get(0)))
                : insert(list, 0, arguments));
      case "addAll":
        if (arguments.size() == 2) {
          return arguments.get(1) instanceof Value.Elements it
                  && arguments.get(0).whole().isPresent()
              ? Optional.of(
                  insert(list, place(arguments.get(0).whole().get(), list.size()), it.values()))
              : Optional.empty();
        }
        if (arguments.get(0) instanceof Value.Elements it && iterated(it).isPresent()) {
          List.copyOf(iterated(it).get()).forEach(value -> add(list, value));
        } else {
          interpreter.journal().add(list, new Value.Unknown("elements", Journal.OPEN));
        }
        return Optional.of(new Value.Truth(true));
      case "set":
        return arguments.size() == 2 && !Journal.isOpen(list)
            ? arguments.get(0).whole().map(it -> replace(list, index(it, list.size()), arguments))
            : Optional.empty();
      case "clear":
        return Optional.of(replaced(list, List.of(), new Value.Nothing()));
      case "remove":
        return arguments.isEmpty() ? Optional.empty() : removed(list, arguments.get(0));
      case "sort":
        return arguments.get(0) instanceof Value.Nothing
            ? Comparisons.sorted(list).map(it -> replaced(list, it, new Value.Nothing()))
            : Optional.empty();
      case "replaceAll":
        return Optional.of(
            replaced(
                list,
                list.stream().map(it -> interpreter.apply(arguments.get(0), List.of(it))).toList(),
                new Value.Nothing()));
      case "removeIf":
        return new Streams(interpreter)
            .split(list, arguments.get(0), false)
            .map(it -> replaced(list, it, new Value.Truth(it.size() < list.size())));
      default:
        return Optional.empty();
    }
  }

  private Value insert(List<Value> list, int at, List<Value> values) {
    var all = new ArrayList<>(list);
    all.addAll(at, values);
    return replaced(list, all, new Value.Truth(true));
  }

  private Value replace(List<Value> list, int at, List<Value> arguments) {
    Value before = list.get(at);
    interpreter.journal().set(list, at, arguments.get(1));
    return before;
  }

  /** Gives {@code list} other elements, and answers {@code result}. */
  Value replaced(List<Value> list, List<Value> values, Value result) {
    if (values.size() > LONGEST) {
      throw new BudgetExceeded("a list has more than " + LONGEST + " elements");
    }
    interpreter.steps(1 + values.size() / 16);
    if (list instanceof Maps.View view) {
      view.forget(interpreter.journal());
    }
    if (list instanceof Listed) {
      interpreter.journal().replace(list, List.copyOf(values));
      return result;
    }
    // An array keeps its length.
    for (int i = 0; i < list.size(); i++) {
      interpreter.journal().set(list, i, values.get(i));
    }
    return result;
  }

  private Optional<Value> removed(List<Value> list, Value what) {
    if (Journal.isOpen(list)) {
      return Optional.empty();
    }
    Optional<Long> position = list instanceof Distinct ? Optional.empty() : what.whole();
    if (position.isPresent() && list.stream().anyMatch(Arithmetic::isNumber)) {
      // remove(int) and remove(Object) are two methods, and a number may stand for either.
      return Optional.empty();
    }
    var rest = new ArrayList<>(list);
    if (position.isPresent()) {
      Value before = rest.remove(index(position.get(), list.size()));
      return Optional.of(replaced(list, rest, before));
    }
    if (!list.stream().allMatch(Comparisons::isPlain) || !Comparisons.isPlain(what)) {
      return Optional.empty();
    }
    boolean found = rest.remove(what);
    return Optional.of(replaced(list, rest, new Value.Truth(found)));
  }

  static int index(long at, int size) {
    if (at < 0 || at >= size) {
      throw new Thrown("java.lang.IndexOutOfBoundsException");
    }
    return (int) at;
  }

  private static int place(long at, int size) {
    return at == size ? size : index(at, size);
  }

  private static Value unknown(String method) {
    return new Value.Unknown(method + "()", method + " is not known before run time");
  }
}

package modellint.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What lists have at their two ends, and iterators: they look at one element, or take it. */
final class Deques {

  private final Interpreter interpreter;
  private final Lists lists;

  Deques(Interpreter interpreter, Lists lists) {
    this.interpreter = interpreter;
    this.lists = lists;
  }

  /** The elements of a {@code Stack}, whose top is its last. */
  static final class Stacked extends Lists.Listed {
    private static final long serialVersionUID = 1;

    Stacked(List<Value> values) {
      super(values);
    }
  }

  /** What an iterator has still to give of a collection. */
  private static final class Cursor extends Lists.Listed {
    private static final long serialVersionUID = 1;
    private final transient List<Value> source;

    Cursor(List<Value> values, List<Value> source) {
      super(values);
      this.source = source;
    }
  }

  Value.Elements stack(List<Value> values) {
    var stack = new Stacked(values);
    interpreter.journal().born(stack);
    return new Value.Elements(stack);
  }

  /** An iterator over {@code elements}; empty where their order is not known. */
  Optional<Value> iterator(Value.Elements elements) {
    return Lists.iterated(elements)
        .map(
            it -> {
              var cursor = new Cursor(it, elements.values());
              interpreter.journal().born(cursor);
              return new Value.Elements(cursor);
            });
  }

  /** A method that needs no argument; empty where it is none of a deque, stack or iterator. */
  Optional<Value> call(List<Value> list, String method) {
    if (list instanceof Cursor cursor) {
      return iterated(cursor, method);
    }
    if (!(list instanceof Lists.Listed)
        || list instanceof Lists.Distinct
        || Journal.isOpen(list)
        || (list.isEmpty() && method.matches("get.*|pop|element|remove.*"))) {
      return Optional.empty();
    }
    boolean stack = list instanceof Stacked;
    return switch (method) {
      case "getFirst", "element", "peekFirst" -> Optional.of(look(list, false));
      case "getLast", "peekLast" -> Optional.of(look(list, true));
      case "peek" -> Optional.of(look(list, stack));
      case "remove", "removeFirst", "poll", "pollFirst" -> Optional.of(take(list, false));
      case "removeLast", "pollLast" -> Optional.of(take(list, true));
      case "pop" -> Optional.of(take(list, stack));
      default -> Optional.empty();
    };
  }

  private Optional<Value> iterated(Cursor cursor, String method) {
    if (method.equals("remove")) {
      lists.forget(cursor.source, method);
      return Optional.of(new Value.Nothing());
    }
    if (Journal.isOpen(cursor)) {
      return Optional.empty();
    }
    return switch (method) {
      case "hasNext" -> Optional.of(new Value.Truth(!cursor.isEmpty()));
      case "next", "nextInt", "nextLong", "nextDouble" -> {
        if (cursor.isEmpty()) {
          throw new Thrown("java.util.NoSuchElementException");
        }
        yield Optional.of(take(cursor, false));
      }
      default -> Optional.empty();
    };
  }

  private static Value look(List<Value> list, boolean last) {
    return list.isEmpty() ? new Value.Nothing() : list.get(last ? list.size() - 1 : 0);
  }

  private Value take(List<Value> list, boolean last) {
    Value taken = look(list, last);
    if (list.isEmpty()) {
      return taken;
    }
    var rest = new ArrayList<>(list);
    rest.remove(last ? list.size() - 1 : 0);
    return lists.replaced(list, rest, taken);
  }
}

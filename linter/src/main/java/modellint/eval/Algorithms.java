package modellint.eval;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The methods of Collections, Arrays and System that change the lists that they are given. */
final class Algorithms {

  private final Lists lists;

  Algorithms(Lists lists) {
    this.lists = lists;
  }

  /** What {@code Class.method} gives; empty where it is none of them. */
  Optional<Value> call(String call, List<Value> arguments) {
    if (arguments.isEmpty() || !(arguments.get(0) instanceof Value.Elements it)) {
      return Optional.empty();
    }
    List<Value> list = it.values();
    Value nothing = new Value.Nothing();
    boolean plain = arguments.size() == 1;
    return switch (call) {
      case "Collections.sort", "Arrays.sort" ->
          plain
              ? Comparisons.sorted(list).map(all -> lists.replaced(list, all, nothing))
              : Optional.empty();
      case "Collections.reverse" -> {
        var all = new ArrayList<>(list);
        Collections.reverse(all);
        yield Optional.of(lists.replaced(list, all, nothing));
      }
      case "Collections.addAll" -> {
        var all = new ArrayList<>(list);
        all.addAll(arguments.subList(1, arguments.size()));
        yield arguments.get(1) instanceof Value.Elements
            ? Optional.empty()
            : Optional.of(lists.replaced(list, all, new Value.Truth(true)));
      }
      case "Collections.swap" -> {
        Optional<Long> a = arguments.get(1).whole();
        Optional<Long> b = arguments.get(2).whole();
        if (a.isEmpty() || b.isEmpty()) {
          yield Optional.empty();
        }
        var all = new ArrayList<>(list);
        Collections.swap(all, Lists.index(a.get(), all.size()), Lists.index(b.get(), all.size()));
        yield Optional.of(lists.replaced(list, all, nothing));
      }
      case "Arrays.fill" ->
          arguments.size() == 2
              ? Optional.of(
                  lists.replaced(
                      list,
                      list.stream().map(old -> Arithmetic.stored(old, arguments.get(1))).toList(),
                      nothing))
              : Optional.empty();
      case "System.arraycopy" -> copy(list, arguments);
      default -> Optional.empty();
    };
  }

  private Optional<Value> copy(List<Value> from, List<Value> arguments) {
    Optional<Long> start = arguments.get(1).whole();
    Optional<Long> at = arguments.get(3).whole();
    Optional<Long> count = arguments.get(4).whole();
    if (!(arguments.get(2) instanceof Value.Elements to)
        || start.isEmpty()
        || at.isEmpty()
        || count.isEmpty()) {
      return Optional.empty();
    }
    int size = to.values().size();
    if (count.get() > 0) {
      Lists.index(start.get() + count.get() - 1, from.size());
      Lists.index(at.get() + count.get() - 1, size);
    }
    var all = new ArrayList<>(to.values());
    for (int i = 0; i < count.get(); i++) {
      all.set(Lists.index(at.get() + i, size), from.get(Lists.index(start.get() + i, from.size())));
    }
    return Optional.of(lists.replaced(to.values(), all, new Value.Nothing()));
  }
}

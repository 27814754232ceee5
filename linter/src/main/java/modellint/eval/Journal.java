package modellint.eval;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/**
 * Every write to a variable, field, element or entry goes through here, so that a branch behind an
 * unknown condition can be tried and undone, and the outcomes of two branches merged: what both
 * leave equal is known, the rest is unknown.
 */
final class Journal {

  /** Why an element is not known that may not even be there. */
  static final String OPEN = "added behind a condition that is not known";

  /** One place that was written: how to put a value (or its absence) back. */
  private record Slot(Object holder, Object key) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Slot it && holder == it.holder && key.equals(it.key);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(holder) + key.hashCode();
    }
  }

  private final LongConsumer work;
  private final Deque<Map<Slot, Optional<Value>>> open = new ArrayDeque<>();
  private final Deque<Integer> forks = new ArrayDeque<>();

  /** How many branches had been begun when an object came into being. */
  private final Map<Object, Integer> births = new IdentityHashMap<>();

  private int count;
  private long changes;

  /** Tells {@code work} how many places each fork had to compare. */
  Journal(LongConsumer work) {
    this.work = work;
  }

  /** How often something that more than one activation sees has become unknown at a fork. */
  long changes() {
    return changes;
  }

  /** Notes that {@code object} comes into being here and now. */
  void born(Object object) {
    if (!forks.isEmpty()) {
      births.put(object, count);
    }
  }

  /** How many branches have been begun. */
  int begun() {
    return count;
  }

  /** True where {@code object} exists only if the code running now runs: nothing is conditional. */
  boolean isCertain(Object object) {
    if (forks.isEmpty()) {
      return true;
    }
    int born = object instanceof Frame.Variables it ? it.born() : births.getOrDefault(object, 0);
    return born >= forks.element();
  }

  <K> void put(Map<K, Value> map, K key, Value value) {
    remember(new Slot(map, key), Optional.ofNullable(map.get(key)));
    map.put(key, value);
  }

  void set(List<Value> list, int index, Value value) {
    remember(new Slot(list, index), Optional.of(list.get(index)));
    list.set(index, value);
  }

  /** Appends; behind an unknown condition the list's length is unknown from then on. */
  void add(List<Value> list, Value value) {
    list.add(isCertain(list) ? value : unknown(value));
  }

  /** Gives a list other elements; behind an unknown condition nothing of it is known then. */
  void replace(List<Value> list, List<Value> values) {
    if (isCertain(list)) {
      list.clear();
      list.addAll(values);
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      set(list, i, unknown(list.get(i)));
    }
    list.add(new Value.Unknown("element", OPEN));
  }

  /** Takes an entry out of a map. */
  void remove(Map<Value, Value> map, Value key) {
    remember(new Slot(map, key), Optional.ofNullable(map.get(key)));
    map.remove(key);
  }

  /** Notes what a slot held before; what came into being with the branch goes with it. */
  private void remember(Slot slot, Optional<Value> before) {
    if (!open.isEmpty() && !isCertain(slot.holder())) {
      open.peek().putIfAbsent(slot, before);
    }
  }

  /** Runs what happens whichever branch is tried. */
  void outside(Runnable work) {
    var openBefore = new ArrayDeque<>(open);
    var forksBefore = new ArrayDeque<>(forks);
    open.clear();
    forks.clear();
    try {
      work.run();
    } finally {
      open.addAll(openBefore);
      forks.addAll(forksBefore);
    }
  }

  /**
   * Runs each branch from the state of now and leaves what they agree on. A branch that answers
   * false (it returned or threw) does not reach the code behind, so its writes are dropped.
   */
  void fork(List<BooleanSupplier> branches, String condition) {
    var before = new LinkedHashMap<Slot, Optional<Value>>();
    var outcomes = new ArrayList<Map<Slot, Optional<Value>>>();
    for (BooleanSupplier branch : branches) {
      open.push(new LinkedHashMap<>());
      forks.push(++count);
      boolean goesOn = false;
      var after = new LinkedHashMap<Slot, Optional<Value>>();
      try {
        goesOn = branch.getAsBoolean();
      } finally {
        forks.pop();
        for (var written : open.pop().entrySet()) {
          before.putIfAbsent(written.getKey(), written.getValue());
          after.put(written.getKey(), read(written.getKey()));
          write(written.getKey(), written.getValue());
        }
      }
      if (goesOn) {
        outcomes.add(after);
      }
    }
    work.accept(before.size());
    if (outcomes.isEmpty()) {
      return;
    }
    for (var entry : before.entrySet()) {
      Slot slot = entry.getKey();
      Optional<Value> agreed = agreed(slot, entry.getValue(), outcomes, condition);
      remember(slot, entry.getValue());
      write(slot, agreed);
      boolean lost = agreed.isPresent() && agreed.get() instanceof Value.Unknown;
      boolean known = entry.getValue().isEmpty() || entry.getValue().get().isKnown();
      changes += lost && known && !(slot.holder() instanceof Frame.Variables) ? 1 : 0;
    }
  }

  /** Does {@code work} where it is not known whether it is done. */
  void perhaps(Runnable work, String condition) {
    fork(
        List.of(
            () -> {
              try {
                work.run();
                return true;
              } catch (Thrown e) {
                return false;
              }
            },
            () -> true),
        condition);
  }

  /** What all outcomes leave in {@code slot}, or why that is not known. */
  private static Optional<Value> agreed(
      Slot slot,
      Optional<Value> before,
      List<Map<Slot, Optional<Value>>> outcomes,
      String condition) {
    // Few outcomes: comparing costs less than hashing a function's code.
    var left = new ArrayList<Optional<Value>>(outcomes.size());
    for (Map<Slot, Optional<Value>> outcome : outcomes) {
      Optional<Value> value = outcome.getOrDefault(slot, before);
      if (!left.contains(value)) {
        left.add(value);
      }
    }
    if (left.size() == 1) {
      return left.get(0);
    }
    if (slot.key() instanceof Value && left.stream().anyMatch(Journal::isAbsent)) {
      return Optional.of(new Value.Unknown("entry", OPEN));
    }
    var values = new ArrayList<Value>(left.size());
    left.forEach(it -> it.ifPresent(values::add));
    return Optional.of(dependent(slot, condition, values));
  }

  /** True for an entry that is not there, or may not be. */
  private static boolean isAbsent(Optional<Value> value) {
    return value.isEmpty() || isOpen(value.get());
  }

  private static Value dependent(Slot slot, String condition, List<Value> values) {
    return Value.Unknown.of(slot.key().toString(), slot.key() + " depends on " + condition, values);
  }

  private static Value unknown(Value value) {
    return new Value.Unknown(value instanceof Value.Unknown it ? it.name() : "element", OPEN);
  }

  /** True where elements of {@code list} may or may not be there, or stand for many. */
  static boolean isOpen(Collection<Value> list) {
    return list.stream().anyMatch(Journal::isOpen);
  }

  /** True where {@code element} may or may not be there, or stands for many. */
  static boolean isOpen(Value element) {
    return element instanceof Value.Unknown some && some.reason().equals(OPEN);
  }

  @SuppressWarnings("unchecked")
  private static Optional<Value> read(Slot slot) {
    if (slot.holder() instanceof List<?> list) {
      // A list that the branch itself made may have become shorter since.
      int at = (Integer) slot.key();
      return at < list.size() ? Optional.of((Value) list.get(at)) : Optional.empty();
    }
    return Optional.ofNullable(((Map<Object, Value>) slot.holder()).get(slot.key()));
  }

  @SuppressWarnings("unchecked")
  private static void write(Slot slot, Optional<Value> value) {
    if (slot.holder() instanceof List<?> list) {
      int at = (Integer) slot.key();
      if (at < list.size() && value.isPresent()) {
        ((List<Value>) list).set(at, value.get());
      }
    } else if (value.isPresent()) {
      ((Map<Object, Value>) slot.holder()).put(slot.key(), value.get());
    } else {
      ((Map<Object, Value>) slot.holder()).remove(slot.key());
    }
  }
}

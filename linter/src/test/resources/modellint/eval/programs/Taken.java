import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Stack;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lib.Net;

/** Elements that are taken away, values that may be absent, functions made of others. */
class Taken {
  static final Net NET = new Net();

  int width = 3;

  class Part {
    int own = width * 2;

    int both() {
      width++;
      return width + own;
    }

    void widen() {
      width = 20;
    }
  }

  static class Fixed {
    int width = 9;

    int asked() {
      return width;
    }
  }

  record Pair(int left, int right) {
    Pair {
      NET.take(left);
    }

    Pair(int both) {
      this(both, both);
    }

    int sum() {
      return left() + right;
    }
  }

  enum Kind {
    NARROW,
    WIDE
  }

  void parts() {
    Part part = new Part();
    NET.take(part.own);
    NET.take(part.both());
    NET.take(width);
    part.widen();
    NET.take(width);
    Runnable writes =
        new Runnable() {
          @Override
          public void run() {
            width = 30;
          }
        };
    writes.run();
    NET.take(width);
    Taken other = new Taken();
    Part its = other.new Part();
    its.widen();
    NET.take(other.width);
    NET.take(width);
    NET.take(new Fixed().asked());
  }

  static void deques(int count) {
    Deque<Integer> deque = new ArrayDeque<>(8);
    deque.add(1);
    deque.push(2);
    deque.offerLast(3);
    deque.offerFirst(4);
    NET.take(deque.peekFirst());
    NET.take(deque.peekLast());
    NET.take(deque.peek());
    NET.take(deque.pollLast());
    NET.take(deque.pop());
    NET.take(deque.poll());
    NET.take(deque.remove());
    NET.take(deque.poll());
    NET.take(deque.isEmpty());
    Queue<String> queue = new LinkedList<>(List.of("a", "b"));
    String names = "";
    while (!queue.isEmpty()) {
      names += queue.remove();
    }
    NET.take(names);
    Stack<Integer> stack = new Stack<>();
    stack.push(1);
    stack.push(2);
    stack.add(3);
    NET.take(stack.peek());
    NET.take(stack.pop());
    NET.take(stack.get(0));
    NET.take(stack.size());
    Deque<Integer> maybe = new ArrayDeque<>(List.of(5));
    if (count > 3) {
      maybe.poll();
    }
    NET.take(maybe.size()); // unknown
    NET.take(maybe.peek() == null); // unknown
  }

  static void iterators() {
    List<Integer> list = new ArrayList<>(List.of(5, 6, 7));
    int sum = 0;
    for (Iterator<Integer> it = list.iterator(); it.hasNext(); ) {
      sum = 10 * sum + it.next();
    }
    NET.take(sum);
    NET.take(list.size());
    ListIterator<Integer> each = list.listIterator();
    NET.take(each.next());
    Iterator<Integer> removing = list.iterator();
    removing.next();
    removing.remove();
    NET.take(list.size()); // unknown
    Map<String, Integer> map = new HashMap<>(Map.of());
    map.put("a", 1);
    Iterator<Map.Entry<String, Integer>> entries = map.entrySet().iterator();
    NET.take(entries.next().getValue());
    Map<String, Integer> counted = new HashMap<>();
    counted.put("a", 1);
    counted.put("b", 2);
    counted.values().removeIf(it -> it > 1);
    NET.take(counted.size()); // unknown
    NET.take(counted.get("a")); // unknown
  }

  static void optionals(String given) {
    Optional<Integer> five = Optional.of(5);
    NET.take(five.map(it -> it + 1).orElse(0));
    NET.take(five.filter(it -> it > 9).isPresent());
    NET.take(Optional.<Integer>empty().orElseGet(() -> 8));
    NET.take(Optional.ofNullable((Integer) null).or(() -> Optional.of(1)).isPresent()); // unknown
    NET.take(five.get());
    NET.take(five.orElseThrow());
    NET.take(Stream.of(3, 4).findFirst().get());
    NET.take(Stream.of(3, 4).filter(it -> it > 5).findFirst().isEmpty());
    NET.take(IntStream.of(3, 9, 4).max().getAsInt());
    NET.take(IntStream.of(3, 9, 4).min().orElse(1));
    NET.take(OptionalInt.of(4).isPresent());
    NET.take(Optional.ofNullable(given).isPresent()); // unknown
    int[] seen = {0};
    five.ifPresentOrElse(it -> seen[0] = it, () -> seen[0] = 1);
    NET.take(seen[0]);
  }

  static void functions() {
    IntUnaryOperator twice = it -> it * 2;
    NET.take(twice.andThen(it -> it + 1).applyAsInt(4));
    NET.take(twice.compose(it -> it + 1).applyAsInt(4));
    Predicate<Integer> large = it -> it > 3;
    NET.take(large.negate().test(2));
    NET.take(large.and(it -> it < 9).test(10));
    NET.take(large.or(it -> it < 1).test(0));
    List<Integer> heard = new ArrayList<>();
    Consumer<Integer> hears =
        it -> {
          heard.add(it);
        };
    hears.andThen(it -> heard.add(2 * it)).accept(5);
    NET.take(heard);
    int[] calls = {0};
    Function<Integer, Integer> counts = it -> calls[0]++;
    NET.take(counts.andThen(it -> it + 5).apply(1)); // unknown
  }

  static void streams() {
    NET.take(IntStream.iterate(64, it -> it / 2).limit(3).sum());
    NET.take(IntStream.iterate(64, it -> it >= 8, it -> it / 2).count());
    NET.take(Stream.generate(() -> 6).limit(2).toList());
    NET.take(Stream.iterate(1, it -> it * 3).takeWhile(it -> it < 30).toList());
    NET.take(Stream.iterate(1, it -> it * 3).limit(0).toList());
  }

  static void tables() {
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    kinds.put(Kind.WIDE, 7);
    NET.take(kinds.get(Kind.WIDE));
    NET.take(kinds.size());
  }

  public static void main(String[] args) {
    new Taken().parts();
    NET.take(new Pair(4).sum());
    deques(Integer.parseInt(args[0]));
    iterators();
    optionals(args[0]);
    functions();
    streams();
    tables();
  }
}

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import lib.Net;

/** Functions that code of others calls; all imports are on demand. */
class Handed {
  static final Net NET = new Net();

  public static void main(String[] args) {
    List<Integer> ranged = new ArrayList<>();
    IntStream.rangeClosed(1, 3).map(i -> 8 >> i).forEach(i -> ranged.add(i));
    NET.take(ranged);
    List<Integer> streamed = new ArrayList<>();
    Stream.of(3, 4).forEachOrdered(streamed::add);
    NET.take(streamed.size());
    NET.take(Stream.of(1, 2, 3).map(i -> i * i).collect(Collectors.toList()));

    int[] counted = {0};
    Optional.of(5).ifPresent(it -> counted[0] += it);
    NET.take(counted[0]);
    int[] peeked = {1};
    List.of(1, 2).stream().peek(it -> peeked[0] = it).toList();
    NET.take(peeked[0]); // unknown
    List<Integer> iterated = new ArrayList<>();
    IntStream.iterate(4, it -> it - 1).limit(2).forEach(iterated::add);
    NET.take(iterated.size());
    int[] chained = {3};
    IntConsumer sets = it -> chained[0] = it;
    sets.andThen(sets).accept(9);
    NET.take(chained[0]); // unknown

    int[] still = {7};
    Optional.of(5).ifPresent(it -> still[0] = 7);
    NET.take(still[0]);
    int[] thrown = {7};
    Optional.of(5).filter(it -> it > 9).ifPresent(it -> fail(thrown));
    NET.take(thrown[0]);
    NET.take(Locale.ROOT == null);
    NET.take("wide".toUpperCase(Locale.ROOT));

    List<Integer> bodies = new ArrayList<>();
    IntStream.range(0, 2)
        .forEach(
            new IntConsumer() {
              @Override
              public void accept(int it) {
                bodies.add(it);
              }
            });
    NET.take(bodies.size());
    Counter counter = new Counter();
    counter.next("a");
    NET.take(counter.next("b"));
    try {
      NET.take(Integer.parseInt("x"));
    } catch (NumberFormatException e) {
      NET.take(33);
    }
    Optional.of(5).ifPresent(it -> NET.take(it));
  }

  /** Its fields begin as Java begins them, for the program itself makes it. */
  static class Counter {
    private int count;
    private boolean begun;

    String next(String prefix) {
      begun = !begun;
      return prefix + ++count + begun;
    }
  }

  static void fail(int[] of) {
    of[0] = 1;
    throw new IllegalStateException();
  }
}

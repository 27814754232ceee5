import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lib.Net;

class Collected {
  static final Net NET = new Net();

  static int count(Object... all) {
    return all.length;
  }

  static int total(int... all) {
    int total = 0;
    for (int each : all) {
      total += each;
    }
    return total;
  }

  static int first(int one, int... more) {
    return more.length * 100 + one;
  }

  public static void main(String[] args) {
    List<Integer> list = new ArrayList<>(List.of(5, 3, 9));
    list.set(0, 7);
    NET.take(list.get(0));
    list.add(1, 4);
    NET.take(list.get(1));
    NET.take(list.size());
    List<Integer> fewer = new ArrayList<>(List.of(5, 9));
    fewer.remove(Integer.valueOf(9));
    NET.take(fewer.size()); // unknown
    List<String> words = new ArrayList<>(List.of("a", "b", "c"));
    words.remove("a");
    words.remove(1);
    NET.take(words);
    list.addAll(List.of(8, 2));
    NET.take(list.get(list.size() - 1));
    Collections.sort(list);
    NET.take(list.get(0));
    Collections.reverse(list);
    NET.take(list.get(0));
    list.sort(null);
    NET.take(list.get(0));
    list.removeIf(it -> it > 4);
    NET.take(list.size());
    list.replaceAll(it -> it * 10);
    NET.take(list.get(0));
    list.clear();
    NET.take(list.size());
    NET.take(list.isEmpty());
    Collections.addAll(list, 1, 2, 3);
    NET.take(list.size());
    list.addAll(0, List.of(6, 6));
    NET.take(list.get(0));
    Collections.swap(list, 0, 2);
    NET.take(list.get(0));
    NET.take(list.indexOf(6));
    NET.take(list.contains(3));
    NET.take(list.subList(1, 3).size());
    NET.take(list.stream().mapToInt(Integer::intValue).sum());
    NET.take(Collections.max(list)); // unknown
    List<List<Integer>> nested = List.of(List.of(1, 2));
    NET.take(nested.size());
    NET.take(nested.get(0).size());
    NET.take(List.of(new int[] {1, 2}).size()); // unknown
    NET.take(Arrays.asList(1, 2, 3).size());
    NET.take(Arrays.asList(new Integer[] {1, 2, 3}).size()); // unknown
    NET.take(Collections.singletonList(List.of(1, 2)).size());
    NET.take(Collections.nCopies(3, 7).size());
    int[] array = {3, 1, 2};
    Arrays.sort(array);
    NET.take(array[0]);
    Arrays.fill(array, 6);
    NET.take(array[2]);
    int[] copy = Arrays.copyOf(array, 5);
    copy[0] = 1;
    NET.take(copy.length);
    NET.take(copy[4]);
    NET.take(array[0]);
    int[] target = new int[4];
    System.arraycopy(new int[] {1, 2, 3}, 0, target, 1, 3);
    NET.take(target[3]);
    NET.take(Arrays.copyOfRange(target, 1, 3).length);
    int[] same = target;
    same[0] = 77;
    NET.take(target[0]);
    int[] cloned = target.clone();
    cloned[0] = 5;
    NET.take(target[0]);
    int at = 0;
    array[at++] = at;
    NET.take(array[0]);
    array[1] += 5;
    NET.take(array[1]);
    array[1] *= 2;
    NET.take(array[1]--);
    NET.take(++array[1]);
    array[2] <<= 2;
    NET.take(array[2]);
    int[][] grid = new int[2][3];
    grid[1][2] = 8;
    NET.take(grid[1][2] + grid[0][2]);
    int[][] ragged = {{1}, {2, 3}, {}};
    NET.take(ragged[1].length + ragged[2].length);
    int[][] half = new int[2][];
    half[0] = new int[] {1, 2};
    NET.take(half[0].length);
    long[] longs = {1, 2};
    NET.take(longs[0] + Integer.MAX_VALUE);
    longs[1] = Integer.MAX_VALUE;
    longs[1]++;
    NET.take(longs[1]);
    byte[] bytes = {127};
    bytes[0]++;
    NET.take(bytes[0]);
    char[] chars = new char[2];
    chars[0] = 'x';
    chars[1] += 'y';
    NET.take(chars[1]);
    String[] names = new String[2];
    NET.take(names[0]);
    boolean[] flags = new boolean[2];
    flags[1] |= true;
    NET.take(flags[1]);
    NET.take(Arrays.stream(new int[] {1, 2, 3}).sum());
    NET.take(Arrays.stream(new double[] {0.1, 0.2, 0.3}).sum());
    NET.take(IntStream.range(0, 5).map(it -> it * it).sum());
    NET.take(IntStream.rangeClosed(1, 5).reduce(1, (a, b) -> a * b));
    NET.take(IntStream.range(0, 3).mapToObj(it -> "l" + it).collect(Collectors.toList()));
    NET.take(IntStream.range(0, 3).asDoubleStream().toArray()[1] / 2);
    NET.take(Stream.of(1, 2, 3).mapToDouble(it -> it).toArray()[0] / 2);
    NET.take(Stream.of(3, 1, 2).sorted().collect(Collectors.toList()));
    NET.take(Stream.of(3, 1, 3).distinct().count());
    NET.take(Stream.of(3, 1, 3).collect(Collectors.toSet()).size());
    Map<String, Integer> lengths =
        Stream.of("a", "bb").collect(Collectors.toMap(it -> it, String::length));
    NET.take(lengths.get("bb")); // unknown
    NET.take(Stream.of(1, 2, 3).filter(it -> it % 2 == 1).count());
    NET.take(Stream.of(1, 2, 3).anyMatch(it -> it == 2));
    NET.take(Stream.of(1, 2, 3).reduce(0, Integer::sum));
    NET.take(Stream.of("a", "b").map(it -> it + it).toArray()[1]);
    NET.take(Stream.of(1, 2, 3).mapToInt(it -> it).max().getAsInt());
    NET.take(IntStream.of(4, 5).average().getAsDouble()); // unknown
    List<Integer> doubled = Stream.iterate(1, it -> it * 2).limit(5).collect(Collectors.toList());
    NET.take(doubled.get(4));
    NET.take(Stream.of(List.of(1), List.of(2, 3)).flatMap(List::stream).count());
    NET.take(Stream.of(1, 2, 3, 4).skip(1).limit(2).collect(Collectors.toList()));
    Map<String, Integer> map = new HashMap<>();
    NET.take(map.put("a", 1));
    NET.take(map.put("a", 2));
    NET.take(map.get("a"));
    NET.take(map.get("b")); // unknown
    NET.take(map.getOrDefault("b", 9));
    map.putIfAbsent("a", 5);
    map.putIfAbsent("c", 6);
    NET.take(map.get("a") + map.get("c"));
    map.merge("a", 10, Integer::sum);
    NET.take(map.get("a"));
    map.computeIfAbsent("d", it -> 4);
    NET.take(map.get("d"));
    map.remove("d");
    NET.take(map.containsKey("d"));
    NET.take(map.size());
    map.putAll(Map.of("e", 5));
    NET.take(map.get("e"));
    map.replace("e", 6);
    NET.take(map.get("e"));
    NET.take(map.containsValue(6));
    Map<String, Integer> linked = new LinkedHashMap<>();
    linked.put("z", 1);
    linked.put("a", 2);
    for (String key : linked.keySet()) {
      NET.take(key);
    }
    for (Map.Entry<String, Integer> entry : linked.entrySet()) {
      NET.take(entry.getKey() + entry.getValue());
    }
    for (int value : linked.values()) {
      NET.take(value);
    }
    linked.forEach((key, value) -> NET.take(key + value));
    Map<Integer, String> hashed = new HashMap<>();
    hashed.put(17, "a");
    hashed.put(3, "b");
    hashed.put(33, "c");
    for (int key : hashed.keySet()) {
      NET.take(key);
    }
    Map<String, Integer> sorted = new TreeMap<>();
    sorted.put("z", 1);
    sorted.put("a", 2);
    for (String key : sorted.keySet()) {
      NET.take(key);
    }
    Set<Integer> set = new HashSet<>(List.of(9, 4));
    set.add(1);
    set.add(4);
    NET.take(set.size());
    for (int each : set) {
      NET.take(each);
    }
    set.remove(9);
    NET.take(set.size());
    NET.take(set.contains(9));
    for (int each : new LinkedHashSet<>(List.of(9, 4, 1))) {
      NET.take(each);
    }
    for (int each : new TreeSet<>(List.of(9, 4, 1))) {
      NET.take(each);
    }
    for (int each : Set.of(7)) {
      NET.take(each);
    }
    var queue = new ArrayDeque<Integer>();
    queue.push(1);
    queue.push(2);
    NET.take(queue.pop());
    LinkedList<Integer> chain = new LinkedList<>();
    chain.addFirst(1);
    chain.addFirst(2);
    chain.addLast(3);
    NET.take(chain.getFirst());
    NET.take(chain.removeLast());
    NET.take(chain.size());
    NET.take(count());
    NET.take(count(1, "a"));
    NET.take(count(new Object[] {1, 2, 3}));
    NET.take(total(1, 2, 3));
    NET.take(total(new int[] {4, 5}));
    NET.take(total());
    NET.take(first(7));
    NET.take(first(7, 8, 9));
    NET.take(List.of(1, 2).equals(List.of(1, 2))); // unknown
    NET.take(Arrays.asList(1, 2).hashCode()); // unknown
    Map<String, Integer> braces =
        new HashMap<>() {
          {
            put("k", 5);
          }
        };
    NET.take(braces.get("k"));
    int[] sizes = list.stream().mapToInt(it -> it).toArray();
    NET.take(sizes.length);
    Integer[] typed = list.toArray(new Integer[0]);
    NET.take(typed.length);
    list.forEach(it -> NET.take(it));
    list.iterator().forEachRemaining(it -> NET.take(it)); // unknown
    for (var it = list.iterator(); it.hasNext(); ) {
      NET.take(it.next());
    }
    try {
      List.of(1).get(3);
    } catch (IndexOutOfBoundsException e) {
      NET.take("index");
    }
    try {
      list.subList(0, 100);
    } catch (IndexOutOfBoundsException e) {
      NET.take("range");
    }
  }
}

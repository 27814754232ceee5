package modellint.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.graph.Graph;
import modellint.graph.Node;

/** Puts nodes behind those whose values they read; those that already are keep their order. */
final class Ordering {

  private static final int MOST_NAMED = 10;

  private final List<Node> nodes;
  private final Map<String, Integer> producers = new HashMap<>();

  private Ordering(List<Node> nodes) {
    this.nodes = nodes;
  }

  /** The nodes in order; none may produce a value that is {@code given} already. */
  static List<Node> sorted(List<Node> nodes, Set<String> given) throws ModelReadException {
    return new Ordering(nodes).sort(given);
  }

  /** Every value that {@code node} or a graph inside it takes from its surroundings. */
  static Stream<String> reads(Node node) {
    return Stream.concat(
        node.inputs().stream().filter(name -> !name.isEmpty()),
        node.subGraphs().map(Graph::captured).flatMap(Set::stream));
  }

  private List<Node> sort(Set<String> given) throws ModelReadException {
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).outputs()) {
        if (!output.isEmpty() && (given.contains(output) || producers.put(output, i) != null)) {
          throw ModelReadException.unreadable("value is produced twice: " + output);
        }
      }
    }
    for (int i = 0; i < nodes.size(); i++) {
      int index = i;
      if (producersOf(i).stream().anyMatch(producer -> producer >= index)) {
        return reordered();
      }
    }
    return nodes;
  }

  private Set<Integer> producersOf(int node) {
    return reads(nodes.get(node))
        .filter(producers::containsKey)
        .map(producers::get)
        .collect(Collectors.toSet());
  }

  private List<Node> reordered() throws ModelReadException {
    var waiting = new int[nodes.size()];
    var readers = new HashMap<Integer, List<Integer>>();
    var ready = new PriorityQueue<Integer>();
    for (int i = 0; i < nodes.size(); i++) {
      Set<Integer> before = producersOf(i);
      waiting[i] = before.size();
      for (int producer : before) {
        readers.computeIfAbsent(producer, key -> new ArrayList<>()).add(i);
      }
      if (before.isEmpty()) {
        ready.add(i);
      }
    }
    var sorted = new ArrayList<Node>(nodes.size());
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted.add(nodes.get(next));
      for (int reader : readers.getOrDefault(next, List.of())) {
        if (--waiting[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    if (sorted.size() < nodes.size()) {
      throw ModelReadException.unreadable("nodes form a cycle: " + cycle(waiting));
    }
    return sorted;
  }

  /** Walks back from a node that never became ready until one comes up again. */
  private String cycle(int[] waiting) {
    int at = 0;
    while (waiting[at] == 0) {
      at++;
    }
    var path = new ArrayList<Integer>();
    var seen = new HashSet<Integer>();
    while (seen.add(at)) {
      path.add(at);
      at = producersOf(at).stream().filter(p -> waiting[p] > 0).sorted().findFirst().orElse(at);
    }
    List<Integer> loop = path.subList(path.indexOf(at), path.size());
    String names =
        loop.stream()
            .limit(MOST_NAMED)
            .map(index -> nodes.get(index).name())
            .collect(Collectors.joining(" <- "));
    return loop.size() > MOST_NAMED
        ? names + " and " + (loop.size() - MOST_NAMED) + " more"
        : names;
  }
}

package modellint.analysis.layer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;
import modellint.graph.Value;

/**
 * The nodes that carry signal from the inputs to the outputs, numbered in graph order, with their
 * dominators: the nodes that every path to them passes. Masks and indices carry none: a path starts
 * at a floating input or at an embedding.
 */
final class Paths {

  /** Stands before the first node. */
  static final int SOURCE = 0;

  final List<Node> nodes = new ArrayList<>();
  final List<int[]> predecessors = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final boolean[] ends;
  private final int[] dominator;
  private final int[] depth;
  private final int[] jump;

  Paths(Wiring wiring, Layers layers) {
    var carrying = new HashSet<String>();
    for (Value input : wiring.graph().inputs()) {
      if (!wiring.isFixed(input.name()) && isSignal(input)) {
        carrying.add(input.name());
      }
    }
    var all = new ArrayList<Node>();
    for (Node node : wiring.graph().nodes()) {
      boolean carries = node.inputs().stream().anyMatch(carrying::contains);
      if (!node.is("Shape") && (carries || layers.of(node).isPresent())) {
        carrying.addAll(node.outputs());
        all.add(node);
      }
    }
    List<Node> useful = reaching(wiring, all);
    nodes.addAll(useful);
    predecessors.add(new int[0]);
    for (Node node : useful) {
      int[] from =
          node.inputs().stream()
              .filter(carrying::contains)
              .mapToInt(it -> numbers.getOrDefault(it, SOURCE))
              .distinct()
              .toArray();
      predecessors.add(from.length == 0 ? new int[] {SOURCE} : from);
      node.outputs().forEach(output -> numbers.put(output, predecessors.size() - 1));
    }
    int count = predecessors.size();
    ends = new boolean[count];
    for (Value output : wiring.graph().outputs()) {
      ends[numbers.getOrDefault(output.name(), SOURCE)] = true;
    }
    dominator = new int[count];
    depth = new int[count];
    jump = new int[count];
    for (int i = 1; i < count; i++) {
      dominate(i);
    }
  }

  private static boolean isSignal(Value input) {
    return switch (input.type()) {
      case UNDEFINED -> true;
      default -> input.type().isFloating();
    };
  }

  /** Those of {@code nodes} from which an output can be reached. */
  private static List<Node> reaching(Wiring wiring, List<Node> nodes) {
    var wanted = new HashSet<String>();
    wiring.graph().outputs().forEach(output -> wanted.add(output.name()));
    var found = new ArrayList<Node>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node.outputs().stream().anyMatch(wanted::contains)) {
        wanted.addAll(node.inputs());
        found.add(node);
      }
    }
    Collections.reverse(found);
    return found;
  }

  /** Node {@code number}, counted from 1. */
  Node node(int number) {
    return nodes.get(number - 1);
  }

  int size() {
    return predecessors.size();
  }

  Optional<Integer> number(Node node) {
    return node.outputs().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(numbers.get(node.output()));
  }

  /** The last node that every path to {@code number} passes before it. */
  int dominator(int number) {
    return dominator[number];
  }

  /** For each number, whether every path from the inputs to the outputs passes it. */
  boolean[] cuts() {
    // In topological order a node is on every path exactly where no edge leaps over it.
    boolean[] cuts = new boolean[size()];
    int[] furthest = new int[size()];
    for (int i = 1; i < size(); i++) {
      for (int from : predecessors.get(i)) {
        furthest[from] = Math.max(furthest[from], i);
      }
    }
    int reach = 0;
    for (int i = 0; i < size(); i++) {
      cuts[i] = i > 0 && reach <= i;
      reach = Math.max(reach, ends[i] ? size() : furthest[i]);
    }
    return cuts;
  }

  private void dominate(int number) {
    int common = -1;
    for (int from : predecessors.get(number)) {
      common = common < 0 ? from : meet(common, from);
    }
    dominator[number] = common;
    depth[number] = depth[common] + 1;
    // Jump pointers (Myers 1983) keep the search for a common ancestor logarithmic.
    boolean even =
        depth[common] - depth[jump[common]] == depth[jump[common]] - depth[jump[jump[common]]];
    jump[number] = even ? jump[jump[common]] : common;
  }

  private int meet(int one, int other) {
    int a = depth[one] >= depth[other] ? one : other;
    int b = depth[one] >= depth[other] ? other : one;
    while (depth[a] > depth[b]) {
      a = depth[jump[a]] >= depth[b] ? jump[a] : dominator[a];
    }
    while (a != b) {
      boolean leap = jump[a] != jump[b];
      a = leap ? jump[a] : dominator[a];
      b = leap ? jump[b] : dominator[b];
    }
    return a;
  }
}

package modellint.analysis.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.pattern.Patterns;
import modellint.analysis.shape.Shapes;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Graph;
import modellint.graph.Node;

/**
 * How the weighted layers hang together: which of them every path from the inputs to the outputs
 * passes, which connections skip layers, and how long the longest run without help for the gradient
 * is. One pass over the edges each.
 */
public final class Trunk {

  private final Set<String> members = new HashSet<>();
  private final List<Layer> layers;
  private final List<Skip> skips;
  private final List<Layer> plainChain;
  private final List<LinearPair> linearPairs;

  /** Two weighted layers that act as one: nothing but a change of shape stands between them. */
  public record LinearPair(Layer first, Layer second) {}

  private Trunk(Wiring wiring, Patterns patterns, Layers layers) {
    var paths = new Paths(wiring, layers);
    boolean[] cuts = paths.cuts();
    for (int i = 1; i < paths.size(); i++) {
      if (cuts[i]) {
        members.add(paths.node(i).output());
      }
    }
    this.layers = layers.all().stream().filter(layer -> contains(layer.node())).toList();
    this.skips = skips(paths, layers);
    this.plainChain = plainChain(paths, layers, patterns, skips);
    this.linearPairs = linearPairs(wiring, layers);
  }

  public static Trunk of(Graph graph, Shapes shapes, Patterns patterns, Layers layers) {
    return new Trunk(Wiring.of(graph, shapes), patterns, layers);
  }

  /** True where every path from the inputs to the outputs passes {@code node}. */
  public boolean contains(Node node) {
    return !node.outputs().isEmpty() && members.contains(node.output());
  }

  /** The weighted layers that every path passes, in graph order. */
  public List<Layer> layers() {
    return layers;
  }

  /** Residual sums and concatenations around weighted layers, in graph order. */
  public List<Skip> skips() {
    return skips;
  }

  /** The longest run of weighted layers with neither a skip nor a normalisation between them. */
  public List<Layer> plainChain() {
    return plainChain;
  }

  /** Weighted layers that follow each other without a non-linearity, in graph order. */
  public List<LinearPair> linearPairs() {
    return linearPairs;
  }

  private static List<Skip> skips(Paths paths, Layers layers) {
    int[] least = new int[paths.size()];
    int[] most = new int[paths.size()];
    var found = new ArrayList<Skip>();
    for (int i = 1; i < paths.size(); i++) {
      Node node = paths.node(i);
      int own = isDense(layers.of(node)) ? 1 : 0;
      int few = Integer.MAX_VALUE;
      int many = 0;
      for (int from : paths.predecessors.get(i)) {
        few = Math.min(few, least[from]);
        many = Math.max(many, most[from]);
      }
      least[i] = few + own;
      most[i] = many + own;
      int fork = paths.dominator(i);
      boolean joins = paths.predecessors.get(i).length > 1;
      boolean sum = node.is("Add") || node.is("Sum");
      // A concatenation keeps a path short only where one part is passed on untouched.
      boolean bypass = sum ? few < many : node.is("Concat") && few == least[fork] && few < many;
      if (joins && bypass) {
        Optional<Node> from =
            fork == Paths.SOURCE ? Optional.empty() : Optional.of(paths.node(fork));
        found.add(new Skip(node, from, many - few));
      }
    }
    return List.copyOf(found);
  }

  private static boolean isDense(Optional<Layer> layer) {
    return layer.isPresent() && !layer.get().node().is("Gather");
  }

  private static List<Layer> plainChain(
      Paths paths, Layers layers, Patterns patterns, List<Skip> skips) {
    var joins = new HashSet<String>();
    skips.forEach(skip -> joins.add(skip.join().output()));
    int[] length = new int[paths.size()];
    int[] before = new int[paths.size()];
    int end = 0;
    for (int i = 1; i < paths.size(); i++) {
      Node node = paths.node(i);
      if (joins.contains(node.output()) || isNormalising(node, patterns)) {
        continue;
      }
      for (int from : paths.predecessors.get(i)) {
        if (length[from] >= length[before[i]]) {
          before[i] = from;
        }
      }
      length[i] = length[before[i]] + (isDense(layers.of(node)) ? 1 : 0);
      end = length[i] > length[end] ? i : end;
    }
    var chain = new ArrayList<Layer>();
    for (int i = end; length[i] > 0; i = before[i]) {
      layers.of(paths.node(i)).filter(it -> isDense(Optional.of(it))).ifPresent(chain::add);
    }
    java.util.Collections.reverse(chain);
    return List.copyOf(chain);
  }

  private static boolean isNormalising(Node node, Patterns patterns) {
    return Aftermath.NORMALISING.contains(node.type())
        || patterns.of(node).filter(it -> it.kind().isNormalisation()).isPresent();
  }

  private static List<LinearPair> linearPairs(Wiring wiring, Layers layers) {
    // The layer whose output a value is, but for its shape.
    Map<String, Layer> linear = new HashMap<>();
    var found = new ArrayList<LinearPair>();
    for (Node node : wiring.graph().nodes()) {
      Optional<Layer> layer = layers.of(node);
      List<Layer> sources =
          node.inputs().stream().filter(linear::containsKey).map(linear::get).distinct().toList();
      if (layer.isPresent()) {
        sources.forEach(first -> found.add(new LinearPair(first, layer.get())));
        if (isDense(layer) && isLinear(layer.get().node())) {
          linear.put(node.output(), layer.get());
        }
      } else if (sources.size() == 1 && isShaping(node, wiring)) {
        node.outputs().forEach(output -> linear.put(output, sources.get(0)));
      }
    }
    return List.copyOf(found);
  }

  /** False for cells that hold non-linearities of their own. */
  private static boolean isLinear(Node node) {
    return switch (node.type()) {
      case "LSTM", "GRU", "RNN", "DynamicQuantizeLSTM", "Attention", "QAttention" -> false;
      default -> node.text("activation", "").isEmpty();
    };
  }

  /** Changes of shape, and the bias that a MatMul gets behind it. */
  private static boolean isShaping(Node node, Wiring wiring) {
    boolean bias =
        node.is("Add") && node.inputs().stream().filter(it -> !wiring.isFixed(it)).count() == 1;
    return bias
        || node.is("Slice")
        || node.is("Split")
        || (Aftermath.SHAPING.contains(node.type()) && !node.is("MaxPool"));
  }
}

package modellint.analysis.layer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Value;

/**
 * Where the gradient is cut off: functions that are constant almost everywhere (a rounding, a
 * comparison, the place of a maximum) have the derivative zero, and the weighted layers that reach
 * the outputs through them alone never learn. Behind the last weighted layer such a function is no
 * part of the training: it makes a decision out of what the loss has read before.
 *
 * @param node the first function of the kind behind those layers
 * @param layers the layers that no gradient reaches
 */
public record Severance(Node node, List<Layer> layers) {

  private static final Set<String> FLAT =
      Set.of(
          "ArgMax",
          "ArgMin",
          "NonZero",
          "Equal",
          "Less",
          "Greater",
          "LessOrEqual",
          "GreaterOrEqual",
          "Floor",
          "Ceil",
          "Round",
          "Sign");

  public Severance {
    layers = List.copyOf(layers);
  }

  /** In graph order: the first cut, with all layers that get no gradient. */
  public static Optional<Severance> of(Wiring wiring, Layers layers) {
    List<Node> nodes = wiring.graph().nodes();
    Set<Node> cuts = cuts(nodes, wiring, layers);
    if (cuts.isEmpty()) {
      return Optional.empty();
    }
    Set<String> reached = reached(wiring.graph(), Set.of());
    Set<String> judged = reached(wiring.graph(), cuts);
    List<Layer> lost =
        layers.all().stream()
            .filter(it -> reached.contains(it.node().output()))
            .filter(it -> layers.using(it.weight()).stream().noneMatch(reaches(judged)))
            .toList();
    return lost.isEmpty()
        ? Optional.empty()
        : cuts.stream()
            .filter(it -> reads(it, lost, wiring))
            .findFirst()
            .map(it -> new Severance(it, lost));
  }

  /** A weight that stands at several places learns from any of them. */
  private static Predicate<Layer> reaches(Set<String> judged) {
    return it -> judged.contains(it.node().output());
  }

  /** Flat functions of what a layer gives, with another layer behind them. */
  private static Set<Node> cuts(List<Node> nodes, Wiring wiring, Layers layers) {
    if (nodes.stream().noneMatch(Severance::isFlat)) {
      return Set.of();
    }
    var learned = new HashSet<String>();
    var flat = new LinkedHashSet<Node>();
    for (Node node : nodes) {
      boolean fed = node.inputs().stream().anyMatch(learned::contains);
      if (fed || layers.of(node).isPresent()) {
        learned.addAll(node.outputs());
      }
      if (fed && isFlat(node)) {
        flat.add(node);
      }
    }
    Set<String> before = beforeLayers(wiring.graph(), layers);
    flat.removeIf(it -> !before.contains(it.output()));
    return flat;
  }

  /** True for a function that is constant almost everywhere. */
  public static boolean isFlat(Node node) {
    return node.domain().isEmpty() && FLAT.contains(node.type());
  }

  /** The values that some weighted layer is computed from. */
  private static Set<String> beforeLayers(Graph graph, Layers layers) {
    var before = new HashSet<String>();
    for (Node node : reversed(graph.nodes())) {
      if (layers.of(node).isPresent() || node.outputs().stream().anyMatch(before::contains)) {
        before.addAll(node.inputs());
        node.subGraphs().forEach(body -> before.addAll(body.captured()));
      }
    }
    return before;
  }

  /** The values that the outputs are computed from without passing one of {@code cuts}. */
  private static Set<String> reached(Graph graph, Set<Node> cuts) {
    var reached = new HashSet<String>();
    graph.outputs().stream().map(Value::name).forEach(reached::add);
    for (Node node : reversed(graph.nodes())) {
      if (!cuts.contains(node) && node.outputs().stream().anyMatch(reached::contains)) {
        reached.addAll(node.inputs());
        node.subGraphs().forEach(body -> reached.addAll(body.captured()));
      }
    }
    return reached;
  }

  /** True where {@code cut} is computed from one of the lost layers. */
  private static boolean reads(Node cut, List<Layer> lost, Wiring wiring) {
    var from = new HashSet<String>();
    lost.forEach(it -> from.addAll(it.node().outputs()));
    for (Node node : wiring.graph().nodes()) {
      if (node.inputs().stream().anyMatch(from::contains)) {
        if (node.equals(cut)) {
          return true;
        }
        from.addAll(node.outputs());
      }
    }
    return false;
  }

  private static List<Node> reversed(List<Node> nodes) {
    var all = new ArrayList<>(nodes);
    java.util.Collections.reverse(all);
    return all;
  }
}

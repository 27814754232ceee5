package modellint.rules.damage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.layer.Layer;
import modellint.graph.Graph;
import modellint.graph.Init;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Weights;
import modellint.rule.Fix;
import modellint.rule.Subject;

/** The graph with one thing changed, and what the analysis says of it then. */
public record Remedy(Subject before, Subject after) {

  /** The share of the growth that may be left for a change to count as its cure. */
  private static final double CURED = 0.5;

  /** Other weights drawn for some parameters, by name. */
  public static Remedy redraw(Subject subject, Map<String, Init> draws) {
    var parameters = new LinkedHashMap<>(subject.graph().parameters());
    draws.forEach(
        (name, init) ->
            parameters.computeIfPresent(
                name,
                (key, old) ->
                    new Parameter(
                        key,
                        old.shape(),
                        old.type(),
                        new Weights.Declared(init),
                        Optional.empty())));
    return new Remedy(subject, subject.with(subject.graph().with(parameters)));
  }

  /** {@link Scheme} for the weights of {@code layers}. */
  public static Remedy redraw(Subject subject, List<Layer> layers, Scheme scheme) {
    var draws = new LinkedHashMap<String, Init>();
    layers.stream()
        // Without fans there is no variance to draw with.
        .filter(layer -> layer.fanIn() > 0 && layer.fanOut() > 0)
        .forEach(layer -> draws.put(layer.weight().name(), scheme.init(layer)));
    return redraw(subject, draws);
  }

  /** In addition, every one of {@code nodes} becomes the activation {@code type}. */
  public Remedy exchange(Set<Node> exchanged, String type) {
    Graph graph = after.graph();
    var nodes = new ArrayList<Node>();
    for (Node node : graph.nodes()) {
      nodes.add(
          exchanged.contains(node)
              ? new Node(
                  node.name(),
                  "",
                  type,
                  node.opset(),
                  Map.of(),
                  node.inputs().subList(0, 1),
                  node.outputs().subList(0, 1),
                  node.place())
              : node);
    }
    return new Remedy(before, before.with(graph.with(nodes, graph.parameters())));
  }

  /** True where at most half of the growth is left. */
  public boolean cures() {
    Optional<Double> left = growth(after);
    return left.isPresent()
        && growth(before).filter(it -> Math.abs(left.get()) <= CURED * Math.abs(it)).isPresent();
  }

  /** The fix in words, with the growth predicted before and after where that is another one. */
  public Fix fix(String text) {
    Optional<String> from = growth(before).map(Remedy::decades);
    Optional<String> to = growth(after).map(Remedy::decades);
    return new Fix(
        text,
        from.isPresent() && to.isPresent() && !from.equals(to)
            ? Optional.of("predicted growth " + from.get() + " -> " + to.get() + " decades")
            : Optional.empty());
  }

  private static Optional<Double> growth(Subject subject) {
    double note = subject.setting(Limits.EXPLOSION.note());
    return Growth.of(subject).map(it -> it.most(note));
  }

  private static String decades(double growth) {
    String text = String.format(Locale.ROOT, "%.1f", growth);
    return text.equals("-0.0") ? "0.0" : text;
  }
}

package modellint.analysis.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import modellint.analysis.shape.Shapes;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Graph;
import modellint.graph.Node;

/** Every pattern found in a graph. No node belongs to two. */
public final class Patterns {

  private final List<Pattern> all = new ArrayList<>();
  private final Map<String, Pattern> byOutput = new HashMap<>();
  private final Map<String, Pattern> byInput = new HashMap<>();
  private final Map<String, Pattern> byNode = new HashMap<>();
  private final Wiring wiring;

  private Patterns(Wiring wiring) {
    this.wiring = wiring;
    // The wider pattern first: an attention holds a softmax, a normalisation a square root.
    find(new WrittenNorm(wiring)::at);
    find(new WrittenGroupNorm(wiring)::at);
    find(new WrittenLength(wiring)::at);
    find(new WrittenAttention(wiring)::at);
    find(new WrittenSoftmax(wiring)::at);
    find(new WrittenActivation(wiring)::at);
  }

  public static Patterns of(Graph graph, Shapes shapes) {
    return new Patterns(Wiring.of(graph, shapes));
  }

  /** In graph order within each kind. */
  public List<Pattern> all() {
    return List.copyOf(all);
  }

  /** The pattern whose result is {@code value}. */
  public Optional<Pattern> producing(String value) {
    return Optional.ofNullable(byOutput.get(value));
  }

  /** The pattern whose data input is {@code value}, where nothing outside it reads that value. */
  public Optional<Pattern> reading(String value) {
    return Optional.ofNullable(byInput.get(value))
        .filter(
            pattern ->
                wiring.readers(value).stream()
                    .allMatch(node -> of(node).equals(Optional.of(pattern))));
  }

  /** The pattern that {@code node} is part of. */
  public Optional<Pattern> of(Node node) {
    return node.outputs().isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(byNode.get(node.output()));
  }

  private void find(Function<Node, Optional<Pattern>> finder) {
    for (Node node : wiring.graph().nodes()) {
      finder
          .apply(node)
          .filter(found -> found.nodes().stream().noneMatch(it -> of(it).isPresent()))
          .ifPresent(this::add);
    }
  }

  private void add(Pattern pattern) {
    all.add(pattern);
    byOutput.put(pattern.output(), pattern);
    byInput.put(pattern.input(), pattern);
    pattern.nodes().forEach(node -> byNode.put(node.output(), pattern));
  }
}

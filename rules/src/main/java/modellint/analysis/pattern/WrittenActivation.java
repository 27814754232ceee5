package modellint.analysis.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/**
 * Activations written out. Exporters associate the factors in every order, so the candidate is
 * computed at a few points and compared with the functions that have a name.
 */
record WrittenActivation(Wiring wiring) {

  private static final Set<String> ANCHORS =
      Set.of("Erf", "Tanh", "Sigmoid", "HardSigmoid", "Clip", "Relu", "Softplus");
  private static final Set<String> ABOVE = Set.of("Mul", "Div", "Add", "Cast", "Tanh", "Min");
  private static final int LONGEST = 6;
  private static final int MOST_NODES = 24;

  Optional<Pattern> at(Node anchor) {
    if (!anchor.domain().isEmpty() || !ANCHORS.contains(anchor.type())) {
      return Optional.empty();
    }
    String value = anchor.output();
    for (int step = 0; step < LONGEST; step++) {
      Optional<Node> reader = wiring.reader(value);
      if (reader.isEmpty()
          || !reader.get().domain().isEmpty()
          || !ABOVE.contains(reader.get().type())) {
        return Optional.empty();
      }
      value = reader.get().output();
      // Each of the functions is a product with x in the end, at times with a constant behind it.
      boolean product = reader.get().is("Mul") || reader.get().is("Div");
      Optional<Pattern> found = product ? endingAt(reader.get()) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Pattern> endingAt(Node end) {
    for (String input : inputs(end)) {
      Formula formula = new Formula(wiring, input);
      Optional<Pattern.Kind> kind = formula.kind(end.output());
      if (kind.isPresent()) {
        Sketch sketch = new Sketch(wiring, end);
        formula.nodes().forEach(sketch::add);
        Optional<Pattern> pattern = sketch.closed(kind.get(), input, end.output());
        if (pattern.isPresent()) {
          return pattern;
        }
      }
    }
    return Optional.empty();
  }

  /** Values read twice behind {@code end}, nearest first: the variable occurs in every factor. */
  private List<String> inputs(Node end) {
    Map<String, Integer> uses = new LinkedHashMap<>();
    Map<String, Node> seen = new HashMap<>();
    List<Node> frontier = List.of(end);
    for (int depth = 0; depth < 2 * LONGEST && !frontier.isEmpty(); depth++) {
      List<Node> next = new ArrayList<>();
      for (Node node : frontier) {
        for (String value : node.inputs()) {
          if (value.isEmpty() || wiring.isFixed(value)) {
            continue;
          }
          uses.merge(value, 1, Integer::sum);
          wiring
              .producer(value)
              .filter(it -> Formula.knows(it) && seen.size() < MOST_NODES)
              .filter(it -> seen.put(it.output(), it) == null)
              .ifPresent(next::add);
        }
      }
      frontier = next;
    }
    return uses.entrySet().stream().filter(it -> it.getValue() > 1).map(Map.Entry::getKey).toList();
  }
}

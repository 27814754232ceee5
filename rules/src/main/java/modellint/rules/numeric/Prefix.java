package modellint.rules.numeric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Value;

/** The part of a graph that computes one value, as a graph of its own. */
final class Prefix {

  private Prefix() {}

  static Graph of(String value, Wiring wiring) {
    Graph graph = wiring.graph();
    Set<String> needed = new HashSet<>(Set.of(value));
    List<Node> nodes = new ArrayList<>();
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (node.outputs().stream().anyMatch(needed::contains)) {
        nodes.add(node);
        needed.addAll(node.inputs());
        node.subGraphs().forEach(body -> needed.addAll(body.captured()));
      }
    }
    Collections.reverse(nodes);
    return new Graph(
        graph.name(),
        nodes,
        graph.inputs(),
        List.of(new Value(value, wiring.shapes().type(value), Optional.empty())),
        graph.parameters(),
        Map.of(),
        graph.captured(),
        graph.training(),
        graph.metadata(),
        graph.place());
  }
}

package modellint.rules.weight;

import java.util.HashSet;
import java.util.Set;
import modellint.analysis.layer.Layer;
import modellint.graph.Node;
import modellint.rule.Subject;

/**
 * Where a layer's output goes before another layer takes it up.
 *
 * @param joined true where it meets a value that has not passed the layer: the sum behind a
 *     residual branch or a low-rank adapter, the product behind a gate
 * @param last true where no other layer takes it up
 */
record Reach(boolean joined, boolean last) {

  static Reach of(Layer layer, Subject subject) {
    Set<String> reached = new HashSet<>(layer.node().outputs());
    boolean joined = false;
    boolean last = true;
    for (Node node : subject.graph().nodes()) {
      if (node.inputs().stream().noneMatch(reached::contains)) {
        continue;
      }
      if (subject.layers().of(node).isPresent()) {
        last = false;
        continue;
      }
      joined |=
          node.inputs().stream()
              .anyMatch(
                  it -> !it.isEmpty() && !reached.contains(it) && !subject.wiring().isFixed(it));
      reached.addAll(node.outputs());
    }
    return new Reach(joined, last);
  }
}

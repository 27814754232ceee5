package modellint.analysis.hazard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modellint.analysis.layer.Layers;
import modellint.analysis.layer.Severance;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/**
 * Which values a gradient passes on its way from the outputs to a weight. An infinite derivative
 * anywhere else harms nobody.
 */
final class Gradients {

  /** What no gradient passes, beside the flat functions of what layers give. */
  private static final Set<String> CUTTING =
      Set.of(
          "Shape",
          "Size",
          "And",
          "Or",
          "Xor",
          "Not",
          "IsNaN",
          "IsInf",
          "OneHot",
          "TopKIndices",
          "StopGradient");

  private final Set<String> learned = new HashSet<>();
  private final Set<String> judged = new HashSet<>();

  Gradients(Wiring wiring, Layers layers) {
    List<Node> nodes = wiring.graph().nodes();
    for (Node node : nodes) {
      if (layers.of(node).isPresent()
          || (passes(node) && node.inputs().stream().anyMatch(learned::contains))) {
        learned.addAll(node.outputs());
      }
    }
    wiring.graph().outputs().forEach(it -> judged.add(it.name()));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (passes(node) && node.outputs().stream().anyMatch(judged::contains)) {
        judged.addAll(node.inputs());
      }
    }
  }

  private static boolean passes(Node node) {
    return !Severance.isFlat(node) && !CUTTING.contains(node.type());
  }

  boolean pass(String value) {
    return learned.contains(value) && judged.contains(value);
  }
}

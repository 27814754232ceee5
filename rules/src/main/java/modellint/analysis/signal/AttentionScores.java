package modellint.analysis.signal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modellint.analysis.layer.Layers;
import modellint.analysis.layer.Trunk;
import modellint.analysis.pattern.Patterns;
import modellint.graph.Graph;
import modellint.graph.Node;

/**
 * The scores of an attention before training: how far the keys of one query lie apart. Their
 * variance is the features of a query times the mean squares of queries and of what differs between
 * the keys, times the squared scale (Vaswani et al. 2017, arXiv:1706.03762, footnote 4).
 *
 * @param softmax the node that turns them into weights
 * @param deviation standard deviation over the keys
 */
public record AttentionScores(Node softmax, double deviation) {

  private static final Set<String> PASSING = Set.of("Dropout", "Cast", "Identity");

  /** In graph order, as far as the signal can be followed. */
  public static List<AttentionScores> of(
      Graph graph, Layers layers, Patterns patterns, Trunk trunk, Assumptions assumptions) {
    if (!attends(graph)) {
      return List.of();
    }
    return Propagation.forward(graph, layers, patterns, trunk, assumptions)
        .map(Propagation::attended)
        .orElse(List.of());
  }

  /** True where a product reads what a softmax gives. */
  private static boolean attends(Graph graph) {
    var weights = new HashSet<String>();
    for (Node node : graph.nodes()) {
      if (node.is("Softmax") || (reads(node, weights) && PASSING.contains(node.type()))) {
        weights.add(node.output());
      } else if (node.is("MatMul") && reads(node, weights)) {
        return true;
      }
    }
    return false;
  }

  private static boolean reads(Node node, Set<String> values) {
    return node.inputs().stream().anyMatch(values::contains);
  }

  static AttentionScores of(Node softmax, Signal scores) {
    return new AttentionScores(softmax, StrictMath.exp(scores.moments().lnUnit() / 2));
  }
}

package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.graph.Value;

/** Where gradients enter: every output that depends on the weights, or the one the loss reads. */
final class Heads {

  private Heads() {}

  static void seed(Propagation net, Graph graph, Optional<Loss> loss) {
    List<Tracked> outputs = new ArrayList<>();
    for (Value output : graph.outputs()) {
      if (!net.fixed().contains(output.name()) && net.unknown(output.name()).isEmpty()) {
        outputs.add(net.tracked(output.name()));
      }
    }
    if (loss.isEmpty()) {
      outputs.forEach(output -> output.receive(TwoPoint.of(1, 0, 0), Fluctuation.NONE));
      return;
    }
    if (outputs.isEmpty()) {
      return;
    }
    Tracked head = outputs.get(0);
    Tracked logits = head.attention().map(Tracked.Attention::scores).orElse(head);
    int classes = Math.toIntExact(logits.dim(logits.rank() >= 4 ? 1 : -1));
    double rows = logits.elements() / classes;
    logits.receive(LossHead.gradient(loss.get(), logits.signal(), classes, rows), Fluctuation.NONE);
  }
}

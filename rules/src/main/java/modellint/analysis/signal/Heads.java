package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.graph.Node;
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
      outputs.forEach(
          output -> output.receive(Cotangent.of(TwoPoint.of(1, 0, 0), Fluctuation.NONE)));
      return;
    }
    if (outputs.isEmpty()) {
      return;
    }
    Tracked logits = net.tracked(logits(graph, loss.get(), graph.outputs().get(0).name()));
    int classes = Math.toIntExact(logits.dim(logits.rank() >= 4 ? 1 : -1));
    double rows = logits.elements() / classes;
    logits.receive(
        Cotangent.of(
            LossHead.gradient(loss.get(), logits.signal(), classes, rows), Fluctuation.NONE));
  }

  /**
   * Lets one and the same unit cotangent in at every row of predictions.
   *
   * @return the loss's second derivative there, over the squared number of rows and by class: what
   *     the summed gradients of all weights must be multiplied with to give a curvature
   */
  static double seedShared(Propagation net, Graph graph, Loss loss) {
    Tracked logits = net.tracked(logits(graph, loss, graph.outputs().get(0).name()));
    int classes = Math.toIntExact(logits.dim(logits.rank() >= 4 ? 1 : -1));
    double rows = logits.elements() / classes;
    logits.receive(Cotangent.of(TwoPoint.of(1, 1, 1), Fluctuation.NONE));
    return LossHead.curvature(loss, logits.signal(), classes) / (rows * rows * classes);
  }

  /**
   * What the loss reads: the input of a final softmax or sigmoid that belongs to the loss, also
   * where a library puts the axis of classes before that of steps behind it.
   */
  static String logits(Graph graph, Loss loss, String given) {
    String output =
        graph.nodes().stream()
            .filter(it -> it.is("Transpose") && it.outputs().contains(given))
            .map(it -> it.inputs().get(0))
            .findFirst()
            .orElse(given);
    for (Node node : graph.nodes()) {
      boolean fused =
          switch (loss) {
            case SOFTMAX_CROSS_ENTROPY -> node.is("Softmax") || node.is("LogSoftmax");
            case SIGMOID_CROSS_ENTROPY -> node.is("Sigmoid");
            case MSE, MAE, OTHER -> false;
          };
      if (fused && node.outputs().contains(output)) {
        return node.inputs().get(0);
      }
    }
    return given;
  }
}

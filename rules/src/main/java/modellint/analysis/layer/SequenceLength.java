package modellint.analysis.layer;

import java.util.OptionalLong;
import modellint.analysis.shape.Shapes;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.TrainingDetails.Remark;

/** How many steps the sequences of an LSTM, GRU or RNN have. */
public final class SequenceLength {

  private SequenceLength() {}

  /** Empty where the model leaves it open. */
  public static OptionalLong of(Node cell, Shapes shapes) {
    int time = cell.integer("layout", 0) == 0 ? 0 : 1;
    return shapes.shape(cell.inputs().get(0)).stream()
        .filter(it -> it.rank() == 3)
        .map(it -> it.dim(time))
        .filter(Dim::isKnown)
        .mapToLong(Dim::size)
        .findFirst();
  }

  /** How many of them the gradient goes back: no more than truncation lets through. */
  public static OptionalLong ofGradient(Node cell, Graph graph, Shapes shapes) {
    OptionalLong length = of(cell, shapes);
    return graph
        .training()
        .details()
        .remarks(Remark.Kind.TRUNCATED_TIME)
        .mapToLong(it -> Math.min((long) it.value(), length.orElse(Long.MAX_VALUE)))
        .boxed()
        .findFirst()
        .map(OptionalLong::of)
        .orElse(length);
  }
}

package modellint.analysis.layer;

import java.util.OptionalLong;
import modellint.analysis.shape.Shapes;
import modellint.graph.Dim;
import modellint.graph.Node;

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
}

package modellint.rules.recurrent;

import java.util.OptionalLong;
import java.util.stream.Stream;
import modellint.analysis.signal.Recurrence;
import modellint.graph.Dim;
import modellint.graph.Node;
import modellint.graph.Shape;
import modellint.rule.Subject;

/** How long the sequences of a recurrent layer are. */
final class Steps {

  private Steps() {}

  /** Empty where the model leaves it open. */
  static OptionalLong of(Node cell, Subject subject) {
    return subject.shapes().shape(cell.inputs().get(0)).stream()
        .filter(it -> it.rank() == 3)
        .map(it -> time(it, cell))
        .filter(Dim::isKnown)
        .mapToLong(Dim::size)
        .findFirst();
  }

  private static Dim time(Shape shape, Node cell) {
    return shape.dim(cell.integer("layout", 0) == 0 ? 0 : 1);
  }

  /** Layers whose weights are as they were drawn; trained ones have shown that they train. */
  static Stream<Recurrence> untrained(Subject subject) {
    return switch (subject.provenance().overall()) {
      case TRAINED, FOLDED, QUANTISED -> Stream.empty();
      case FRESH, DECLARED, UNKNOWN -> subject.recurrences().stream();
    };
  }
}

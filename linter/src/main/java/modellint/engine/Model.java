package modellint.engine;

import java.util.List;
import java.util.OptionalInt;
import modellint.config.Suppression;
import modellint.graph.Graph;
import modellint.graph.Place;

/**
 * One model as a front end read it.
 *
 * @param kind the format or library it is written in: {@code onnx}, {@code dl4j}, {@code djl}
 * @param suppressions findings that the file itself declares accepted
 */
public record Model(Graph graph, String kind, List<Suppression> suppressions) {

  public Model {
    suppressions = List.copyOf(suppressions);
  }

  /** The line where the definition begins; empty for binary files. */
  public OptionalInt line() {
    return graph.place() instanceof Place.Line at ? OptionalInt.of(at.line()) : OptionalInt.empty();
  }
}

package modellint.engine;

import java.util.OptionalInt;
import modellint.graph.Graph;
import modellint.graph.Place;

/**
 * One model as a front end read it.
 *
 * @param kind the format or library it is written in: {@code onnx}, {@code dl4j}, {@code djl}
 */
public record Model(Graph graph, String kind) {

  /** The line where the definition begins; empty for binary files. */
  public OptionalInt line() {
    return graph.place() instanceof Place.Line at ? OptionalInt.of(at.line()) : OptionalInt.empty();
  }
}

package modellint.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import modellint.config.Suppression;
import modellint.definition.Definition;
import modellint.graph.Graph;
import modellint.graph.Place;

/**
 * One model as a front end read it.
 *
 * @param kind the format or library it is written in: {@code onnx}, {@code dl4j}, {@code djl}
 * @param suppressions findings that the file itself declares accepted
 * @param definition what the source says of it beyond the graph; empty for binary files
 */
public record Model(
    Graph graph, String kind, List<Suppression> suppressions, Optional<Definition> definition) {

  /** A model read from a binary file. */
  public Model(Graph graph, String kind, List<Suppression> suppressions) {
    this(graph, kind, suppressions, Optional.empty());
  }

  /** A definition in source. */
  public Model(Definition definition, List<Suppression> suppressions) {
    this(definition.graph(), definition.kind(), suppressions, Optional.of(definition));
  }

  public Model {
    suppressions = List.copyOf(suppressions);
  }

  /** The file it stands in, which was read by way of {@code read}. */
  public String path(String read) {
    return graph.place() instanceof Place.Line at ? at.file() : read;
  }

  /** The line where the definition begins; empty for binary files. */
  public OptionalInt line() {
    return graph.place() instanceof Place.Line at ? OptionalInt.of(at.line()) : OptionalInt.empty();
  }
}

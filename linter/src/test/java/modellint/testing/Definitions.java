package modellint.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;
import modellint.graph.Graph;
import modellint.graph.Init;
import modellint.graph.Node;
import modellint.graph.Weights;

/** Reads definitions out of text, for tests. */
public final class Definitions {

  private Definitions() {}

  /** What {@code library} finds in {@code code}. */
  public static Library.Found found(Library library, String code) {
    try {
      SourceFile file = SourceReader.parse("Net.java", code);
      var sources = new Sources(List.of(file), name -> Optional.empty());
      return library.definitions(
          new Evaluator(sources, library.api()).run(file, library.marks()), "");
    } catch (SourceReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  /** The one definition in {@code code}. */
  public static Definition only(Library library, String code) {
    Library.Found found = found(library, code);
    assertEquals(Map.of(), found.refused());
    assertEquals(1, found.definitions().size(), () -> found.definitions().toString());
    return found.definitions().get(0);
  }

  /** The operators in order: {@code Gemm Relu Gemm}. */
  public static String operators(Graph graph) {
    return graph.nodes().stream().map(Node::type).collect(Collectors.joining(" "));
  }

  /** The initialiser that parameter {@code name} declares. */
  public static Init init(Graph graph, String name) {
    return Optional.ofNullable(graph.parameters().get(name))
        .map(it -> it.weights() instanceof Weights.Declared declared ? declared.init() : null)
        .orElseThrow(() -> new AssertionError(name + " in " + graph.parameters().keySet()));
  }
}

package modellint.analysis.pattern;

import java.util.List;
import java.util.Optional;
import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;

/** Every pattern found in a graph. No node belongs to two. */
public record Patterns(List<Pattern> all) {

  public Patterns {
    all = List.copyOf(all);
  }

  public static Patterns of(Graph graph, Shapes shapes) {
    return new Patterns(List.of());
  }

  /** The pattern whose result is {@code value}. */
  public Optional<Pattern> producing(String value) {
    return all.stream().filter(pattern -> pattern.output().equals(value)).findFirst();
  }
}

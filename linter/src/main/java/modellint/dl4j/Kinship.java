package modellint.dl4j;

import java.util.Optional;

/**
 * Which of the library's classes stand above which: every layer is a {@code Layer}, every vertex a
 * {@code GraphVertex}, and nothing is both. What layers have above them between is not told.
 */
final class Kinship {

  private static final String VERTICES = Dl4jApi.CONF + "graph.";
  private static final String ANY_LAYER = Dl4jApi.LAYERS + "Layer";
  private static final String ANY_VERTEX = VERTICES + "GraphVertex";

  /** The vertices that stand in the package of layers. */
  private static final String SAME_DIFF = Dl4jApi.LAYERS + "samediff.SameDiff(Lambda)?Vertex";

  private Kinship() {}

  static Optional<Boolean> of(String type, String other) {
    if (type.equals(other)) {
      return Optional.of(true);
    }
    if (isVertex(type)) {
      return vertex(other);
    }
    if (!type.startsWith(Dl4jApi.LAYERS)) {
      return Optional.empty();
    }
    if (other.equals(ANY_LAYER)) {
      return Optional.of(true);
    }
    return isVertex(other) ? Optional.of(false) : Optional.empty();
  }

  /** What a vertex of another class is. */
  private static Optional<Boolean> vertex(String other) {
    if (other.equals(ANY_VERTEX)) {
      return Optional.of(true);
    }
    if (isVertex(other)) {
      return other.matches(SAME_DIFF) ? Optional.empty() : Optional.of(false);
    }
    return other.startsWith(Dl4jApi.LAYERS) ? Optional.of(false) : Optional.empty();
  }

  private static boolean isVertex(String type) {
    return type.startsWith(VERTICES) || type.matches(SAME_DIFF);
  }
}

package modellint.dl4j;

import java.util.Optional;
import modellint.graph.Dim;

/** What runs between layers: DL4J's input types with the layout that the graph gives them. */
sealed interface Flow {

  /** Features or channels. */
  Dim size();

  /** Rows [N, size]; with a {@code time}, [N, time, size] between time-distributed layers. */
  record Rows(Dim size, Optional<Dim> time) implements Flow {}

  /** Sequences [N, size, time]. */
  record Sequence(Dim size, Dim time) implements Flow {}

  /** Images [N, channels, height, width]. */
  record Image(Dim size, Dim height, Dim width) implements Flow {}

  /** Images laid out in rows [N, height * width * channels]. */
  record FlatImage(Dim size, Dim height, Dim width) implements Flow {}

  /** Volumes [N, channels, depth, height, width]. */
  record Volume(Dim size, Dim depth, Dim height, Dim width) implements Flow {}

  /** The elements of one example. */
  default Dim elements() {
    if (this instanceof Image it) {
      return it.size().times(it.height()).times(it.width());
    }
    if (this instanceof FlatImage it) {
      return it.size().times(it.height()).times(it.width());
    }
    if (this instanceof Volume it) {
      return it.size().times(it.depth()).times(it.height()).times(it.width());
    }
    return size();
  }
}

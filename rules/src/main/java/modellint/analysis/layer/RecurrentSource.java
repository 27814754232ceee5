package modellint.analysis.layer;

import java.util.Optional;
import java.util.Set;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Node;

/** The recurrent layer whose states a node reads, with nothing but their layout changed between. */
public final class RecurrentSource {

  private static final Set<String> PASSING =
      Set.of("Squeeze", "Transpose", "Reshape", "Identity", "Dropout", "Cast");
  private static final int LONGEST = 8;

  private RecurrentSource() {}

  /** Of the first input of {@code reader}; empty where something else stands before it. */
  public static Optional<Node> of(Node reader, Wiring wiring) {
    Optional<Node> node = reader.input(0).flatMap(wiring::producer);
    for (int step = 0; step < LONGEST && node.isPresent(); step++) {
      if (node.get().isRecurrent()) {
        return node;
      }
      node =
          node.filter(it -> PASSING.contains(it.type()))
              .flatMap(it -> it.input(0))
              .flatMap(wiring::producer);
    }
    return Optional.empty();
  }
}

package modellint.analysis.signal;

import java.util.Map;
import java.util.Optional;
import modellint.graph.Loss;

/**
 * What the model's file does not say and a prediction needs.
 *
 * @param batch samples per step, where the batch dimension is symbolic
 * @param sizes values for other symbolic dimensions, by symbol
 * @param loss the loss at the outputs; empty for a unit Gaussian cotangent
 */
public record Assumptions(int batch, Map<String, Long> sizes, Optional<Loss> loss) {

  public static final Assumptions DEFAULT = new Assumptions(32, Map.of(), Optional.empty());

  public Assumptions {
    sizes = Map.copyOf(sizes);
  }
}

package modellint.analysis.pattern;

import java.util.Optional;
import java.util.Set;
import modellint.graph.Node;

/**
 * Several nodes that together are one well-known function.
 *
 * @param nodes every node inside, the last one producing {@code output}
 * @param scale the value multiplied behind a normalisation, where it is inside the pattern
 * @param bias the value added behind a normalisation, where it is inside the pattern
 * @param epsilon what a normalisation adds to the variance; 0 for activations
 */
public record Pattern(
    Kind kind,
    String input,
    String output,
    Set<Node> nodes,
    Optional<String> scale,
    Optional<String> bias,
    double epsilon) {

  /** The functions that exporters write out. */
  public enum Kind {
    LAYER_NORM,
    RMS_NORM,
    GROUP_NORM,
    GELU,
    SILU,
    MISH,
    HARD_SWISH
  }
}

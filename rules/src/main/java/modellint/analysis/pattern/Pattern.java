package modellint.analysis.pattern;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import modellint.graph.Node;

/**
 * Several nodes that together are one well-known function.
 *
 * @param input the data; the queries of an attention
 * @param others further data: the keys, as they enter the product, and the values of an attention
 * @param nodes every node inside, the last one producing {@code output}
 * @param scale the value multiplied behind a normalisation, where it is inside the pattern
 * @param bias the value added behind a normalisation, where it is inside the pattern
 * @param epsilon what a normalisation adds to the variance; 0 for activations
 * @param axes the axes a normalisation averages over, as the operator states them; empty where it
 *     has none of its own
 */
public record Pattern(
    Kind kind,
    String input,
    List<String> others,
    String output,
    Set<Node> nodes,
    Optional<String> scale,
    Optional<String> bias,
    double epsilon,
    List<Long> axes) {

  public Pattern {
    others = List.copyOf(others);
    nodes = Set.copyOf(nodes);
    axes = List.copyOf(axes);
  }

  /** The functions that exporters write out. */
  public enum Kind {
    LAYER_NORM("LayerNormalization", true),
    RMS_NORM("RMSNormalization", true),
    GROUP_NORM("GroupNormalization", true),
    /** Each vector divided by its Euclidean length. */
    L2_NORM("LpNormalization", true),
    GELU("Gelu", false),
    /** x sigmoid(1.702 x), an approximation of GELU. */
    QUICK_GELU("QuickGelu", false),
    SILU("Silu", false),
    MISH("Mish", false),
    HARD_SWISH("HardSwish", false),
    SOFTMAX("Softmax", false),
    /** softmax(q k + mask) v. */
    ATTENTION("Attention", false);

    private final String word;
    private final boolean normalisation;

    Kind(String word, boolean normalisation) {
      this.word = word;
      this.normalisation = normalisation;
    }

    /** The operator that stands for the whole, where there is one. */
    public String word() {
      return word;
    }

    public boolean isNormalisation() {
      return normalisation;
    }
  }
}

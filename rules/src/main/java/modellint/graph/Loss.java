package modellint.graph;

/** Losses with a known gradient at the network's outputs. */
public enum Loss {
  /** Cross-entropy of a softmax that the loss itself applies: the outputs are logits. */
  SOFTMAX_CROSS_ENTROPY("softmax-cross-entropy"),
  /** Binary cross-entropy on logits, the sigmoid inside the loss. */
  SIGMOID_CROSS_ENTROPY("sigmoid-cross-entropy"),
  MSE("mse"),
  MAE("mae"),
  /** Stated, but of a kind whose gradient is not modelled. */
  OTHER("other");

  private final String word;

  Loss(String word) {
    this.word = word;
  }

  /** The word that reports print. */
  public String word() {
    return word;
  }
}

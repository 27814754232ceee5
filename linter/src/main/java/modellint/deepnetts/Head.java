package modellint.deepnetts;

import java.util.Optional;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Loss;

/**
 * What the network ends with, which decides what a loss means. A softmax takes output minus target
 * for its gradient whatever the loss is called, so that a squared error trains it as cross-entropy
 * does; a sigmoid does so under cross-entropy, where each output is then a yes or no of its own.
 * Any other function has no gradient under cross-entropy: measured, no weight moved.
 *
 * @param function in the library's word
 */
record Head(String function, Optional<Long> units) {

  boolean isSingle() {
    return units.filter(it -> it == 1).isPresent();
  }

  /** True where {@code lossFunction(..)} is given cross-entropy, by its constant or its class. */
  static boolean isCrossEntropy(Call loss) {
    return loss.argument(0) instanceof Value.Constant it
        && (it.name().equals("CROSS_ENTROPY")
            || it.type().matches("deepnetts\\.net\\.loss\\.(?:Binary)?CrossEntropyLoss"));
  }

  static boolean isSquares(Call loss) {
    return loss.argument(0) instanceof Value.Constant it
        && (it.name().equals("MEAN_SQUARED_ERROR")
            || it.type().equals("deepnetts.net.loss.MeanSquaredErrorLoss"));
  }

  /** The loss whose gradient is taken under cross-entropy. */
  Loss crossEntropy() {
    return switch (function) {
      case "SIGMOID" -> Loss.SIGMOID_CROSS_ENTROPY;
      case "SOFTMAX" -> isSingle() ? Loss.OTHER : Loss.SOFTMAX_CROSS_ENTROPY;
      default -> Loss.OTHER;
    };
  }

  /** What cross-entropy takes these outputs for; empty where that is not known. */
  Optional<String> word() {
    return switch (function) {
      case NetworkReader.UNKNOWN -> Optional.empty();
      case "SIGMOID" -> Optional.of("binary_cross_entropy");
      case "SOFTMAX" -> Optional.of("categorical_cross_entropy");
      default -> units.map(it -> it == 1 ? "binary_cross_entropy" : "categorical_cross_entropy");
    };
  }
}

package modellint.dl4j;

import java.util.Locale;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Loss;

/** Loss functions by enum constant or class, and what they are on the output at hand. */
final class Losses {

  private static final Value MCXENT = new Value.Constant("LossFunction", "MCXENT");

  private Losses() {}

  static boolean isOutput(String type) {
    return type.matches("(|Rnn|CenterLoss)OutputLayer|(|Rnn|Cnn|Cnn3D)LossLayer");
  }

  /** The loss of an output layer in the library's word, lower case: {@code mcxent}. */
  static Optional<String> word(LayerSettings settings) {
    if (!isOutput(settings.type())) {
      return Optional.empty();
    }
    Settings own = settings.own();
    Value stated = own.value("lossFunction", "lossFn").or(() -> own.argument(0)).orElse(MCXENT);
    if (stated instanceof Value.Constant it) {
      return Optional.of(it.name().toLowerCase(Locale.ROOT));
    }
    return Settings.of(stated)
        .map(it -> it.type().substring("Loss".length()).toLowerCase(Locale.ROOT))
        .map(it -> it.equals("binaryxent") ? "xent" : it)
        .or(() -> stated instanceof Obj it ? Optional.of(it.type()) : Optional.empty());
  }

  /**
   * The loss as the analyses know it. The network's last node is its own softmax or sigmoid, which
   * the fused gradient of the cross-entropies passes over; on any other output they are of a kind
   * that is not modelled.
   */
  static Loss of(String word, String activation) {
    return switch (word) {
      case "mcxent", "negativeloglikelihood", "sparse_mcxent", "sparsemcxent" ->
          activation.equals("softmax") ? Loss.SOFTMAX_CROSS_ENTROPY : Loss.OTHER;
      case "xent" -> activation.equals("sigmoid") ? Loss.SIGMOID_CROSS_ENTROPY : Loss.OTHER;
      case "mse", "squared_loss" -> Loss.MSE;
      case "mae", "mean_absolute_error" -> Loss.MAE;
      default -> Loss.OTHER;
    };
  }
}

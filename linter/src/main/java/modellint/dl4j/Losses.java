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
    Value stated =
        own.value("lossFunction", "lossFn").or(() -> own.argument(0)).orElse(MCXENT);
    if (stated instanceof Value.Constant it) {
      return Optional.of(it.name().toLowerCase(Locale.ROOT));
    }
    return Settings.of(stated)
        .map(it -> it.type().substring("Loss".length()).toLowerCase(Locale.ROOT))
        .map(it -> it.equals("binaryxent") ? "xent" : it)
        .or(() -> stated instanceof Obj it ? Optional.of(it.type()) : Optional.empty());
  }

  /** The loss as the analyses know it; the network's last node is its own activation. */
  static Loss of(String word) {
    return switch (word) {
      case "mcxent", "negativeloglikelihood", "sparse_mcxent", "sparsemcxent" ->
          Loss.CROSS_ENTROPY;
      case "xent", "reconstruction_crossentropy" -> Loss.BINARY_CROSS_ENTROPY;
      case "mse", "squared_loss" -> Loss.MSE;
      case "mae", "mean_absolute_error" -> Loss.MAE;
      default -> Loss.OTHER;
    };
  }
}

package modellint.dl4j;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.Remark;

/** Loss functions by enum constant or class, and what they are on the output at hand. */
final class Losses {

  private static final Value MCXENT = new Value.Constant("LossFunction", "MCXENT");

  private static final Set<String> SUMMED = Set.of("xent", "l1", "l2");

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
      case "mse", "squared_loss", "l2" -> Loss.MSE;
      case "mae", "mean_absolute_error", "l1" -> Loss.MAE;
      default -> Loss.OTHER;
    };
  }

  /**
   * What the library adds up where a mean is usual: three losses over the outputs, and every loss
   * over the steps of a sequence and the positions of an image. Measured in 1.0.0-M2.1.
   */
  static Stream<Remark> sums(LayerSettings output) {
    Optional<String> word = word(output);
    Place place = output.own().place();
    Stream<Remark> outputs =
        word.filter(SUMMED::contains).stream()
            .map(it -> new Remark(Remark.Kind.SUMMED_OUTPUTS, place, 1, ""));
    Stream<Remark> positions =
        Stream.of(output.type())
            .filter(it -> it.startsWith("Rnn") || it.startsWith("Cnn"))
            .map(it -> new Remark(Remark.Kind.SUMMED_POSITIONS, place, 1, ""));
    return Stream.concat(outputs, positions);
  }
}

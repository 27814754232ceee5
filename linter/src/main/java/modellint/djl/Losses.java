package modellint.djl;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.Remark;

/**
 * What a loss of the library really computes. A weight multiplies it, but for that of {@code
 * L1Loss}, which takes the place of the error.
 *
 * @param name the loss in the library's own word, lower case, with what a flag makes it take
 * @param scale what the loss is multiplied with
 */
record Losses(String name, Loss loss, double scale) {

  /** The weight of {@code L2Loss} where none is stated: half of the mean square. */
  private static final double HALF = 0.5;

  /** The loss that {@code made} is; what picks or adds up others is what it picks or adds to. */
  static Optional<Losses> of(Obj made) {
    String word = word(made);
    List<Value> arguments = made.origin().arguments();
    boolean first =
        word.equals("indexloss")
            && arguments.size() > 1
            && arguments.get(1).whole().filter(it -> it == 0).isPresent();
    if (first && arguments.get(0) instanceof Obj inner) {
      return of(inner);
    }
    if (word.equals("simplecompositeloss")) {
      return only(made).or(() -> Optional.of(new Losses(word, Loss.OTHER, 1)));
    }
    return word.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Losses(
                word + input(arguments, word), kind(arguments, word), scale(arguments, word)));
  }

  /** The factor as a remark; nothing where it is one, or multiplies a loss that is not modelled. */
  Stream<Remark> remarks(Place place) {
    return Stream.of(new Remark(Remark.Kind.SCALED_LOSS, place, scale, ""))
        .filter(it -> loss != Loss.OTHER && scale != 1);
  }

  private static double scale(List<Value> arguments, String word) {
    return switch (word) {
      case "softmaxcrossentropyloss", "sigmoidbinarycrossentropyloss" -> real(arguments, 1, 1);
      case "l2loss" -> real(arguments, 1, HALF);
      default -> 1;
    };
  }

  /** The one loss of data beside penalties of the weights. */
  private static Optional<Losses> only(Obj sum) {
    List<Value> parts =
        sum.calls("addLoss").stream()
            .map(it -> it.argument(0))
            .filter(it -> !(it instanceof Obj made && word(made).endsWith("weightdecay")))
            .toList();
    boolean certain = sum.calls("addLoss").stream().allMatch(it -> it.certain());
    return certain && parts.size() == 1 && parts.get(0) instanceof Obj it
        ? of(it)
        : Optional.empty();
  }

  private static String word(Obj loss) {
    String word =
        loss.origin() instanceof Origin.Static it
            ? it.method()
            : loss.type().substring(loss.type().lastIndexOf('.') + 1);
    return word.toLowerCase(Locale.ROOT);
  }

  private static Loss kind(List<Value> arguments, String word) {
    return switch (word) {
      case "softmaxcrossentropyloss" ->
          real(arguments, 1, 1) > 0 && isKnown(arguments, 4) && flag(arguments, 4, true)
              ? Loss.SOFTMAX_CROSS_ENTROPY
              : Loss.OTHER;
      case "sigmoidbinarycrossentropyloss" ->
          real(arguments, 1, 1) > 0 && isKnown(arguments, 2) && !flag(arguments, 2, false)
              ? Loss.SIGMOID_CROSS_ENTROPY
              : Loss.OTHER;
      case "l2loss" -> real(arguments, 1, HALF) > 0 ? Loss.MSE : Loss.OTHER;
      case "l1loss" -> real(arguments, 1, 1) == 1 ? Loss.MAE : Loss.OTHER;
      // Twice the distance from the quantile: of the median, the absolute error.
      case "quantilel1loss" ->
          real(arguments, arguments.size() - 1, Double.NaN) == 0.5 ? Loss.MAE : Loss.OTHER;
      default -> Loss.OTHER;
    };
  }

  /** What an argument makes the loss take, in a word behind its name; empty for predictions. */
  private static String input(List<Value> arguments, String word) {
    return switch (word) {
      case "softmaxcrossentropyloss" -> flag(arguments, 4, true) ? "" : "-of-logarithms";
      case "sigmoidbinarycrossentropyloss" -> flag(arguments, 2, false) ? "-of-probabilities" : "";
      case "l1loss" -> {
        double weight = real(arguments, 1, 1);
        yield Double.isNaN(weight) || weight == 1 ? "" : "-of-labels";
      }
      default -> "";
    };
  }

  /** NaN where it is stated and not known. */
  private static double real(List<Value> arguments, int index, double otherwise) {
    return index < arguments.size() ? arguments.get(index).real().orElse(Double.NaN) : otherwise;
  }

  private static boolean isKnown(List<Value> arguments, int index) {
    return index >= arguments.size() || arguments.get(index).truth().isPresent();
  }

  private static boolean flag(List<Value> arguments, int index, boolean otherwise) {
    return index < arguments.size() ? arguments.get(index).truth().orElse(otherwise) : otherwise;
  }
}

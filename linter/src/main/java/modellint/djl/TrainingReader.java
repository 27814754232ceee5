package modellint.djl;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/** What a {@code DefaultTrainingConfig} says: optimiser, rate, clipping, decay and loss. */
final class TrainingReader {

  private TrainingReader() {}

  static Training read(Optional<Obj> config) {
    if (config.isEmpty()) {
      return Training.UNKNOWN;
    }
    Settings settings = Settings.of(config.get());
    var places = new LinkedHashMap<String, Place>();
    var defaults = new HashSet<String>();
    Optional<Value> stated = settings.value("optOptimizer");
    settings.last("optOptimizer").ifPresent(it -> places.put("optimizer", it.place()));
    Optional<Optimizer> optimizer =
        stated.isEmpty() ? Optional.of(Optimizer.ADAM) : stated.flatMap(Optimizer::of);
    if (stated.isEmpty()) {
      defaults.addAll(Set.of("optimizer", "learningRate"));
    }
    optimizer.filter(it -> !it.rateStated()).ifPresent(it -> defaults.add("learningRate"));
    optimizer.flatMap(Optimizer::schedule).ifPresent(it -> places.put("schedule", it.place()));
    List<Value> made = settings.arguments();
    Optional<Obj> loss =
        !made.isEmpty() && made.get(0) instanceof Obj it ? Optional.of(it) : Optional.empty();
    loss.ifPresent(it -> places.put("loss", it.origin().place()));
    Optional<String> word = loss.flatMap(TrainingReader::word);
    Optional<String> read = loss.flatMap(it -> word.map(name -> name + input(it, name)));
    return Training.builder()
        .optimizer(optimizer.map(Optimizer::name))
        .learningRate(optimizer.flatMap(Optimizer::rate))
        .momentum(optimizer.flatMap(it -> Optional.ofNullable(it.numbers().get("momentum"))))
        .schedule(optimizer.flatMap(Optimizer::schedule).map(TrainingReader::word))
        .clipping(optimizer.flatMap(Optimizer::clipping))
        .l2(optimizer.filter(it -> !it.name().equals("adamw")).flatMap(Optimizer::decay))
        .weightDecay(optimizer.filter(it -> it.name().equals("adamw")).flatMap(Optimizer::decay))
        .loss(loss.flatMap(it -> of(it, word)))
        .details(
            TrainingDetails.builder()
                .lossName(read)
                .hyperparameters(optimizer.map(Optimizer::numbers).orElse(Map.of()))
                .schedule(optimizer.flatMap(Optimizer::schedule))
                .defaults(defaults)
                .places(places)
                .build())
        .build();
  }

  private static String word(TrainingDetails.Schedule schedule) {
    return schedule.numbers().containsKey("warmUpSteps") ? "WarmUpTracker" : schedule.kind();
  }

  /** The loss in the library's own word, lower case: {@code softmaxcrossentropyloss}. */
  private static Optional<String> word(Obj loss) {
    String word =
        loss.origin() instanceof Origin.Static it
            ? it.method()
            : loss.type().substring(loss.type().lastIndexOf('.') + 1);
    return word.isEmpty() ? Optional.empty() : Optional.of(word.toLowerCase(Locale.ROOT));
  }

  private static Optional<Loss> of(Obj loss, Optional<String> word) {
    List<Value> arguments = loss.origin().arguments();
    return word.map(
        it ->
            switch (it) {
              case "softmaxcrossentropyloss" ->
                  isKnown(arguments, 4) && flag(arguments, 4, true)
                      ? Loss.SOFTMAX_CROSS_ENTROPY
                      : Loss.OTHER;
              case "sigmoidbinarycrossentropyloss" ->
                  isKnown(arguments, 2) && !flag(arguments, 2, false)
                      ? Loss.SIGMOID_CROSS_ENTROPY
                      : Loss.OTHER;
              case "l2loss" -> Loss.MSE;
              case "l1loss" -> Loss.MAE;
              default -> Loss.OTHER;
            });
  }

  /** What a flag makes the loss take, in a word behind its name; empty for logits. */
  private static String input(Obj loss, String word) {
    List<Value> arguments = loss.origin().arguments();
    return switch (word) {
      case "softmaxcrossentropyloss" -> flag(arguments, 4, true) ? "" : "-of-logarithms";
      case "sigmoidbinarycrossentropyloss" -> flag(arguments, 2, false) ? "-of-probabilities" : "";
      default -> "";
    };
  }

  private static boolean isKnown(List<Value> arguments, int index) {
    return index >= arguments.size() || arguments.get(index).truth().isPresent();
  }

  private static boolean flag(List<Value> arguments, int index, boolean otherwise) {
    return index < arguments.size() ? arguments.get(index).truth().orElse(otherwise) : otherwise;
  }
}

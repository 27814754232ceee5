package modellint.djl;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/** What a {@code DefaultTrainingConfig} says: optimiser, rate, clipping, decay and loss. */
final class TrainingReader {

  private TrainingReader() {}

  static Training read(Setups.Setup setup) {
    if (setup.config().isEmpty()) {
      return Training.UNKNOWN;
    }
    Settings settings = Settings.of(setup.config().get());
    Training stated = read(settings);
    return setup.idle() ? untrained(stated) : stated;
  }

  /** Where no step is taken, what would be one is not judged. */
  private static Training untrained(Training stated) {
    TrainingDetails details = stated.details();
    return Training.builder()
        .loss(stated.loss())
        .details(
            TrainingDetails.builder()
                .lossName(details.lossName())
                .places(details.places())
                .remarks(details.remarks())
                .build())
        .build();
  }

  private static Training read(Settings settings) {
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
    Optional<Losses> read = loss.flatMap(Losses::of);
    return Training.builder()
        .optimizer(optimizer.map(Optimizer::name))
        .learningRate(optimizer.flatMap(Optimizer::rate))
        .momentum(optimizer.flatMap(it -> Optional.ofNullable(it.numbers().get("momentum"))))
        .schedule(optimizer.flatMap(Optimizer::schedule).map(TrainingReader::word))
        .clipping(optimizer.flatMap(Optimizer::clipping))
        .l2(optimizer.filter(it -> !it.name().equals("adamw")).flatMap(Optimizer::decay))
        .weightDecay(optimizer.filter(it -> it.name().equals("adamw")).flatMap(Optimizer::decay))
        .loss(read.map(Losses::loss))
        .details(
            TrainingDetails.builder()
                .lossName(read.map(Losses::name))
                .hyperparameters(optimizer.map(Optimizer::numbers).orElse(Map.of()))
                .schedule(optimizer.flatMap(Optimizer::schedule))
                .defaults(defaults)
                .places(places)
                .remarks(
                    read.stream().flatMap(it -> it.remarks(loss.get().origin().place())).toList())
                .build())
        .build();
  }

  private static String word(TrainingDetails.Schedule schedule) {
    return schedule.numbers().getOrDefault("warmUpSteps", 0.0) != 0
        ? "WarmUpTracker"
        : schedule.kind();
  }
}

package modellint.dl4j;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Place;
import modellint.graph.Refusal;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;

/** What a definition says about training, from its global builder and its layers. */
final class TrainingReader {

  private TrainingReader() {}

  static Training read(Globals globals, List<LayerFact> layers, List<Refusal> refusals) {
    List<LayerFact> weighted =
        layers.stream().filter(it -> it.weight().isPresent() && !it.settings().isFrozen()).toList();
    // Where every layer overrides the global updater alike, theirs is the one that runs.
    Optional<Updater> updater =
        weighted.isEmpty()
            ? globals.updater()
            : weighted.stream().map(it -> it.settings().updater()).distinct().count() == 1
                ? weighted.get(0).settings().updater()
                : globals.updater();
    LayerSettings global =
        new LayerSettings(
            "",
            new Settings("DenseLayer", List.of(), List.of(), globals.settings().place()),
            Heritage.of(globals));
    // Where several outputs are trained by several losses, none of them is the network's.
    Optional<LayerSettings> output =
        layers.stream()
            .map(LayerFact::settings)
            .filter(it -> Losses.isOutput(it.type()))
            .reduce((a, b) -> b)
            .filter(it -> isOneLoss(layers));
    Optional<String> loss = output.flatMap(Losses::word);
    var defaults = new HashSet<String>();
    if (globals.settings().last("updater").isEmpty()) {
      defaults.add("optimizer");
    }
    updater.ifPresent(it -> defaults.addAll(it.defaults()));
    return Training.builder()
        .optimizer(updater.map(it -> it.type().toLowerCase(Locale.ROOT)))
        .learningRate(updater.flatMap(Updater::learningRate))
        .momentum(updater.flatMap(it -> it.number("momentum")))
        .schedule(updater.flatMap(Updater::schedule).map(TrainingDetails.Schedule::kind))
        .clipping(global.clipping())
        .l1(global.penalty().l1())
        .l2(global.penalty().l2())
        .weightDecay(global.penalty().weightDecay())
        .loss(loss.map(word -> Losses.of(word, lastActivation(output.orElseThrow(), layers))))
        .details(
            TrainingDetails.builder()
                .lossName(loss)
                .hyperparameters(updater.map(Updater::numbers).orElse(java.util.Map.of()))
                .schedule(updater.flatMap(Updater::schedule))
                .idleThreshold(idleThreshold(global))
                .defaults(defaults)
                .layers(
                    layers.stream()
                        .filter(
                            it -> it.weight().isPresent() || it.settings().dropout().isPresent())
                        .map(it -> it.settings().training())
                        .toList())
                .places(places(globals, updater, layers))
                .remarks(
                    Stream.concat(
                            Remarks.of(globals, layers, updater).stream(),
                            output.stream().flatMap(Losses::sums))
                        .toList())
                .refusals(refusals)
                .build())
        .build();
  }

  private static boolean isOneLoss(List<LayerFact> layers) {
    return layers.stream()
            .map(LayerFact::settings)
            .filter(it -> Losses.isOutput(it.type()))
            .map(Losses::word)
            .distinct()
            .count()
        == 1;
  }

  /** A loss layer without a function of its own stands on the one before it. */
  private static String lastActivation(LayerSettings output, List<LayerFact> layers) {
    String word = Functions.word(output.activation());
    return word.equals("identity") && output.type().endsWith("LossLayer") && layers.size() > 1
        ? Functions.word(layers.get(layers.size() - 2).settings().activation())
        : word;
  }

  private static Optional<Double> idleThreshold(LayerSettings global) {
    boolean set = global.globals().settings().last("gradientNormalizationThreshold").isPresent();
    String kind = global.gradientNormalization();
    return set && (kind.equals("None") || kind.startsWith("Renormalize"))
        ? global.threshold()
        : Optional.empty();
  }

  private static LinkedHashMap<String, Place> places(
      Globals globals, Optional<Updater> updater, List<LayerFact> layers) {
    var places = new LinkedHashMap<String, Place>();
    var setters =
        List.of(
            List.of("optimizer", "updater"),
            List.of("clipping", "gradientNormalization"),
            List.of("threshold", "gradientNormalizationThreshold"),
            List.of("l1", "l1"),
            List.of("l2", "l2"),
            List.of("weightDecay", "weightDecay"),
            List.of("dropout", "dropOut"));
    for (List<String> setter : setters) {
      globals
          .settings()
          .last(setter.get(1))
          .ifPresent(call -> places.put(setter.get(0), call.place()));
    }
    updater.flatMap(Updater::place).ifPresent(it -> places.put("optimizer", it));
    updater.flatMap(Updater::schedule).ifPresent(it -> places.put("schedule", it.place()));
    layers.stream()
        .filter(it -> Losses.isOutput(it.settings().type()))
        .forEach(it -> places.put("loss", it.place()));
    return places;
  }
}

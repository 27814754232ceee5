package modellint.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import modellint.analysis.signal.Assumptions;
import modellint.graph.Training;

/**
 * The choices that apply to one model.
 *
 * @param settings thresholds that differ from their default, by setting name
 * @param sizes values for symbolic dimensions, by symbol
 * @param inputRanges the values that inputs take, by input name
 * @param training what is known of training where the file does not say, or says it wrongly
 */
public record Config(
    Selection selection,
    Map<String, Double> settings,
    Map<String, Long> sizes,
    Map<String, Range> inputRanges,
    Training training,
    List<Suppression> suppressions) {

  public static final Config DEFAULT =
      new Config(Selection.ALL, Map.of(), Map.of(), Map.of(), Training.UNKNOWN, List.of());

  public Config {
    settings = Map.copyOf(settings);
    sizes = Map.copyOf(sizes);
    inputRanges = Map.copyOf(inputRanges);
    suppressions = List.copyOf(suppressions);
  }

  /** This configuration with one selection of rules in place of its own. */
  public static Config selecting(Selection selection) {
    return new Config(selection, Map.of(), Map.of(), Map.of(), Training.UNKNOWN, List.of());
  }

  /** This configuration, and where {@code later} says something too, what that says. */
  public Config then(Config later) {
    var both = new ArrayList<>(suppressions);
    both.addAll(later.suppressions);
    return new Config(
        selection.then(later.selection),
        merged(settings, later.settings),
        merged(sizes, later.sizes),
        merged(inputRanges, later.inputRanges),
        known(training, later.training),
        both);
  }

  /** More samples would tell no more, and a run of them needs memory. */
  private static final int LARGEST_BATCH = 256;

  /** What predictions take for granted about a model that states {@code training}. */
  public Assumptions assumptions(Training training) {
    int batch = training.batchSize().orElse(Assumptions.DEFAULT.batch());
    return new Assumptions(Math.min(batch, LARGEST_BATCH), sizes, training.loss());
  }

  /** {@code stated}, and where {@code overriding} says something too, what that says. */
  public static Training known(Training stated, Training overriding) {
    return Training.builder()
        .optimizer(overriding.optimizer().or(stated::optimizer))
        .learningRate(overriding.learningRate().or(stated::learningRate))
        .momentum(overriding.momentum().or(stated::momentum))
        .schedule(overriding.schedule().or(stated::schedule))
        .clipping(overriding.clipping().or(stated::clipping))
        .l1(overriding.l1().or(stated::l1))
        .l2(overriding.l2().or(stated::l2))
        .weightDecay(overriding.weightDecay().or(stated::weightDecay))
        .loss(overriding.loss().or(stated::loss))
        .batchSize(overriding.batchSize().or(stated::batchSize))
        .details(stated.details())
        .build();
  }

  private static <T> Map<String, T> merged(Map<String, T> first, Map<String, T> second) {
    var both = new LinkedHashMap<>(first);
    both.putAll(second);
    return both;
  }
}

package modellint.dl4j;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.Schedule;

/**
 * An updater with the numbers that take effect.
 *
 * @param numbers known hyper-parameters by the library's names; one that is set but not known is
 *     missing
 * @param defaults the names among them that the library chose
 * @param schedule replaces the learning rate where present
 */
public record Updater(
    String type,
    Map<String, Double> numbers,
    Set<String> defaults,
    Optional<Schedule> schedule,
    Optional<Place.Line> place) {

  private static final Map<String, Double> ADAM =
      Map.of("learningRate", 1e-3, "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8);

  /** Every updater with its defaults, equal in all versions read (0.9.1 to 1.0.0-M2.1). */
  static final Map<String, Map<String, Double>> KNOWN =
      Map.ofEntries(
          Map.entry("Sgd", Map.of("learningRate", 1e-3)),
          Map.entry("Adam", ADAM),
          Map.entry("Nadam", ADAM),
          Map.entry("AdaMax", ADAM),
          Map.entry("AMSGrad", ADAM),
          Map.entry(
              "AdaBelief",
              Map.of("learningRate", 1e-3, "beta1", 0.9, "beta2", 0.999, "epsilon", 1e-14)),
          Map.entry("Nesterovs", Map.of("learningRate", 0.1, "momentum", 0.9)),
          Map.entry("RmsProp", Map.of("learningRate", 0.1, "rmsDecay", 0.95, "epsilon", 1e-8)),
          Map.entry("AdaGrad", Map.of("learningRate", 0.1, "epsilon", 1e-6)),
          Map.entry("AdaDelta", Map.of("rho", 0.95, "epsilon", 1e-6)),
          Map.entry("NoOp", Map.of()));

  public Updater {
    numbers = java.util.Collections.unmodifiableMap(new TreeMap<>(numbers));
    defaults = Set.copyOf(defaults);
  }

  static Updater defaults(String type) {
    Map<String, Double> numbers = KNOWN.getOrDefault(type, Map.of());
    return new Updater(type, numbers, numbers.keySet(), Optional.empty(), Optional.empty());
  }

  Updater at(Optional<Place.Line> place) {
    return new Updater(type, numbers, defaults, schedule, place);
  }

  public Optional<Double> number(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  /** The rate of the first step. */
  public Optional<Double> learningRate() {
    return schedule.isPresent() ? Schedules.first(schedule.get()) : number("learningRate");
  }

  /**
   * As a layer gets it from the global configuration: a copy, and AdaGrad's copy leaves the
   * schedule behind. A rate that was given as the schedule alone is then no number.
   */
  Updater copied() {
    return losesSchedule() ? new Updater(type, numbers, defaults, Optional.empty(), place) : this;
  }

  boolean losesSchedule() {
    return type.equals("AdaGrad") && schedule.isPresent();
  }

  /** The same updater with one number, or the learning rate's schedule, set to {@code value}. */
  Updater with(String setter, Value value) {
    String name = setter.equals("momentumISchedule") ? "momentum" : setter;
    var left = new HashSet<>(defaults);
    left.remove(name);
    Optional<Schedule> changing = Schedules.of(value);
    if (changing.isPresent() && name.startsWith("learningRate")) {
      left.remove("learningRate");
      // The constructor that takes a schedule takes no rate beside it; the builder keeps its own.
      var kept = new LinkedHashMap<>(numbers);
      if (name.equals("learningRate")) {
        kept.remove(name);
      }
      return new Updater(type, kept, left, changing, place);
    }
    var changed = new LinkedHashMap<>(numbers);
    changed.remove(name);
    changing.flatMap(Schedules::first).or(value::real).ifPresent(it -> changed.put(name, it));
    return new Updater(type, changed, left, schedule, place);
  }
}

package modellint.djl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.eval.Call;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.TrainingDetails.Schedule;

/** Learning-rate trackers: the rate they begin with, and how it goes on. */
final class Trackers {

  private static final Map<String, String> NUMBERS =
      Map.ofEntries(
          Map.entry("setBaseValue", "initial"),
          Map.entry("optBaseValue", "initial"),
          Map.entry("setFactor", "factor"),
          Map.entry("optFactor", "factor"),
          Map.entry("optMaxUpdates", "maxUpdates"),
          Map.entry("setMaxUpdates", "maxUpdates"),
          Map.entry("optMinValue", "min"),
          Map.entry("optMaxValue", "max"),
          Map.entry("optFinalValue", "final"),
          Map.entry("optSlope", "slope"),
          Map.entry("setEndLearningRate", "final"),
          Map.entry("setDecaySteps", "decaySteps"),
          Map.entry("optPower", "power"),
          Map.entry("optWarmUpSteps", "warmUpSteps"),
          Map.entry("optWarmUpBeginValue", "warmUpBegin"),
          Map.entry("optStepSizeUp", "stepSizeUp"),
          Map.entry("optStepSizeDown", "stepSizeDown"),
          Map.entry("optGamma", "gamma"));

  private static final Map<String, Map<String, Double>> DEFAULTS =
      Map.of(
          "CosineTracker", Map.of("final", 0.01),
          "CyclicalTracker", Map.of("initial", 1e-3, "max", 6e-3, "stepSizeUp", 2000.0),
          "PolynomialDecayTracker", Map.of("power", 1.0),
          "WarmUpTracker", Map.of("warmUpSteps", 0.0, "warmUpBegin", 0.0));

  private Trackers() {}

  private static Optional<Settings> tracker(Value value) {
    return value instanceof Obj it && it.type().startsWith("ai.djl.training.tracker.")
        ? Optional.of(Settings.of(it))
        : Optional.empty();
  }

  /** The rate of the first step. */
  static Optional<Double> first(Value value) {
    return tracker(value)
        .flatMap(
            it ->
                switch (it.type()) {
                  case "FixedTracker" ->
                      it.value("setValue")
                          .or(() -> it.arguments().stream().findFirst())
                          .flatMap(Value::real);
                  case "WarmUpTracker" -> warm(it);
                  case "CyclicalTracker" ->
                      it.value("optBaseValue").isPresent()
                          ? it.real("optBaseValue")
                          : Optional.of(1e-3);
                  case "FixedPerVarTracker" ->
                      it.last("put", "putAll").isEmpty()
                          ? it.real("setDefaultValue")
                          : Optional.empty();
                  default -> orElse(it, "setBaseValue", 0);
                });
  }

  /** A warm-up of any kind begins with its begin value, and one of no steps does not begin. */
  private static Optional<Double> warm(Settings it) {
    Optional<Double> begin = orElse(it, "optWarmUpBeginValue", 0);
    Optional<Double> main = main(it);
    return orElse(it, "optWarmUpSteps", 0)
        .map(steps -> steps > 0 ? begin : main)
        .orElseGet(() -> begin.equals(main) ? main : Optional.empty());
  }

  private static Optional<Double> main(Settings warmUp) {
    return warmUp.value("setMainTracker").flatMap(Trackers::first);
  }

  /** The schedule; empty for a fixed rate. */
  static Optional<Schedule> schedule(Value value) {
    Optional<Settings> tracker = tracker(value).filter(it -> !it.type().startsWith("Fixed"));
    if (tracker.isEmpty()) {
      return Optional.empty();
    }
    Settings it = tracker.get();
    if (it.type().equals("WarmUpTracker")) {
      return Optional.of(warmUp(it));
    }
    var numbers = new LinkedHashMap<>(DEFAULTS.getOrDefault(it.type(), Map.of()));
    if (it.built() && !numbers.containsKey("initial")) {
      numbers.put("initial", 0.0);
    }
    state(it, numbers);
    // A cycle that shrinks, or scales by a function of its own, is no plain triangle.
    if (it.type().equals("CyclicalTracker")) {
      return Optional.of(new Schedule(cycle(it), numbers, points(it), false, it.place()));
    }
    return Optional.of(new Schedule(it.type(), numbers, points(it), false, it.place()));
  }

  private static String cycle(Settings it) {
    Optional<Value> mode = it.value("optMode");
    if (it.last("optScaleFunction").isPresent()) {
      return "ScaledCyclicalTracker";
    }
    return mode.isEmpty()
        ? it.type()
        : mode.get() instanceof Value.Constant stated
            ? switch (stated.name()) {
              case "TRIANGULAR" -> it.type();
              case "TRIANGULAR2" -> "HalvingCyclicalTracker";
              default -> "DecayingCyclicalTracker";
            }
            : "ScaledCyclicalTracker";
  }

  /** The main tracker's schedule, begun later; a fixed rate behind a warm-up is one, too. */
  private static Schedule warmUp(Settings it) {
    Optional<Schedule> main = it.value("setMainTracker").flatMap(Trackers::schedule);
    if (main.filter(inner -> inner.numbers().containsKey("warmUpSteps")).isPresent()) {
      return new Schedule("NestedWarmUpTracker", Map.of(), new TreeMap<>(), false, it.place());
    }
    var numbers = new LinkedHashMap<>(main.map(Schedule::numbers).orElse(Map.of()));
    main(it).ifPresent(rate -> numbers.put("initial", rate));
    numbers.putAll(DEFAULTS.getOrDefault(it.type(), Map.of()));
    state(it, numbers);
    it.value("optWarmUpMode")
        .filter(mode -> !(mode instanceof Value.Constant stated && stated.name().equals("LINEAR")))
        .ifPresent(
            mode ->
                numbers.put("warmUpConstant", mode instanceof Value.Constant ? 1.0 : Double.NaN));
    return new Schedule(
        main.map(Schedule::kind).orElse("FixedTracker"),
        numbers,
        main.map(Schedule::points).orElse(new TreeMap<>()),
        false,
        it.place());
  }

  /** What the builder sets: a number that is set and not known is none. */
  private static void state(Settings it, Map<String, Double> numbers) {
    for (Call call : it.calls()) {
      String name = NUMBERS.get(call.method());
      if (name != null) {
        Optional<Double> number =
            call.certain() ? call.argument(0).real() : Optional.<Double>empty();
        number.ifPresentOrElse(
            known -> numbers.put(name, known), () -> numbers.put(name, Double.NaN));
      }
    }
  }

  /** The steps of a {@code MultiFactorTracker}, each multiplying the rate once more. */
  private static TreeMap<Long, Double> points(Settings it) {
    var points = new TreeMap<Long, Double>();
    Optional<Double> rate = orElse(it, "setBaseValue", 0);
    Optional<Double> factor = orElse(it, "optFactor", 1);
    Optional<List<Long>> steps =
        it.value("setSteps").flatMap(Value::elements).flatMap(Sizes::wholes);
    boolean told = rate.isPresent() && factor.isPresent() && steps.isPresent();
    if (!it.type().equals("MultiFactorTracker") || !told) {
      return points;
    }
    double at = rate.get();
    points.put(0L, at);
    for (long step : steps.get()) {
      at *= factor.get();
      points.put(step + 1, at);
    }
    return points;
  }

  /** The library's default where nothing is set; empty where what is set is not known. */
  private static Optional<Double> orElse(Settings it, String setter, double otherwise) {
    return it.last(setter).isEmpty() && it.built() ? Optional.of(otherwise) : it.real(setter);
  }
}

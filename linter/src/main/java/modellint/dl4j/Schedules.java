package modellint.dl4j;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import modellint.analysis.learning.RateCurve;
import modellint.eval.Call;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.Schedule;

/** Learning-rate schedules as data. */
final class Schedules {

  private static final Map<String, List<String>> PARAMETERS =
      Map.of(
          "StepSchedule", List.of("initial", "decayRate", "step"),
          "ExponentialSchedule", List.of("initial", "gamma"),
          "InverseSchedule", List.of("initial", "gamma", "power"),
          "PolySchedule", List.of("initial", "power", "maxIter"),
          "SigmoidSchedule", List.of("initial", "gamma", "stepSize"),
          "CycleSchedule", List.of("initial", "max", "cycleLength", "annealingLength", "decay"),
          "FixedSchedule", List.of("initial"),
          "RampSchedule", List.of("base", "numIter"),
          "MapSchedule", List.of("values"));

  private Schedules() {}

  static Optional<Schedule> of(Value value) {
    return Settings.of(value).filter(it -> PARAMETERS.containsKey(it.type())).map(Schedules::read);
  }

  private static Schedule read(Settings it) {
    List<Value> arguments = it.arguments();
    boolean typed =
        !arguments.isEmpty()
            && arguments.get(0) instanceof Value.Constant type
            && type.type().endsWith("ScheduleType");
    boolean epochs =
        typed && arguments.get(0) instanceof Value.Constant type && type.name().equals("EPOCH");
    if (typed) {
      arguments = arguments.subList(1, arguments.size());
    }
    List<String> names = PARAMETERS.getOrDefault(it.type(), List.of());
    if (it.type().equals("CycleSchedule") && arguments.size() == 2) {
      names = List.of("max", "cycleLength");
    }
    var numbers = new LinkedHashMap<String, Double>();
    for (int i = 0; i < names.size() && i < arguments.size(); i++) {
      String name = names.get(i);
      arguments.get(i).real().ifPresent(number -> numbers.put(name, number));
    }
    if (it.type().equals("CycleSchedule") && arguments.size() == 2 && numbers.get("max") != null) {
      numbers.put("initial", 0.1 * numbers.getOrDefault("max", 0.0));
    }
    var points = new TreeMap<Long, Double>();
    if (!arguments.isEmpty() && arguments.get(0) instanceof Value.Table table) {
      table.entries().forEach((key, rate) -> point(points, key, rate));
    }
    for (Call call : it.calls()) {
      if (call.method().equals("add")) {
        point(points, call.argument(0), call.argument(1));
      }
    }
    Optional.ofNullable(points.get(0L)).ifPresent(rate -> numbers.put("initial", rate));
    if (it.type().equals("RampSchedule") && !arguments.isEmpty()) {
      ramp(of(arguments.get(0)), numbers);
    }
    return new Schedule(it.type(), numbers, points, epochs, it.place());
  }

  /** The rate of the first step; empty where the schedule or a number of it is not known. */
  static Optional<Double> first(Schedule schedule) {
    OptionalDouble first = new RateCurve(schedule).at(0);
    return first.isPresent()
        ? Optional.of(first.getAsDouble())
        : Optional.ofNullable(schedule.numbers().get("initial"))
            .filter(it -> !schedule.kind().equals("SigmoidSchedule"));
  }

  /**
   * A table that leaves the first step out.
   *
   * @param firstKey the least that it states
   */
  record Late(Place.Line place, long firstKey) {}

  /** Empty for any other value, and where a key is not known. */
  static Optional<Late> late(Value value) {
    Optional<Settings> made = Settings.of(value).filter(it -> it.type().equals("MapSchedule"));
    if (made.isEmpty()) {
      return Optional.empty();
    }
    var keys = new ArrayList<Value>();
    for (Value argument : made.get().arguments()) {
      if (argument instanceof Value.Table table) {
        keys.addAll(table.entries().keySet());
      }
    }
    made.get().calls().stream()
        .filter(call -> call.method().equals("add"))
        .forEach(call -> keys.add(call.argument(0)));
    List<Long> known = keys.stream().flatMap(key -> key.whole().stream()).toList();
    return known.size() == keys.size() && !known.isEmpty() && !known.contains(0L)
        ? Optional.of(new Late(made.get().place(), Collections.min(known)))
        : Optional.empty();
  }

  /** A ramp begins at the first of its steps, not at zero, and ends at the schedule behind it. */
  private static void ramp(Optional<Schedule> behind, Map<String, Double> numbers) {
    Optional<Double> base = behind.flatMap(Schedules::first);
    base.ifPresent(rate -> numbers.put("base", rate));
    Optional<Double> steps = Optional.ofNullable(numbers.get("numIter"));
    if (base.isPresent() && steps.isPresent()) {
      numbers.put("initial", base.get() / Math.max(1, steps.get()));
    }
  }

  private static void point(Map<Long, Double> points, Value key, Value rate) {
    if (key.whole().isPresent() && rate.real().isPresent()) {
      points.put(key.whole().get(), rate.real().get());
    }
  }
}

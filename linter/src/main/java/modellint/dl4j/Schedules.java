package modellint.dl4j;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.eval.Call;
import modellint.eval.Value;
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
      of(arguments.get(0))
          .map(base -> base.numbers().get("initial"))
          .ifPresent(rate -> numbers.put("base", rate));
    }
    return new Schedule(it.type(), numbers, points, epochs, it.place());
  }

  private static void point(Map<Long, Double> points, Value key, Value rate) {
    if (key.whole().isPresent() && rate.real().isPresent()) {
      points.put(key.whole().get(), rate.real().get());
    }
  }
}

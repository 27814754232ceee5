package modellint.smile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.Schedule;

/** {@code TimeFunction}: constants and schedules over the number of updates. */
final class Rates {

  private static final Map<String, List<String>> NUMBERS =
      Map.of(
          "linear", List.of("initial", "decaySteps", "final"),
          "polynomial", List.of("power", "initial", "decaySteps", "final"),
          "inverse", List.of("initial", "decaySteps"),
          "exp", List.of("initial", "decaySteps"),
          "cosine", List.of("final", "decaySteps", "initial"));

  private Rates() {}

  private static Optional<Origin.Static> made(Value value) {
    return value instanceof Obj it
            && it.origin() instanceof Origin.Static made
            && made.type().endsWith(".TimeFunction")
        ? Optional.of(made)
        : Optional.empty();
  }

  /** The value at the first step. */
  static Optional<Double> first(Value value) {
    if (value.real().isPresent()) {
      return value.real();
    }
    Optional<Origin.Static> made = made(value);
    if (made.filter(it -> it.method().equals("constant")).isPresent()) {
      return made.get().arguments().get(0).real();
    }
    if (made.filter(it -> it.method().equals("piecewise")).isPresent()) {
      List<Value> arguments = made.get().arguments();
      return arguments.size() < 2
          ? Optional.empty()
          : arguments.get(1).elements().filter(it -> !it.isEmpty()).flatMap(it -> it.get(0).real());
    }
    return made.map(it -> numbers(it)).map(it -> it.get("initial"));
  }

  private static Map<String, Double> numbers(Origin.Static made) {
    var numbers = new LinkedHashMap<String, Double>();
    List<String> names = NUMBERS.getOrDefault(made.method(), List.of());
    for (int i = 0; i < names.size() && i < made.arguments().size(); i++) {
      String name = names.get(i);
      made.arguments().get(i).real().ifPresent(it -> numbers.put(name, it));
    }
    return numbers;
  }

  /** The schedule; empty for a constant and for what is not known. */
  static Optional<Schedule> schedule(Value value, Place place) {
    return made(value)
        .filter(it -> !it.method().equals("constant"))
        .map(it -> new Schedule(it.method(), numbers(it), new TreeMap<>(), false, place));
  }
}

package modellint.smile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import modellint.eval.Obj;
import modellint.eval.Origin;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.Schedule;

/**
 * {@code TimeFunction}: constants and schedules over the number of updates, made by a factory or
 * written as a text such as {@code "linear(0.1, 1000, 0.01)"}.
 */
final class Rates {

  /** What a perceptron that is told none starts with. */
  static final double DEFAULT = 0.01;

  /** The same before version 2.6. */
  static final double EARLY_DEFAULT = 0.1;

  private static final Map<String, List<String>> NUMBERS =
      Map.of(
          "constant", List.of("initial"),
          "linear", List.of("initial", "decaySteps", "final"),
          "polynomial", List.of("power", "initial", "decaySteps", "final"),
          "inverse", List.of("initial", "decaySteps", "decayRate"),
          "exp", List.of("initial", "decaySteps", "decayRate"),
          "cosine", List.of("final", "decaySteps", "initial"));

  /** A time function by its factory's name; {@code values} are those of a piecewise one. */
  private record Form(String kind, Map<String, Double> numbers, List<Value> values) {}

  private Rates() {}

  private static Optional<Form> form(Value value) {
    if (value.text().isPresent()) {
      return written(value.text().get());
    }
    if (value.real().isPresent()) {
      return Optional.of(form("constant", List.of(value), false));
    }
    if (!(value instanceof Obj it)
        || !(it.origin() instanceof Origin.Static made)
        || !made.type().endsWith(".TimeFunction")) {
      return Optional.empty();
    }
    if (made.method().equals("of")) {
      return made.arguments().isEmpty() ? Optional.empty() : form(made.arguments().get(0));
    }
    return Optional.of(form(made.method(), made.arguments(), true));
  }

  /** exp(initial, steps, x) ends at x as a factory; as a text, x is its rate of decay. */
  private static Form form(String kind, List<Value> arguments, boolean factory) {
    if (kind.equals("piecewise")) {
      List<Value> pieces =
          arguments.stream()
              .skip(1)
              .flatMap(it -> it.elements().map(List::stream).orElse(Stream.of(it)))
              .toList();
      return new Form(kind, Map.of(), pieces);
    }
    var numbers = new LinkedHashMap<String, Double>();
    List<String> names = NUMBERS.getOrDefault(kind, List.of());
    for (int i = 0; i < names.size() && i < arguments.size(); i++) {
      boolean end = factory && kind.equals("exp") && i == 2 && arguments.size() == 3;
      String name = end ? "final" : names.get(i);
      arguments.get(i).real().ifPresent(it -> numbers.put(name, it));
    }
    return new Form(kind, numbers, List.of());
  }

  private static Optional<Form> written(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    int open = plain.indexOf('(');
    if (open < 0) {
      return number(plain).map(it -> form("constant", List.of(it), false));
    }
    String kind = plain.substring(0, open).replaceAll("(?:onential|time)?decay$", "");
    if (kind.equals("piecewise")) {
      String[] lists = plain.split("\\],\\s*\\[", -1);
      return lists.length == 2
          ? Optional.of(new Form(kind, Map.of(), numbers(lists[1])))
          : Optional.empty();
    }
    return NUMBERS.containsKey(kind) && !kind.equals("constant")
        ? Optional.of(form(kind, numbers(plain.substring(open + 1)), false))
        : Optional.empty();
  }

  private static List<Value> numbers(String list) {
    var numbers = new ArrayList<Value>();
    for (String word : list.split("[(),\\[\\]\\s]+", -1)) {
      number(word).ifPresent(numbers::add);
    }
    return numbers;
  }

  private static Optional<Value> number(String word) {
    return word.matches("[-+]?[0-9]*\\.?[0-9]+(?:e[-+]?[0-9]+)?")
        ? Optional.of(new Value.Real(Double.parseDouble(word)))
        : Optional.empty();
  }

  /** The value at the first step. */
  static Optional<Double> first(Value value) {
    Optional<Form> form = form(value);
    return form.flatMap(it -> Optional.ofNullable(it.numbers().get("initial")))
        .or(() -> form.flatMap(it -> it.values().stream().findFirst()).flatMap(Rates::start));
  }

  /** A piece is a number or a time function itself. */
  private static Optional<Double> start(Value piece) {
    return piece.real().or(() -> first(piece));
  }

  /** The schedule; empty for a constant and for what is not known. */
  static Optional<Schedule> schedule(Value value, Place place) {
    return form(value)
        .filter(it -> !it.kind().equals("constant"))
        .map(it -> new Schedule(it.kind(), it.numbers(), new TreeMap<>(), false, place));
  }
}

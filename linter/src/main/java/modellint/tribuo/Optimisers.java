package modellint.tribuo;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import modellint.eval.Value;
import modellint.graph.Place;
import modellint.graph.Refusal;

/**
 * {@code GradientOptimiser} and the parameters that each of its constants demands: none has a
 * default, and the trainer throws where the map names one too few or one more.
 */
final class Optimisers {

  private static final List<String> MOMENTS =
      List.of("learningRate", "betaOne", "betaTwo", "epsilon");

  private static final Map<String, List<String>> PARAMETERS =
      Map.ofEntries(
          Map.entry("ADADELTA", List.of("learningRate", "rho", "epsilon")),
          Map.entry("ADAGRAD", List.of("learningRate", "initialAccumulatorValue")),
          Map.entry(
              "ADAGRADDA",
              List.of("learningRate", "initialAccumulatorValue", "l1Strength", "l2Strength")),
          Map.entry("ADAM", MOMENTS),
          Map.entry("ADAMAX", MOMENTS),
          Map.entry(
              "FTRL",
              List.of(
                  "learningRate",
                  "learningRatePower",
                  "initialAccumulatorValue",
                  "l1Strength",
                  "l2Strength",
                  "l2ShrinkageRegularizationStrength")),
          Map.entry("GRADIENT_DESCENT", List.of("learningRate")),
          Map.entry("MOMENTUM", List.of("learningRate", "momentum")),
          Map.entry("NESTEROV", List.of("learningRate", "momentum")),
          Map.entry("NADAM", MOMENTS),
          Map.entry("RMSPROP", List.of("learningRate", "decay", "momentum", "epsilon")));

  private Optimisers() {}

  /** The optimiser in the usual word. */
  static String word(String constant) {
    return constant.equals("GRADIENT_DESCENT") ? "sgd" : constant.toLowerCase(Locale.ROOT);
  }

  /** The moments' decays by the names that they have elsewhere. */
  static Map<String, Double> renamed(Map<String, Double> numbers) {
    var all = new LinkedHashMap<String, Double>();
    numbers.forEach(
        (name, number) ->
            all.put(
                switch (name) {
                  case "betaOne" -> "beta1";
                  case "betaTwo" -> "beta2";
                  default -> name;
                },
                number));
    return all;
  }

  /** The trainer's objection to {@code given}; none where a key is not known. */
  static List<Refusal> refusals(String constant, Value.Table given, Place place) {
    List<String> wanted = PARAMETERS.getOrDefault(constant, List.of());
    if (wanted.isEmpty() || given.entries().keySet().stream().anyMatch(it -> it.text().isEmpty())) {
      return List.of();
    }
    Set<String> stated = new HashSet<>();
    given.entries().keySet().forEach(it -> stated.add(it.text().orElseThrow()));
    Set<String> wrong = new HashSet<>(wanted);
    wrong.removeAll(stated);
    stated.removeAll(wanted);
    wrong.addAll(stated);
    return wrong.isEmpty()
        ? List.of()
        : List.of(new Refusal(Refusal.Fault.WRONG_PARAMETERS, constant, place, wrong.size(), 0));
  }
}

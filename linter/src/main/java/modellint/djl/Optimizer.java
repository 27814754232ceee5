package modellint.djl;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.eval.Obj;
import modellint.eval.Value;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Schedule;

/**
 * An optimiser with the library's defaults in place.
 *
 * @param name its class in lower case: {@code rmsprop}
 * @param rate at the first step; empty where unknown or where the optimiser has none
 * @param clipping the bound of each gradient element; empty for none
 */
record Optimizer(
    String name,
    Optional<Double> rate,
    boolean rateStated,
    Optional<Schedule> schedule,
    Optional<Training.Clipping> clipping,
    Optional<Double> decay,
    Map<String, Double> numbers) {

  static final Optimizer ADAM =
      new Optimizer(
          "adam",
          Optional.of(1e-3),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of("beta1", 0.9, "beta2", 0.999, "epsilon", 1e-8));

  Optimizer {
    numbers = Map.copyOf(numbers);
  }

  /** The optimiser that {@code value} is; empty where it is no class of the library. */
  static Optional<Optimizer> of(Value value) {
    if (!(value instanceof Obj made) || !made.type().startsWith("ai.djl.training.optimizer.")) {
      return Optional.empty();
    }
    Settings it = Settings.of(made);
    String name = it.type().toLowerCase(Locale.ROOT);
    Optional<Value> tracker = it.value("setLearningRateTracker", "optLearningRateTracker");
    boolean adam = name.startsWith("adam");
    var numbers = new LinkedHashMap<String, Double>();
    put(numbers, it, "beta1", "optBeta1", adam ? Optional.of(0.9) : Optional.empty());
    put(numbers, it, "beta2", "optBeta2", adam ? Optional.of(0.999) : Optional.empty());
    boolean gradient = name.equals("sgd") || name.equals("nag");
    put(numbers, it, "epsilon", "optEpsilon", gradient ? Optional.empty() : Optional.of(1e-8));
    boolean decays = name.equals("rmsprop") || name.equals("adadelta");
    put(numbers, it, "rho", "optRho", decays ? Optional.of(0.9) : Optional.empty());
    boolean centered = it.value("optCentered").flatMap(Value::truth).orElse(false);
    Optional<Double> momentum =
        name.equals("rmsprop")
            ? Optional.of(0.9)
            : name.equals("sgd") ? Optional.of(0.0) : Optional.empty();
    String setter = name.equals("nag") ? "setMomentum" : "optMomentum";
    if (centered || !name.equals("rmsprop")) {
      put(numbers, it, "momentum", setter, momentum);
    }
    Optional<Double> normal =
        gradient || name.equals("adadelta") ? Optional.empty() : Optional.of(1e-3);
    return Optional.of(
        new Optimizer(
            name,
            tracker.isEmpty() ? normal : tracker.flatMap(Trackers::first),
            tracker.isPresent(),
            tracker.flatMap(Trackers::schedule),
            clipping(it),
            it.value("optWeightDecays").isPresent()
                ? it.real("optWeightDecays").filter(decay -> decay > 0)
                : name.equals("adamw") ? Optional.of(0.01) : Optional.empty(),
            numbers));
  }

  /** A bound of zero or below is none to the library. */
  private static Optional<Training.Clipping> clipping(Settings it) {
    Optional<Double> bound = it.real("optClipGrad");
    return it.value("optClipGrad").isPresent() && bound.isEmpty()
        ? Optional.of(Training.Clipping.UNKNOWN)
        : bound.filter(value -> value > 0).map(value -> new Training.Clipping("value", value));
  }

  private static void put(
      Map<String, Double> numbers,
      Settings settings,
      String name,
      String setter,
      Optional<Double> otherwise) {
    Optional<Value> stated = settings.value(setter);
    Optional<Double> number = stated.isPresent() ? stated.get().real() : otherwise;
    number.ifPresent(it -> numbers.put(name, it));
  }
}

package modellint.verify.judge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import modellint.engine.Verdict;
import modellint.engine.Verification.Settlement;
import modellint.rule.Finding;
import modellint.verify.probe.Answer;
import modellint.verify.probe.Descent;
import modellint.verify.probe.Trial;

/**
 * Settles what is said of learning rate and clipping by the steps that were really taken. All seeds
 * and losses must agree.
 */
final class Rehearsed {

  /** Of twice the cost at the outset a run does not come back by itself. */
  private static final double WORSE = 2;

  /** A loss that has fallen by a twentieth below start and chance is learning. */
  private static final double LEARNT = 0.95;

  /** A decrease that is more than rounding. */
  private static final double LITTLE = 0.01;

  /** Share of the usual decrease below which a rate is as good as nothing. */
  private static final double NOTHING = 0.1;

  /** Share of the usual decrease from which a rate is as good as the usual one. */
  private static final double ENOUGH = 0.5;

  private final List<Trial> trials;

  Rehearsed(Answer answer) {
    this.trials = answer.seeds().stream().flatMap(it -> it.trial().stream()).toList();
  }

  /** One seed and loss: the courses by their word. */
  private record Pair(
      Trial.Course stated,
      Optional<Trial.Course> other,
      Optional<Trial.Course> usual,
      Optional<Trial.Course> tenth) {}

  /** Empty where nothing was simulated. */
  Optional<Settlement> settle(Finding finding) {
    Optional<String> refusal = trials.stream().flatMap(it -> it.refusal().stream()).findFirst();
    if (refusal.isPresent()) {
      return Optional.of(new Settlement(Verdict.INCONCLUSIVE, refusal.get()));
    }
    List<Pair> pairs = pairs();
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    Function<Pair, Verdict> judge =
        switch (finding.name()) {
          case "negligible-learning-rate" -> Rehearsed::negligible;
          case "missing-clipping" -> Rehearsed::unclipped;
          case "idle-clipping" -> Rehearsed::idle;
          default -> Rehearsed::excessive;
        };
    List<Verdict> verdicts = pairs.stream().map(judge).distinct().toList();
    Verdict verdict = verdicts.size() == 1 ? verdicts.get(0) : Verdict.INCONCLUSIVE;
    return Optional.of(new Settlement(verdict, evidence(finding, pairs)));
  }

  /** What the stated clipping does against a growth: evidence, where it is what holds it. */
  Optional<String> held() {
    List<Pair> pairs = pairs();
    boolean holds =
        !pairs.isEmpty()
            && pairs.stream()
                .allMatch(
                    it ->
                        !diverges(it.stated())
                            && it.other().filter(Rehearsed::diverges).isPresent());
    return holds
        ? Optional.of("the stated clipping holds it: without it, training diverges")
        : Optional.empty();
  }

  private List<Pair> pairs() {
    var pairs = new ArrayList<Pair>();
    for (Trial trial : trials) {
      for (Trial.Course course : trial.courses()) {
        if (course.word().equals(Descent.STATED)) {
          pairs.add(
              new Pair(
                  course,
                  find(trial, course.loss(), Descent.OTHER_CLIPPING),
                  find(trial, course.loss(), Descent.USUAL_RATE),
                  find(trial, course.loss(), Descent.TENTH_OF_RATE)));
        }
      }
    }
    return pairs;
  }

  private static Optional<Trial.Course> find(Trial trial, String loss, String word) {
    return trial.courses().stream()
        .filter(it -> it.loss().equals(loss) && it.word().equals(word))
        .findFirst();
  }

  /**
   * A few samples may be learnt again from the ruins of the weights. That these were ruined shows
   * in the loss, which the first steps throw far above start and chance, and a tenth of the rate
   * does not.
   */
  private static Verdict excessive(Pair it) {
    if (diverges(it.stated())) {
      return Verdict.CONFIRMED;
    }
    if (overshoots(it.stated())) {
      return it.tenth().filter(tenth -> learns(tenth) && !overshoots(tenth)).isPresent()
          ? Verdict.CONFIRMED
          : Verdict.INCONCLUSIVE;
    }
    if (learns(it.stated())) {
      return Verdict.REFUTED;
    }
    // Where a usual rate learns and the stated one stands still, its steps have ruined the weights.
    return it.usual().filter(Rehearsed::learns).isPresent() && !sinks(it.stated())
        ? Verdict.CONFIRMED
        : Verdict.INCONCLUSIVE;
  }

  private static Verdict negligible(Pair it) {
    if (learns(it.stated())) {
      return Verdict.REFUTED;
    }
    double usual = it.usual().map(Rehearsed::fall).orElse(0.0);
    double share = fall(it.stated()) / usual;
    if (!(usual > LITTLE) || diverges(it.stated())) {
      return Verdict.INCONCLUSIVE;
    }
    return share < NOTHING
        ? Verdict.CONFIRMED
        : share > ENOUGH ? Verdict.REFUTED : Verdict.INCONCLUSIVE;
  }

  /** A threshold that nothing reads is at fault where the steps would be others if it were read. */
  private static Verdict idle(Pair it) {
    return acts(it) && !diverges(it.stated()) ? Verdict.CONFIRMED : unclipped(it);
  }

  /** True where the steps are others with the clipping than without. */
  private static boolean acts(Pair it) {
    return it.other().filter(other -> !other.losses().equals(it.stated().losses())).isPresent();
  }

  private static Verdict unclipped(Pair it) {
    if (diverges(it.stated())) {
      return it.other().filter(other -> !diverges(other)).isPresent()
          ? Verdict.CONFIRMED
          : Verdict.INCONCLUSIVE;
    }
    // A threshold that never acts changes no digit.
    return it.other().isPresent() && !acts(it) && fall(it.stated()) > LITTLE
        ? Verdict.REFUTED
        : Verdict.INCONCLUSIVE;
  }

  private static boolean diverges(Trial.Course it) {
    double end = end(it);
    return !Double.isFinite(end) || end > WORSE * Math.max(first(it), it.chance());
  }

  /** True where the loss rises, on its way, to what would be divergence at the end. */
  private static boolean overshoots(Trial.Course it) {
    return peak(it) > WORSE;
  }

  /** True where some run is thrown up and none is lost for good. */
  boolean recovers() {
    List<Pair> pairs = pairs();
    return pairs.stream().noneMatch(it -> diverges(it.stated()))
        && pairs.stream().anyMatch(it -> overshoots(it.stated()));
  }

  /** The largest loss in units of start or chance, whichever is more. */
  private static double peak(Trial.Course it) {
    return it.losses().stream().mapToDouble(Double::doubleValue).max().orElse(0)
        / Math.max(first(it), it.chance());
  }

  private static boolean learns(Trial.Course it) {
    return end(it) < LEARNT * Math.min(first(it), it.chance());
  }

  /** True where the loss is clearly on its way down, from however high. */
  private static boolean sinks(Trial.Course it) {
    return end(it) < LEARNT * first(it);
  }

  /** Relative decrease of the loss. */
  private static double fall(Trial.Course it) {
    return 1 - end(it) / first(it);
  }

  private static double first(Trial.Course it) {
    return it.losses().get(0);
  }

  /** Mean over the last quarter; NaN where it broke off. */
  private static double end(Trial.Course it) {
    List<Double> losses = it.losses();
    return losses.subList(losses.size() * 3 / 4, losses.size()).stream()
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(Double.NaN);
  }

  private String evidence(Finding finding, List<Pair> pairs) {
    int steps = pairs.stream().mapToInt(it -> it.stated().losses().size() - 1).max().orElse(0);
    long diverging = pairs.stream().filter(it -> diverges(it.stated())).count();
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%d real steps: the loss diverges in %d of %d runs",
            steps,
            diverging,
            pairs.size()));
    if (diverging < pairs.size()) {
      text.append(", ").append(change(pairs, it -> Optional.of(it.stated())));
    }
    double[] peaks =
        pairs.stream()
            .map(Pair::stated)
            .filter(it -> !diverges(it) && overshoots(it))
            .mapToDouble(Rehearsed::peak)
            .sorted()
            .toArray();
    if (peaks.length > 0 && pairs.get(0).tenth().isPresent()) {
      text.append(" after rising to ")
          .append(Ranges.of(peaks))
          .append(" times its start in " + peaks.length + " of them, with a tenth of the rate in ")
          .append(
              pairs.stream()
                  .flatMap(it -> it.tenth().stream())
                  .filter(it -> diverges(it) || overshoots(it))
                  .count());
    }
    pairs
        .get(0)
        .usual()
        .filter(it -> !finding.name().endsWith("-clipping"))
        .ifPresent(
            it -> text.append(" (at a usual rate it " + change(pairs, pair -> pair.usual()) + ")"));
    if (finding.name().endsWith("-clipping")) {
      text.append("; norm of the gradient at most ")
          .append(range(pairs, it -> Optional.of(it.stated().largest())));
    }
    if (finding.name().equals("idle-clipping")) {
      long acting = pairs.stream().filter(Rehearsed::acts).count();
      text.append("; the threshold would act in " + acting + " of them if it were read");
    }
    sharpness().ifPresent(it -> text.append("; ").append(it));
    return text.toString();
  }

  private Optional<String> sharpness() {
    double[] values =
        trials.stream()
            .flatMap(it -> it.sharpness().stream())
            .mapToDouble(Trial.Sharpness::value)
            .sorted()
            .toArray();
    return trials.stream()
        .flatMap(it -> it.sharpness().stream())
        .findFirst()
        .map(
            it ->
                String.format(
                    Locale.ROOT,
                    "sharpness %s, stable at this rate up to %.3g",
                    Ranges.of(values),
                    it.bound()));
  }

  /** By how many hundredths the loss changes where it does not diverge. */
  private static String change(List<Pair> pairs, Function<Pair, Optional<Trial.Course>> course) {
    double[] falls =
        pairs.stream()
            .flatMap(it -> course.apply(it).stream())
            .filter(it -> !diverges(it))
            .mapToDouble(it -> 100 * fall(it))
            .sorted()
            .toArray();
    if (falls.length == 0) {
      return "diverges as well";
    }
    if (Arrays.stream(falls).anyMatch(Double::isNaN)) {
      return "is zero from the start";
    }
    if (falls[falls.length - 1] < 0) {
      double[] rises = Arrays.stream(falls).map(it -> -it).sorted().toArray();
      return "rises by " + Ranges.of(rises) + " %";
    }
    return "falls by " + Ranges.of(falls) + " %";
  }

  private static String range(List<Pair> pairs, Function<Pair, Optional<Double>> number) {
    return Ranges.of(
        pairs.stream()
            .flatMap(it -> number.apply(it).stream())
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .sorted()
            .toArray());
  }
}

package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.learning.RateCurve;
import modellint.graph.Estimate;
import modellint.graph.Refusal;
import modellint.graph.TrainingDetails;
import modellint.graph.TrainingDetails.Schedule;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A schedule that goes up where decay is meant. */
@RuleInfo(
    id = "ML403",
    severity = Severity.ERROR,
    summary = "The schedule raises the learning rate above its start",
    docs =
        """
        ## What it does
        Computes the rate that a schedule gives by its formula at steps up to a hundred thousand
        and compares it with the first, after a warm-up where there is one. Tables of rates,
        cycles, ramps and slopes up to a stated maximum rise by intent and are not reported.

        ## Why it matters
        A polynomial schedule of DL4J is initial (1 + i / maxIter)^power: it grows to 2^power
        times the start and falls to zero at once. A decay rate above one grows without end.

        ## How to fix
        A decay rate below one: `new StepSchedule(ScheduleType.EPOCH, 0.01, 0.5, 10)`. For DL4J's
        polynomial decay a negative power, for its sigmoid a negative gamma; in DJL
        `LinearTracker.builder().optSlope(-1e-5f).optMinValue(1e-4f)`.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, PolySchedule, SigmoidSchedule;
        DJL, <https://github.com/deepjavalibrary/djl>, LinearTracker
        """)
public final class GrowingSchedule implements Rule {

  static final Setting WARNING =
      new Setting("growing-schedule.warning", 1.01, "Growth of the rate for a warning");
  static final Setting ERROR =
      new Setting("growing-schedule.error", 10, "Growth of the rate for an error");

  private static final long LAST = 100_000;

  /** What the library throws at is told as such, and comes up once. */
  private static final Set<Refusal.Fault> REFUSED =
      Set.of(Refusal.Fault.CROSSED_RATES, Refusal.Fault.GROWING_FACTOR);

  private static final Set<String> INTENDED =
      Set.of("MapSchedule", "CycleSchedule", "RampSchedule", "CyclicalTracker");

  @Override
  public List<Setting> settings() {
    return List.of(WARNING, ERROR);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    TrainingDetails details = subject.graph().training().details();
    if (details.refusals().stream().anyMatch(it -> REFUSED.contains(it.fault()))) {
      return Stream.empty();
    }
    return details.schedule().flatMap(it -> describe(it, subject)).stream();
  }

  private Optional<Finding> describe(Schedule schedule, Subject subject) {
    var curve = new RateCurve(schedule);
    OptionalDouble first = curve.at(curve.start());
    if (first.isEmpty() || !(first.getAsDouble() > 0) || risesByIntent(schedule)) {
      return Optional.empty();
    }
    double growth = highest(curve) / first.getAsDouble();
    // Written as one over one plus an exponential, a rise ends at the rate that is stated.
    boolean bounded = schedule.kind().equals("SigmoidSchedule");
    boolean worse = growth > subject.setting(ERROR) && !bounded;
    return growth > subject.setting(WARNING)
        ? Optional.of(finding(schedule, growth, subject.setting(worse ? ERROR : WARNING), worse))
        : Optional.empty();
  }

  private static boolean risesByIntent(Schedule schedule) {
    return INTENDED.contains(schedule.kind()) || schedule.numbers().containsKey("max");
  }

  private static double highest(RateCurve curve) {
    double highest = 0;
    for (long i = 1; i <= LAST; i = i + 1 + i / 50) {
      highest = Math.max(highest, curve.at(curve.start() + i).orElse(0));
    }
    return highest;
  }

  private Finding finding(Schedule schedule, double growth, double limit, boolean worse) {
    return Finding.of(
        this,
        worse ? Severity.ERROR : Severity.WARNING,
        schedule.place(),
        "the schedule raises the learning rate instead of lowering it",
        List.of(
            new Measure(
                "growth of the learning rate", new Estimate(growth, Estimate.Basis.EXACT), limit)),
        Fix.of(correction(schedule)));
  }

  private static String correction(Schedule schedule) {
    double initial = schedule.numbers().getOrDefault("initial", 0.01);
    return switch (schedule.kind()) {
      case "PolySchedule" ->
          "write new StepSchedule(ScheduleType.EPOCH, "
              + initial
              + ", 0.5, 10), or give a negative power: this PolySchedule computes initial"
              + " (1 + i / maxIter)^power";
      case "SigmoidSchedule" ->
          "write a negative gamma: this SigmoidSchedule computes initial / (1 + exp(-gamma (i -"
              + " stepSize)))";
      case "LinearTracker" -> "write .optSlope with a negative slope and .optMinValue";
      case "linear", "polynomial", "exp", "inverse", "cosine" ->
          "let it end below where it begins: TimeFunction.linear(" + initial + ", steps, end)";
      case "PolynomialDecayTracker" -> "write .setEndLearningRate below " + initial;
      default -> "write a decay rate below one: 0.95 for each epoch is usual";
    };
  }
}

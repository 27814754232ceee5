package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.learning.RateCurve;
import modellint.graph.Estimate;
import modellint.graph.TrainingDetails.Schedule;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A schedule that decays within the first epochs. */
@RuleInfo(
    id = "ML404",
    severity = Severity.WARNING,
    summary = "The schedule ends the training before it has begun",
    docs =
        """
        ## What it does
        Computes the rate that a schedule gives by its formula or table after a thousand
        iterations or ten epochs, whichever it counts, and reports it when less than a
        thousandth of the start is left. A warm-up does not count.

        ## Why it matters
        Decay per epoch counted in iterations is the usual reason: a factor of 0.95 for each of
        a thousand iterations leaves nothing.

        ## How to fix
        Count epochs instead of iterations, `new ExponentialSchedule(ScheduleType.EPOCH, 0.01,
        0.95)`, or decay more slowly. The trackers of DJL count updates: `.setFactor(0.999f)`.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, ScheduleType;
        DJL, <https://github.com/deepjavalibrary/djl>, FactorTracker
        """)
public final class DyingSchedule implements Rule {

  static final Setting LEFT =
      new Setting("dying-schedule.left", 1e-3, "Share of the rate that must be left");
  static final Setting ITERATIONS =
      new Setting("dying-schedule.iterations", 1000, "Iterations to look ahead");
  static final Setting EPOCHS = new Setting("dying-schedule.epochs", 10, "Epochs to look ahead");

  @Override
  public List<Setting> settings() {
    return List.of(LEFT, ITERATIONS, EPOCHS);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .schedule()
        .flatMap(it -> describe(it, subject))
        .stream();
  }

  private Optional<Finding> describe(Schedule schedule, Subject subject) {
    var curve = new RateCurve(schedule);
    double ahead = subject.setting(schedule.perEpoch() ? EPOCHS : ITERATIONS);
    double first = curve.at(curve.start()).orElse(0);
    double left = curve.at(curve.start() + (long) ahead).orElse(first) / first;
    return left < subject.setting(LEFT)
        ? Optional.of(finding(schedule, left, subject.setting(LEFT)))
        : Optional.empty();
  }

  private Finding finding(Schedule schedule, double left, double limit) {
    return Finding.of(
        this,
        Severity.WARNING,
        schedule.place(),
        "the schedule brings the learning rate to nothing within the first epochs",
        List.of(
            new Measure(
                schedule.perEpoch()
                    ? "share of the rate left after the first epochs"
                    : "share of the rate left after the first iterations",
                new Estimate(left, Estimate.Basis.EXACT),
                limit)),
        Fix.of(correction(schedule)));
  }

  private static String correction(Schedule schedule) {
    if (schedule.kind().endsWith("Tracker")) {
      return "decay more slowly: this tracker counts updates, not epochs; .setFactor(0.999f)";
    }
    if (schedule.numbers().containsKey("decaySteps")) {
      return "count updates, not epochs: decaySteps are those of the whole training";
    }
    return schedule.perEpoch()
        ? "decay more slowly: 0.95 for each epoch is usual"
        : "count epochs: new " + schedule.kind() + "(ScheduleType.EPOCH, ...)";
  }
}

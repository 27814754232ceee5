package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.learning.LearningRate;
import modellint.graph.Estimate;
import modellint.graph.Training;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Literal;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** The learning rate is too low. */
@RuleInfo(
    id = "ML402",
    severity = Severity.WARNING,
    summary = "The learning rate is so low that nothing is learned",
    docs =
        """
        ## What it does
        Compares the rate with the range that is usual for the optimiser; below it by a factor of
        ten is a note, by a thousand a warning, as is a rate of zero that no schedule raises. Where
        the library sums the gradient, the rate is multiplied with what it sums over, and is not
        reported where that is not known. Fine-tuning lies inside; a base network whose layers are
        in another file may be trained, and is not reported. Layers that state an optimiser of their
        own are judged by it alone; a rate of zero freezes them, and is meant.

        ## Why it matters
        Ten thousand steps of a ten-thousandth of the usual length go as far as one.

        ## How to fix
        A rate inside the usual range, found by a short sweep: `new Adam(1e-3)`, `new Sgd(0.01)`.

        ## References
        Smith 2017, Cyclical learning rates, <https://arxiv.org/abs/1506.01186>
        """)
public final class NegligibleLearningRate implements Rule {

  static final Setting NOTE =
      new Setting("negligible-learning-rate.note", 10, "Factor below the usual range for a note");
  static final Setting WARNING =
      new Setting(
          "negligible-learning-rate.warning", 1000, "Factor below the usual range for a warning");

  @Override
  public List<Setting> settings() {
    return List.of(NOTE, WARNING);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.optimizers().stream()
        .filter(each -> !isFineTuning(each))
        .flatMap(each -> ofOne(each).stream());
  }

  private Optional<Finding> ofOne(Subject subject) {
    return subject
        .learningRate()
        .filter(it -> it.effective() > 0 ? it.scale().exact() : isForGood(subject))
        .flatMap(it -> describe(it, subject));
  }

  /** A schedule may raise a rate of zero, and at zero some layers are frozen while others learn. */
  private static boolean isForGood(Subject subject) {
    Training training = subject.graph().training();
    return training.schedule().isEmpty() && training.movesAll();
  }

  /** No layer is at hand, so all are those of a base elsewhere, trained as likely as not. */
  private static boolean isFineTuning(Subject subject) {
    return subject.layers().all().isEmpty();
  }

  private Optional<Finding> describe(LearningRate it, Subject subject) {
    double factor = it.rule().least() / it.comparable();
    if (factor <= subject.setting(NOTE)) {
      return Optional.empty();
    }
    boolean worse = factor > subject.setting(WARNING);
    double limit = it.rule().least() / subject.setting(worse ? WARNING : NOTE);
    return Optional.of(
        Finding.of(
            this,
            worse ? Severity.WARNING : Severity.NOTE,
            Stated.place("optimizer", subject),
            it.effective() > 0
                ? "the learning rate is far below what is usual for this optimiser"
                : "the learning rate is zero, so no weight ever moves",
            List.of(
                new Measure(
                    "effective learning rate",
                    new Estimate(it.effective(), Estimate.Basis.EXACT),
                    limit)),
            Fix.of("start from a learning rate of " + Literal.of(it.rule().least()))));
  }
}

package modellint.rules.library;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.learning.StepRule.Kind;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.training.ExcessiveLearningRate;
import modellint.rules.training.Stated;

/** A rate of 0.1 that nobody wrote. */
@RuleInfo(
    id = "ML702",
    severity = Severity.ERROR,
    summary = "The learning rate is the default of the library, and a high one",
    explains = {ExcessiveLearningRate.class},
    docs =
        """
        ## What it does
        Finds definitions that leave the learning rate to the library where its default is above
        what is usual for the optimiser, or reaches an effective rate of one: RmsProp at 0.1,
        Nesterovs at 0.1 with momentum 0.9. AdaGrad's 0.1 is not reported: its steps fade. An
        error where the first step at it is predicted to be as long as the weights with RMSprop and
        its relatives, or three times as long with descent; else a warning.

        ## Why it matters
        With RMSprop the first step moves every weight by four tenths, with Nesterov momentum
        the steps add up to ten times their length. Other libraries default to a hundredth of
        that.

        ## How to fix
        State the rate: `new RmsProp(1e-3)`, `new Nesterovs(0.01, 0.9)`.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, RmsProp, Nesterovs, AdaGrad
        """)
public final class RecklessDefault implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.optimizers().stream().flatMap(this::ofOne);
  }

  private Stream<Finding> ofOne(Subject subject) {
    Set<String> defaults = subject.graph().training().details().defaults();
    boolean stated =
        !defaults.contains("learningRate")
            || (subject.graph().training().momentum().isPresent()
                && !defaults.contains("momentum"));
    return stated
        ? Stream.empty()
        : subject.learningRate().filter(RecklessDefault::isHigh).stream()
            .map(it -> describe(it, subject));
  }

  private static boolean isHigh(LearningRate it) {
    return it.effective() > it.rule().most();
  }

  private Finding describe(LearningRate it, Subject subject) {
    String optimizer = subject.graph().training().optimizer().orElseThrow();
    boolean worst =
        it.update()
            .filter(update -> update.relative() > (it.rule().kind() == Kind.SIGN ? 1 : 3))
            .isPresent();
    return Finding.of(
        this,
        worst ? Severity.ERROR : Severity.WARNING,
        Stated.place("optimizer", subject),
        "the learning rate is the library's default for this optimiser, which is high",
        List.of(
            new Measure(
                "effective learning rate",
                new Estimate(it.effective(), Estimate.Basis.EXACT),
                it.rule().most())),
        Fix.of("state the rate: " + constructor(optimizer)));
  }

  private static String constructor(String optimizer) {
    return switch (optimizer) {
      case "rmsprop" -> "new RmsProp(1e-3)";
      case "adagrad" -> "new AdaGrad(0.01)";
      case "nesterovs" -> "new Nesterovs(0.01, 0.9)";
      default -> "1e-3 is usual";
    };
  }
}

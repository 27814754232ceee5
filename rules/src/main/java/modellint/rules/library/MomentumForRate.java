package modellint.rules.library;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Literal;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.training.ExcessiveLearningRate;

/** One number given to a constructor that takes it for the momentum. */
@RuleInfo(
    id = "ML701",
    severity = Severity.ERROR,
    summary = "The argument of new Nesterovs(x) is the momentum, not the learning rate",
    explains = {ExcessiveLearningRate.class},
    docs =
        """
        ## What it does
        Finds a Nesterov updater whose momentum is stated and whose learning rate is the default
        of the library. An error where the momentum is one that nobody would choose, below 0.5,
        a warning where it is that rate, so that the momentum alone is off; a note otherwise.

        ## Why it matters
        `new Nesterovs(5e-5)` trains at a rate of 0.1 with next to no momentum: two thousand times
        faster than it reads.

        ## How to fix
        State both: `new Nesterovs(rate, 0.9)`.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, Nesterovs
        """)
public final class MomentumForRate implements Rule {

  static final Setting LEAST =
      new Setting("momentum-for-rate.least", 0.5, "Momentum below which a rate was meant");

  @Override
  public List<Setting> settings() {
    return List.of(LEAST);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return Optimizer.all(subject)
        .filter(MomentumForRate::isTrap)
        .map(it -> describe(it, subject.setting(LEAST)));
  }

  private static boolean isTrap(Optimizer it) {
    return it.name().equals("nesterovs")
        && it.rate().isPresent()
        && it.momentum().isPresent()
        && it.defaults().contains("learningRate")
        && !it.defaults().contains("momentum");
  }

  /** Where the library's rate is the one that was meant, only the momentum is off. */
  private static Severity severity(Optimizer it) {
    return it.momentum().equals(it.rate()) ? Severity.WARNING : Severity.ERROR;
  }

  private Finding describe(Optimizer it, double least) {
    double momentum = it.momentum().orElseThrow();
    return Finding.of(
        this,
        momentum < least ? severity(it) : Severity.NOTE,
        it.place(),
        "the one number of this Nesterovs is its momentum; its learning rate is the library's"
            + " default",
        List.of(
            new Measure("momentum", new Estimate(momentum, Estimate.Basis.EXACT), least),
            new Measure(
                "learning rate",
                new Estimate(it.rate().orElseThrow(), Estimate.Basis.EXACT),
                momentum)),
        Fix.of(
            momentum < least
                ? "write new Nesterovs(" + Literal.of(momentum) + ", 0.9)"
                : "write new Nesterovs(0.01, " + Literal.of(momentum) + ")"));
  }
}

package modellint.rules.library;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.training.ExcessiveLearningRate;

/** One number given to a constructor that takes it for the rate. */
@RuleInfo(
    id = "ML703",
    severity = Severity.ERROR,
    summary = "The first argument is the learning rate, not the decay",
    explains = {ExcessiveLearningRate.class},
    docs =
        """
        ## What it does
        Finds an RMSprop or Adam, or a relative of Adam, whose stated learning rate lies where
        only decays of running means lie, between 0.85 and 1.

        ## Why it matters
        `new RmsProp(0.95)` and `new Adam(0.9)` move every weight by about one at each step, many
        times its own size.

        ## How to fix
        `new RmsProp(1e-3)`, whose decay is 0.95 by default and the second argument; `new
        Adam(1e-3)`, whose betas are 0.9 and 0.999 by default, the second and the third.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, RmsProp, Adam
        """)
public final class DecayForRate implements Rule {

  static final Setting LEAST =
      new Setting("decay-for-rate.least", 0.85, "Learning rate from which a decay was meant");

  private static final Set<String> DECAYING =
      Set.of("rmsprop", "adam", "adamax", "nadam", "amsgrad", "adabelief", "adamw");

  @Override
  public List<Setting> settings() {
    return List.of(LEAST);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return Constructed.isIn(subject)
        ? Optimizer.all(subject)
            .filter(it -> isTrap(it, subject.setting(LEAST)))
            .map(it -> describe(it, subject))
        : Stream.empty();
  }

  private static boolean isTrap(Optimizer it, double least) {
    return DECAYING.contains(it.name())
        && !it.scheduled()
        && !it.defaults().contains("learningRate")
        && it.rate().filter(rate -> rate >= least && rate < 1).isPresent();
  }

  private Finding describe(Optimizer it, Subject subject) {
    return Finding.of(
        this,
        Severity.ERROR,
        it.place(),
        "a decay of running means is given as the learning rate",
        List.of(
            new Measure(
                "learning rate",
                new Estimate(it.rate().orElseThrow(), Estimate.Basis.EXACT),
                subject.setting(LEAST))),
        MisplacedMoments.constructor(it.name()).to(subject));
  }
}

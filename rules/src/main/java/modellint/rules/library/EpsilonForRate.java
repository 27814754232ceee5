package modellint.rules.library;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Training;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.training.NegligibleLearningRate;
import modellint.rules.training.Stated;

/** One number given to a constructor that takes it for the rate. */
@RuleInfo(
    id = "ML711",
    severity = Severity.ERROR,
    summary = "The first argument is the learning rate, not the epsilon",
    explains = {NegligibleLearningRate.class},
    docs =
        """
        ## What it does
        Finds optimisers whose stated learning rate lies where only the small number in their
        denominator lies: 1e-7 or less.

        ## Why it matters
        `new Adam(1e-8)` moves each weight by a hundred-millionth at each step: nothing is learned,
        and the loss stands still, and no error says why.

        ## How to fix
        State the rate first: `new Adam(1e-3)`; the epsilon is 1e-8 by default and the last
        argument, `new Adam(1e-3, 0.9, 0.999, 1e-8)`.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, Adam, RmsProp, AdaGrad
        """)
public final class EpsilonForRate implements Rule {

  static final Setting MOST =
      new Setting("epsilon-for-rate.most", 1e-7, "Learning rate up to which an epsilon was meant");

  private static final Set<String> WITH_EPSILON =
      Set.of("adam", "adamax", "nadam", "amsgrad", "adabelief", "adamw", "rmsprop", "adagrad");

  @Override
  public List<Setting> settings() {
    return List.of(MOST);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Training training = subject.graph().training();
    boolean epsilon =
        Constructed.isIn(subject)
            && training.optimizer().filter(WITH_EPSILON::contains).isPresent()
            && training.details().places().containsKey("optimizer")
            && training.details().schedule().isEmpty()
            && !training.details().defaults().contains("learningRate");
    return training
        .learningRate()
        .filter(it -> epsilon && it > 0 && it <= subject.setting(MOST))
        .map(it -> describe(it, training.optimizer().orElseThrow(), subject))
        .stream();
  }

  private Finding describe(double rate, String optimizer, Subject subject) {
    return Finding.of(
        this,
        Severity.ERROR,
        Stated.place("optimizer", subject),
        "an epsilon is given as the learning rate",
        List.of(
            new Measure(
                "learning rate", new Estimate(rate, Estimate.Basis.EXACT), subject.setting(MOST))),
        MisplacedMoments.constructor(optimizer).to(subject));
  }
}

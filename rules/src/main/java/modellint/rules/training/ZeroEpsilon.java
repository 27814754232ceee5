package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Training;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** An adaptive optimiser that divides by nothing but the gradient. */
@RuleInfo(
    id = "ML418",
    severity = Severity.ERROR,
    summary = "The epsilon of the optimiser is zero, so a gradient of zero is divided by zero",
    docs =
        """
        ## What it does
        Finds Adam, RMSprop, AdaGrad, AdaDelta and their relatives whose stated epsilon is zero, or
        so small that no single-precision number is as small.

        ## Why it matters
        These optimisers divide the gradient by the root of its running square. A weight without a
        gradient, after a rectifier that is silent on the first batch or a feature that is zero,
        gives 0 / 0: it is NaN after one step, and the network after two.

        ## How to fix
        The default: `new Adam(1e-3, 0.9, 0.999, 1e-8)`.

        ## References
        Kingma and Ba 2015, Adam, <https://arxiv.org/abs/1412.6980>
        """)
public final class ZeroEpsilon implements Rule {

  /** No judgement: IEEE 754 rounds what is smaller to zero. */
  static final Setting LEAST =
      new Setting("zero-epsilon.least", 1e-45, "Smallest epsilon that single precision holds");

  private static final Set<String> DIVIDING =
      Set.of("adam", "adamw", "adamax", "nadam", "amsgrad", "rmsprop", "adagrad", "adadelta");

  @Override
  public List<Setting> settings() {
    return List.of(LEAST);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Training training = subject.graph().training();
    return training.optimizer().filter(DIVIDING::contains).isEmpty()
        ? Stream.empty()
        : Optional.ofNullable(training.details().hyperparameters().get("epsilon"))
            .filter(it -> it < subject.setting(LEAST))
            .map(it -> describe(it, subject))
            .stream();
  }

  private Finding describe(double epsilon, Subject subject) {
    return Finding.of(
        this,
        Severity.ERROR,
        Stated.place("optimizer", subject),
        "nothing keeps the optimiser from dividing zero by zero",
        List.of(
            new Measure(
                "epsilon", new Estimate(epsilon, Estimate.Basis.EXACT), subject.setting(LEAST))),
        Fix.of("leave the epsilon at its default, 1e-8 or 1e-6"));
  }
}

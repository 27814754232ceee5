package modellint.rules.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.learning.StepRule.Kind;
import modellint.graph.Estimate;
import modellint.graph.Training;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Rate times decay is so large that weights are gone within a few steps. */
@RuleInfo(
    id = "ML408",
    severity = Severity.ERROR,
    summary = "Weight decay shrinks the weights to nothing",
    docs =
        """
        ## What it does
        Multiplies the effective learning rate by the L2 penalty (plain descent) or by the
        decoupled weight decay: the share by which every weight shrinks at each step. Adaptive
        optimisers with an L2 penalty rescale it and are not reported.

        ## Why it matters
        At a share of one the sign of the weights flips at each step; at a hundredth half of
        them is gone within seventy steps, faster than any gradient can build them.

        ## How to fix
        `.l2(5e-4)` or less with plain descent, a decay of 1e-2 or less for AdamW.

        ## References
        Loshchilov and Hutter 2019, Decoupled weight decay regularization,
        <https://arxiv.org/abs/1711.05101>
        """)
public final class ExcessiveDecay implements Rule {

  static final Setting WARNING =
      new Setting("excessive-decay.warning", 0.01, "Shrinkage for each step that gives a warning");
  static final Setting ERROR =
      new Setting("excessive-decay.error", 0.5, "Shrinkage for each step that gives an error");

  private static final Advice PENALTY =
      new Advice(
          "lower the penalty to 5e-4 or less",
          Map.of(
              "dl4j",
              "lower the penalty: .l2(5e-4)",
              "djl",
              "lower the penalty: .optWeightDecays(5e-4f)"));

  private static final Advice DECAY =
      new Advice(
          "lower the decay to 1e-2 or less",
          Map.of(
              "dl4j",
              "lower the decay: .weightDecay(1e-2)",
              "djl",
              "lower the decay: .optWeightDecays(1e-2f)"));

  @Override
  public List<Setting> settings() {
    return List.of(WARNING, ERROR);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.learningRate().flatMap(it -> describe(it, subject)).stream();
  }

  private Optional<Finding> describe(LearningRate it, Subject subject) {
    Training training = subject.graph().training();
    boolean plain = it.rule().kind() == Kind.GRADIENT;
    double l2 = plain ? training.l2().orElse(0.0) : 0;
    double decay = training.weightDecay().orElse(0.0);
    double share = it.effective() * l2 + it.rate() * decay;
    if (!(share >= subject.setting(WARNING))) {
      return Optional.empty();
    }
    boolean worse = share >= subject.setting(ERROR);
    return Optional.of(
        Finding.of(
            this,
            worse ? Severity.ERROR : Severity.WARNING,
            Stated.place(it.effective() * l2 >= it.rate() * decay ? "l2" : "weightDecay", subject),
            "the penalty on the weights shrinks them to nothing",
            List.of(
                new Measure(
                    "share of the weights lost at each step",
                    new Estimate(share, Estimate.Basis.EXACT),
                    subject.setting(worse ? ERROR : WARNING))),
            (it.effective() * l2 >= it.rate() * decay ? PENALTY : DECAY).to(subject)));
  }
}

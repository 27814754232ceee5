package modellint.rules.training;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import modellint.analysis.learning.StepRule;
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

/** A penalty that the optimiser divides away. */
@RuleInfo(
    id = "ML411",
    severity = Severity.NOTE,
    summary = "An adaptive optimiser rescales the L2 penalty away",
    docs =
        """
        ## What it does
        Finds an L2 penalty of a hundredth or more in the gradient of Adam or one of its relatives.
        Smaller ones are common and do no harm.

        ## Why it matters
        Adam divides the penalty's gradient by the size of the whole gradient: weights with large
        gradients are hardly decayed, those with small ones by nearly the learning rate at each
        step. The number means something else than with plain descent.

        ## How to fix
        Decoupled decay: `.weightDecay(1e-2)` instead of `.l2(..)` in DL4J, `Optimizer.adamW()` in
        DJL, torch.optim.AdamW in PyTorch.

        ## References
        Loshchilov and Hutter 2019, Decoupled weight decay regularization,
        <https://arxiv.org/abs/1711.05101>
        """)
public final class CoupledDecay implements Rule {

  static final Setting LEAST =
      new Setting("coupled-decay.least", 0.01, "L2 penalty from which a note is given");

  /** Of a hundredth that was written as a float. */
  private static final double ROUNDING = 1e-6;

  private static final Advice APART =
      new Advice(
          "decay the weights apart from the gradient, as AdamW does",
          Map.of(
              "onnx",
              "decay apart from the gradient: torch.optim.AdamW",
              "dl4j",
              "decay apart from the gradient: .weightDecay(1e-2)",
              "djl",
              "decay apart from the gradient: Optimizer.adamW()"));

  @Override
  public List<Setting> settings() {
    return List.of(LEAST);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Training training = subject.graph().training();
    boolean adaptive =
        training
            .optimizer()
            .flatMap(StepRule::of)
            .filter(it -> it.kind() == StepRule.Kind.SIGN)
            .isPresent();
    return training
        .l2()
        .filter(it -> adaptive && it >= subject.setting(LEAST) * (1 - ROUNDING))
        .stream()
        .map(it -> describe(it, subject));
  }

  private Finding describe(double penalty, Subject subject) {
    return Finding.of(
        this,
        Severity.NOTE,
        Stated.place("l2", subject),
        "the optimiser rescales this L2 penalty together with the gradient",
        List.of(
            new Measure(
                "L2 penalty", new Estimate(penalty, Estimate.Basis.EXACT), subject.setting(LEAST))),
        APART.to(subject));
  }
}

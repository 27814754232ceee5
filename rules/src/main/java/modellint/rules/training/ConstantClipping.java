package modellint.rules.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.learning.StepRule.Kind;
import modellint.graph.Estimate;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A clipping that always acts. */
@RuleInfo(
    id = "ML416",
    severity = Severity.WARNING,
    summary = "The clipping threshold lies far below every gradient",
    docs =
        """
        ## What it does
        Compares the threshold of a clipping under plain or momentum descent with the smallest
        gradient that is predicted for the stated loss before the first step, of what it clips: an
        element, a layer, or all. A note where the threshold is less than a thousandth of it, and a
        warning where the steps that are left move no layer by a millionth of its weights. Adaptive
        optimisers scale the steps anyway and are not reported.

        ## Why it matters
        Every gradient is cut to the same length, so the step is the learning rate times the
        threshold, whatever the loss: the rate no longer means what it says, and nothing slows the
        steps down near the end. Cut too far, they lead nowhere.

        ## How to fix
        A threshold above the usual length, `.gradientNormalizationThreshold(1.0)`, or none.

        ## References
        Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks,
        <https://arxiv.org/abs/1211.5063>;
        Zhang et al. 2020, Why gradient clipping accelerates training,
        <https://arxiv.org/abs/1905.11881>
        """)
public final class ConstantClipping implements Rule {

  static final Setting SHARE =
      new Setting(
          "constant-clipping.share", 1e-3, "Threshold over the smallest gradient for a note");
  static final Setting STANDSTILL =
      new Setting("constant-clipping.standstill", 1e-6, "Relative step that is none, a warning");

  private static final Advice RAISE =
      new Advice(
          "raise the threshold, to 1 say",
          Map.of("dl4j", "raise the threshold: .gradientNormalizationThreshold(1.0)"));

  @Override
  public List<Setting> settings() {
    return List.of(SHARE, STANDSTILL);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .learningRate()
        .filter(it -> it.rule().kind() == Kind.GRADIENT)
        .flatMap(rate -> ClippedLength.of(subject).flatMap(it -> describe(it, rate, subject)))
        .stream();
  }

  private Optional<Finding> describe(ClippedLength it, LearningRate rate, Subject subject) {
    double share = it.clipping().threshold() / it.least();
    if (!(share < subject.setting(SHARE))) {
      return Optional.empty();
    }
    boolean stands =
        rate.update().filter(at -> at.relative() < subject.setting(STANDSTILL)).isPresent();
    return Optional.of(
        Finding.of(
            this,
            stands ? Severity.WARNING : Severity.NOTE,
            Stated.place("threshold", subject),
            stands
                ? "clipping cuts every step down to nothing"
                : "clipping cuts every gradient to the same length",
            List.of(
                new Measure(
                    "threshold over the smallest gradient",
                    new Estimate(share, Estimate.Basis.PREDICTED),
                    subject.setting(SHARE))),
            RAISE.to(subject)));
  }
}

package modellint.rules.training;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.learning.StepRule.Kind;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Spread;

/** Steps of one length, whatever the gradient. */
@RuleInfo(
    id = "ML409",
    severity = Severity.ERROR,
    summary = "Renormalised gradients make every step as long as the learning rate",
    docs =
        """
        ## What it does
        Finds plain or momentum descent on gradients that are renormalised to length one, and
        compares the step, the rate / (1 - momentum), with the length of the weights of each layer.

        ## Why it matters
        The step no longer shrinks with the gradient: however flat the loss has become, the weights
        of every layer move by the learning rate, and never come to rest. Where the rate is a tenth
        of the weights' length, ten steps can undo all of them.

        ## How to fix
        Clip instead of renormalising:
        `.gradientNormalization(GradientNormalization.ClipL2PerLayer)`; or lower the rate and let a
        schedule end it.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, GradientNormalization;
        Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks,
        <https://arxiv.org/abs/1211.5063>
        """)
public final class RenormalizedStep implements Rule {

  static final Setting WARNING =
      new Setting(
          "renormalized-step.warning", 0.1, "Step over the length of the weights for a warning");
  static final Setting ERROR =
      new Setting("renormalized-step.error", 1, "Step over the length of the weights for an error");

  @Override
  public List<Setting> settings() {
    return List.of(WARNING, ERROR);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    boolean renormalises =
        subject
            .graph()
            .training()
            .clipping()
            .filter(it -> it.kind().startsWith("renormalize"))
            .isPresent();
    return renormalises
        ? subject
            .learningRate()
            .filter(it -> it.rule().kind() == Kind.GRADIENT)
            .flatMap(it -> describe(it.effective(), subject))
            .stream()
        : Stream.empty();
  }

  private Optional<Finding> describe(double step, Subject subject) {
    return subject.layers().all().stream()
        .filter(it -> length(it) > 0)
        .min(Comparator.comparingDouble(RenormalizedStep::length))
        .filter(it -> step / length(it) > subject.setting(WARNING))
        .map(it -> finding(it, step / length(it), subject));
  }

  /**
   * Euclidean length of the weights, NaN where not known. Weights drawn smaller than the narrowest
   * usual initialiser, such as a new head on a trained base, are meant to be overwritten.
   */
  private static double length(Layer layer) {
    Estimate square = Spread.of(layer.weight());
    double usual = 1 / (LearningRate.NARROWEST * layer.fanIn());
    return square.isKnown() && layer.weight().shape().isKnown() && layer.fanIn() > 0
        ? StrictMath.sqrt(Math.max(square.value(), usual) * layer.weight().count())
        : Double.NaN;
  }

  private Finding finding(Layer shortest, double relative, Subject subject) {
    boolean worse = relative > subject.setting(ERROR);
    return Finding.of(
        this,
        worse ? Severity.ERROR : Severity.WARNING,
        Stated.place("clipping", subject),
        "renormalising makes every step as long as the learning rate, however small the gradient",
        List.of(
            new Measure(
                "step over the length of " + shortest.weight().name(),
                new Estimate(relative, Spread.of(shortest.weight()).basis()),
                subject.setting(worse ? ERROR : WARNING))),
        Fix.of("write .gradientNormalization(GradientNormalization.ClipL2PerLayer)"));
  }
}

package modellint.rules.signal;

import java.util.List;
import java.util.stream.Stream;
import modellint.analysis.learning.LearningRate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.rules.damage.Damage.Symptom;
import modellint.rules.damage.Limits;

/** The gradient grows on its way back, and no rule knows why. */
@RuleInfo(
    id = "ML103",
    severity = Severity.ERROR,
    summary = "Gradients grow without control on their way back to the inputs",
    docs =
        """
        ## What it does
        Predicts the size of the gradient at every layer from the weights and the graph alone and
        reports the network when it grows by more decades from the last layer to the first than the
        limits allow; a decade is a factor of ten. Networks with normalisation are exempt: there the
        growth goes away by itself after a few steps. A growth of less than a decade is not remarked
        on where the stated optimiser is predicted to move no layer by more than a tenth of its
        weights in the first step.

        ## Why it matters
        No learning rate suits all layers. One that the first layers survive leaves the last ones
        where they are; one that the last ones need sends the first ones to NaN.

        ## How to fix
        Match the initialiser to the activation: He for ReLU, LeakyReLU and PReLU, Xavier for tanh
        and sigmoid. Or normalise after each layer, scale residual branches by one over the root of
        their number, or take fewer layers. Where the growth cannot be removed, clip by norm,
        `.gradientNormalization(GradientNormalization.ClipL2PerLayer)`, or by value,
        ClipElementWiseAbsoluteValue in its place: that bounds the steps and leaves the imbalance.

        ## References
        Schoenholz et al. 2017, <https://arxiv.org/abs/1611.01232>;
        Yang et al. 2019, <https://arxiv.org/abs/1902.08129>
        """)
public final class ExplodingGradient implements Rule {

  /** Near the best for the median network of the sweep behind ML401. */
  private static final double SMALL_STEP = 0.1;

  @Override
  public List<Setting> settings() {
    return Stream.concat(Limits.EXPLOSION.settings().stream(), Stream.of(Steepest.STEP)).toList();
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return Damage.explosion(subject).stream()
        .filter(it -> it.symptom() == Symptom.EXPLODING_GRADIENT)
        .filter(it -> it.severity() != Severity.NOTE || !isBorne(subject))
        .flatMap(it -> Steepest.gradient(subject, 1).map(at -> describe(it, at, subject)).stream());
  }

  /** The optimiser that is stated takes small steps all the same. */
  private static boolean isBorne(Subject subject) {
    return subject
        .learningRate()
        .flatMap(LearningRate::update)
        .filter(it -> it.relative() <= SMALL_STEP)
        .isPresent();
  }

  private Finding describe(Damage damage, Steepest at, Subject subject) {
    return Finding.of(
        this,
        damage.severity(),
        at.layer().node().place(),
        "the gradient grows on its way back to the inputs, most at this layer",
        at.with(damage.measure(), subject),
        Fix.of("scale the weights of this layer down, normalise after it, or clip the gradient"));
  }
}

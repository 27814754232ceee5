package modellint.rules.signal;

import java.util.List;
import java.util.stream.Stream;
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

/** The activations grow from layer to layer, and no rule knows why. */
@RuleInfo(
    id = "ML101",
    severity = Severity.ERROR,
    summary = "Activations grow without control on their way to the outputs",
    explains = {ExplodingGradient.class, VanishingGradient.class},
    docs =
        """
        ## What it does
        Follows the size of the activations from the inputs to the outputs, as it is before the
        first step, and reports the network when it grows by more decades than the limits allow; a
        decade is a factor of ten. One standard deviation of what narrow layers do by chance is
        subtracted first.

        ## Why it matters
        Outputs that start large saturate the loss: the first gradients are huge or zero, and
        training diverges or stands still. Only growth of the signal and of the outputs counts in a
        network with normalisation.

        ## How to fix
        Match the initialiser to the activation: He, variance 2 / fan-in, for ReLU, LeakyReLU and
        PReLU; Xavier, 2 / (fan-in + fan-out), for tanh and sigmoid; `WeightInit.RELU` and
        `WeightInit.XAVIER` in DL4J. Or normalise: a batch, layer or group normalisation after each
        layer. Scale residual branches by one over the root of their number.

        ## References
        He et al. 2015, <https://arxiv.org/abs/1502.01852>;
        Hanin and Rolnick 2018, <https://arxiv.org/abs/1803.01719>
        """)
public final class ExplodingSignal implements Rule {

  @Override
  public List<Setting> settings() {
    return Stream.concat(Limits.EXPLOSION.settings().stream(), Stream.of(Steepest.STEP)).toList();
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return Damage.explosion(subject).stream()
        .filter(it -> it.symptom() == Symptom.EXPLODING_SIGNAL)
        .flatMap(it -> Steepest.signal(subject, 1).map(at -> describe(it, at, subject)).stream());
  }

  private Finding describe(Damage damage, Steepest at, Subject subject) {
    return Finding.of(
        this,
        damage.severity(),
        at.layer().node().place(),
        "the signal grows on its way to the outputs, most at this layer",
        at.with(damage.measure(), subject),
        Fix.of("scale the weights of this layer down, or normalise after it"));
  }
}

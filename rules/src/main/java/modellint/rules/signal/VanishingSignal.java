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

/** The activations shrink from layer to layer, and no rule knows why. */
@RuleInfo(
    id = "ML102",
    severity = Severity.ERROR,
    summary = "Activations shrink towards zero on their way to the outputs",
    explains = {ExplodingGradient.class, VanishingGradient.class},
    docs =
        """
        ## What it does
        Follows the size of the activations from the inputs to the outputs, as it is before the
        first step, and reports the network when it shrinks by more decades than the limits allow; a
        decade is a factor of ten.

        ## Why it matters
        When biases outweigh what is left of the input, all samples look alike to the last layers,
        and all that the network learns at first is the average of its targets.

        ## How to fix
        Match the initialiser to the activation: He, variance 2 / fan-in, for ReLU, LeakyReLU and
        PReLU; Xavier, 2 / (fan-in + fan-out), for tanh and sigmoid; `WeightInit.RELU` and
        `WeightInit.XAVIER` in DL4J. Or normalise: a batch, layer or group normalisation after each
        layer.

        ## References
        Poole et al. 2016, <https://arxiv.org/abs/1606.05340>;
        Schoenholz et al. 2017, <https://arxiv.org/abs/1611.01232>
        """)
public final class VanishingSignal implements Rule {

  @Override
  public List<Setting> settings() {
    return Stream.concat(Limits.VANISHING.settings().stream(), Stream.of(Steepest.STEP)).toList();
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return Damage.vanishing(subject).stream()
        .filter(it -> it.symptom() == Symptom.VANISHING_SIGNAL)
        .flatMap(it -> Steepest.signal(subject, -1).map(at -> describe(it, at, subject)).stream());
  }

  private Finding describe(Damage damage, Steepest at, Subject subject) {
    return Finding.of(
        this,
        damage.severity(),
        at.layer().node().place(),
        "the signal fades on its way to the outputs, most at this layer",
        at.with(damage.measure(), subject),
        Fix.of("scale the weights of this layer up, or normalise after it"));
  }
}

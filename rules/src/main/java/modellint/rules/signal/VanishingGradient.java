package modellint.rules.signal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.analysis.signal.LayerFlow;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.rules.damage.Damage.Symptom;
import modellint.rules.damage.Limits;
import modellint.rules.damage.Spread;

/** The gradient shrinks on its way back, and no rule knows why; or a zero head stops it whole. */
@RuleInfo(
    id = "ML104",
    severity = Severity.ERROR,
    summary = "Gradients shrink towards zero on their way back to the inputs",
    docs =
        """
        ## What it does
        Predicts the size of the gradient at every layer from the weights and the graph alone and
        reports the network when it shrinks by more decades from the last layer to the first than
        the limits allow; a decade is a factor of ten. A warning at most where there is
        normalisation. A last layer that starts at zero stops the gradient for one step only: that
        is a note.

        ## Why it matters
        The first layers stay as they were drawn, and the rest learns on random features. Adaptive
        optimisers hide some of it, until epsilon outweighs what is left of the gradient.

        ## How to fix
        ReLU, LeakyReLU or PReLU with He's initialiser in place of functions that saturate, or
        Xavier's for tanh. Or normalise after each layer, add residual connections, or take fewer
        layers.

        ## References
        Glorot and Bengio 2010, <https://proceedings.mlr.press/v9/glorot10a.html>;
        Schoenholz et al. 2017, <https://arxiv.org/abs/1611.01232>
        """)
public final class VanishingGradient implements Rule {

  @Override
  public List<Setting> settings() {
    return Stream.concat(Limits.VANISHING.settings().stream(), Stream.of(Steepest.STEP)).toList();
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<Layer> closed = closed(subject);
    if (closed.isPresent()) {
      return Stream.of(describe(closed.get()));
    }
    return Damage.vanishing(subject).stream()
        .filter(it -> it.symptom() == Symptom.VANISHING_GRADIENT)
        .flatMap(
            it -> Steepest.gradient(subject, -1).map(at -> describe(it, at, subject)).stream());
  }

  private Finding describe(Damage damage, Steepest at, Subject subject) {
    return Finding.of(
        this,
        damage.severity(),
        at.layer().node().place(),
        "the gradient fades on its way back to the inputs, most at this layer",
        at.with(damage.measure(), subject),
        Fix.of("scale the weights of this layer up, normalise after it, or add a skip around it"));
  }

  private Finding describe(Layer closed) {
    return Finding.of(
        this,
        Severity.NOTE,
        closed.node().place(),
        "no gradient passes this layer at the first step: its weights start at zero",
        List.of(new Measure("mean square of the weights", Spread.of(closed.weight()), 0)),
        Fix.of("nothing to do where that is meant; it lasts until the layer has moved"));
  }

  /** The last layer with zero weights, where nothing at all arrives at the first layer. */
  private static Optional<Layer> closed(Subject subject) {
    boolean stopped =
        subject.signal().first().stream()
            .anyMatch(it -> it.gradientLog10() == Double.NEGATIVE_INFINITY);
    return stopped
        ? subject.signal().layers().stream()
            .map(LayerFlow::layer)
            .filter(it -> Spread.of(it.weight()).basis() != Estimate.Basis.UNKNOWN)
            .filter(it -> Spread.of(it.weight()).value() == 0)
            .reduce((before, last) -> last)
        : Optional.empty();
  }
}

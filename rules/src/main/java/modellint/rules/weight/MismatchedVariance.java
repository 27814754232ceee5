package modellint.rules.weight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.analysis.provenance.InitFamily;
import modellint.analysis.provenance.Provenance.Origin;
import modellint.graph.Estimate;
import modellint.graph.Weights;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;
import modellint.rules.damage.Limits;
import modellint.rules.damage.Remedy;
import modellint.rules.damage.Spread;
import modellint.rules.signal.ExplodingGradient;
import modellint.rules.signal.ExplodingSignal;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;
import modellint.rules.structure.DeepPlainRun;
import modellint.rules.structure.SaturatingActivations;

/**
 * Weights drawn too wide or too narrow for the activation behind them, where that alone does
 * damage: with weights from the fitting initialiser the predicted growth is gone.
 */
@RuleInfo(
    id = "ML201",
    severity = Severity.ERROR,
    summary = "Initial weights are too wide or too narrow for the activation",
    explains = {
      ExplodingSignal.class,
      VanishingSignal.class,
      ExplodingGradient.class,
      VanishingGradient.class,
      HotOutput.class,
      SaturatingActivations.class,
      DeepPlainRun.class
    },
    docs =
        """
        ## What it does
        Compares the variance of freshly drawn weights, times the fan-in, with what the activation
        needs to keep the size of signal and gradient: 2 for ReLU and its relatives, 1 for tanh,
        SELU and no activation. Speaks only where the mismatch adds up to damage over the depth of
        the network, and where drawing those weights anew would remove it.

        ## Why it matters
        Each layer multiplies the gradient by the same wrong factor. PyTorch's default for Linear
        and Conv has a sixth of the variance that ReLU needs: harmless in three layers, and eleven
        decades in thirty. A standard deviation of one explodes within a few layers of any width.

        ## How to fix
        He for ReLU, LeakyReLU, GELU, SiLU and ELU; Xavier for tanh, sigmoid and no activation;
        LeCun for SELU.

        ## References
        He et al. 2015, <https://arxiv.org/abs/1502.01852>;
        Glorot and Bengio 2010, <https://proceedings.mlr.press/v9/glorot10a.html>;
        Klambauer et al. 2017, <https://arxiv.org/abs/1706.02515>
        """)
public final class MismatchedVariance implements Rule {

  static final Setting TOLERANCE =
      new Setting(
          "mismatched-variance.tolerance", 1.5, "Factor by which the variance may miss its range");

  @Override
  public List<Setting> settings() {
    var all = new ArrayList<Setting>(Limits.EXPLOSION.settings());
    all.addAll(Limits.VANISHING.settings());
    all.add(TOLERANCE);
    return all;
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<Damage> damage = Damage.worst(subject);
    if (damage.isEmpty()) {
      return Stream.empty();
    }
    double tolerance = subject.setting(TOLERANCE);
    List<Fit> missed =
        subject.layers().all().stream()
            .filter(it -> isFresh(it, subject))
            .flatMap(it -> Fit.of(it, Reach.of(it, subject).last()).stream())
            .filter(it -> it.miss() > tolerance)
            .toList();
    List<Fit> hidden = missed.stream().filter(it -> !it.last()).toList();
    return hidden.stream()
        .max(Comparator.comparingDouble(Fit::miss))
        .flatMap(worst -> describe(first(hidden, worst), missed, damage.get(), subject))
        .stream();
  }

  private static boolean isFresh(Layer layer, Subject subject) {
    Origin origin = subject.provenance().origin(layer.weight().name());
    return origin == Origin.FRESH || origin == Origin.DECLARED;
  }

  /** Of layers that miss alike, the first. */
  private static Fit first(List<Fit> hidden, Fit worst) {
    return hidden.stream().filter(it -> it.miss() > 0.99 * worst.miss()).findFirst().orElse(worst);
  }

  private Optional<Finding> describe(Fit worst, List<Fit> missed, Damage damage, Subject subject) {
    Remedy remedy = Fit.repair(subject, missed);
    if (!remedy.cures()) {
      return Optional.empty();
    }
    Estimate drawn = Spread.of(worst.layer().weight());
    String message =
        worst.tooWide()
            ? "the initial weights are too wide for " + worst.activation()
            : "the initial weights are too narrow for " + worst.activation();
    return Optional.of(
        Finding.of(
            this,
            damage.severity(),
            worst.layer().initialised(),
            message,
            List.of(
                damage.measure(),
                new Measure(
                    "weight variance times fan-in",
                    new Estimate(drawn.value() * worst.layer().fanIn(), drawn.basis()),
                    worst.limit())),
            remedy.fix(
                "draw "
                    + drawn(missed, worst.layer())
                    + " from "
                    + worst.scheme().advice()
                    + drawnBy(worst.layer(), subject))));
  }

  /** What is to be drawn anew; one layer by its name where the finding stands elsewhere. */
  private static String drawn(List<Fit> missed, Layer worst) {
    if (missed.size() > 1) {
      return "the weights of " + missed.size() + " layers";
    }
    return worst.initialised().equals(worst.node().place())
        ? "the weights of this layer"
        : worst.weight().name();
  }

  /** The initialiser at fault, where it has a name. */
  private static String drawnBy(Layer layer, Subject subject) {
    Optional<String> name =
        layer.weight().weights() instanceof Weights.Declared it
            ? Optional.of(it.init().name())
            : subject.provenance().family(layer.weight().name()).map(InitFamily::name);
    return name.map(it -> " instead of " + it).orElse("");
  }
}

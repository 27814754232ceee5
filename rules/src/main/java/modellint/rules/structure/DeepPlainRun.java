package modellint.rules.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
import modellint.rules.damage.Limits;
import modellint.rules.signal.ExplodingGradient;
import modellint.rules.signal.ExplodingSignal;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;

/** Many layers, each of them sound, that together lose the gradient for want of skips. */
@RuleInfo(
    id = "ML304",
    severity = Severity.ERROR,
    summary = "A long run of layers without skip or normalisation loses the gradient",
    explains = {
      ExplodingSignal.class,
      VanishingSignal.class,
      ExplodingGradient.class,
      VanishingGradient.class
    },
    docs =
        """
        ## What it does
        Reports plain networks, without residual connections and normalisation, in which no layer
        changes signal or gradient by much, but many layers together pass the limits.
        There is no limit on depth as such: a hundred layers that keep the gradient are clean.

        ## Why it matters
        No initialiser is exact for smooth activations or finite widths. The factor by which each
        layer is off is raised to the power of the depth.

        ## How to fix
        Add an identity skip around every two layers, in DL4J an
        ElementWiseVertex(ElementWiseVertex.Op.Add); or normalise after each, `new
        BatchNormalization.Builder().build()`; or take fewer layers.

        ## References
        Schoenholz et al. 2017, <https://arxiv.org/abs/1611.01232>;
        He et al. 2016, <https://arxiv.org/abs/1512.03385>
        """)
public final class DeepPlainRun implements Rule {

  static final Setting STEP =
      new Setting("deep-plain-run.step", 0.15, "Decades per layer up to which depth is to blame");

  @Override
  public List<Setting> settings() {
    var all = new ArrayList<Setting>(Limits.EXPLOSION.settings());
    all.addAll(Limits.VANISHING.settings());
    all.add(STEP);
    return all;
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<Damage> damage =
        Damage.worst(subject).filter(it -> it.symptom() != Damage.Symptom.HOT_OUTPUT);
    boolean plain =
        subject.signal().scores().filter(it -> !it.normalised() && !it.skips()).isPresent();
    if (damage.isEmpty() || !plain) {
      return Stream.empty();
    }
    List<LayerFlow> run = subject.signal().layers();
    double perLayer = damage.get().decades() / (run.size() - 1);
    return perLayer <= subject.setting(STEP)
        ? Stream.of(describe(run, damage.get(), perLayer))
        : Stream.empty();
  }

  private Finding describe(List<LayerFlow> run, Damage damage, double perLayer) {
    return Finding.of(
        this,
        damage.severity(),
        run.get(0).layer().node().place(),
        "too many layers follow one another without skip or normalisation",
        List.of(
            damage.measure(),
            new Measure(
                "weighted layers in the run",
                new Estimate(run.size(), Estimate.Basis.EXACT),
                StrictMath.floor(damage.limit() / perLayer))),
        Fix.of("add an identity skip around every two layers, or normalise after each"));
  }
}

package modellint.rules.structure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.graph.Estimate;
import modellint.graph.Node;
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
import modellint.rules.damage.Scheme;
import modellint.rules.signal.VanishingGradient;
import modellint.rules.signal.VanishingSignal;

/** Sigmoid or tanh behind so many layers in a row that no gradient is left. */
@RuleInfo(
    id = "ML302",
    severity = Severity.ERROR,
    summary = "Saturating activations in a row let no gradient through",
    explains = {VanishingGradient.class, VanishingSignal.class, DeepPlainRun.class},
    docs =
        """
        ## What it does
        Finds runs of hidden layers with sigmoid, tanh or their relatives, where the predicted
        gradient falls below its limits and would not with ReLU and He's initialiser. Gates in
        recurrent cells and attention, a single squashing layer and tanh networks that are drawn
        well are not reported.

        ## Why it matters
        The slope of a sigmoid, s (1 - s), is a quarter at most, and much less away from zero. Ten
        of them divide the gradient by a million. Wider weights, which could make up for it, push
        the function to where it is flatter still.

        ## How to fix
        ReLU, LeakyReLU, PReLU or GELU with He's initialiser in hidden layers, in DL4J
        `.activation(Activation.RELU).weightInit(WeightInit.RELU)`; keep the sigmoid for the output.
        Or a batch normalisation after each layer, or fewer layers.

        ## References
        Glorot and Bengio 2010, <https://proceedings.mlr.press/v9/glorot10a.html>;
        Hochreiter 1998, The vanishing gradient problem,
        <https://doi.org/10.1142/S0218488598000094>
        """)
public final class SaturatingActivations implements Rule {

  static final Setting RUN =
      new Setting("saturating-activations.run", 3, "Layers in a row that make a stack");

  static final Setting STEP =
      new Setting(
          "saturating-activations.step",
          0.15,
          "Decades per layer from which saturation is to blame");

  private static final Set<String> SATURATING =
      Set.of("Sigmoid", "HardSigmoid", "Tanh", "Softsign");

  @Override
  public List<Setting> settings() {
    var all = new ArrayList<Setting>(Limits.VANISHING.settings());
    all.add(RUN);
    all.add(STEP);
    return all;
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<Damage> damage = Damage.vanishing(subject);
    if (damage.isEmpty()) {
      return Stream.empty();
    }
    List<Layer> run = longestRun(subject);
    double limit = subject.setting(RUN);
    if (run.size() < limit || damage.get().decades() < subject.setting(STEP) * run.size()) {
      return Stream.empty();
    }
    Remedy remedy =
        Remedy.redraw(subject, run, Scheme.HE).exchange(activations(run, subject), "Relu");
    return remedy.cures() ? Stream.of(describe(run, damage.get(), limit, remedy)) : Stream.empty();
  }

  private Finding describe(List<Layer> run, Damage damage, double limit, Remedy remedy) {
    return Finding.of(
        this,
        damage.severity(),
        run.get(0).node().place(),
        run.get(0).activation().orElseThrow() + " layers in a row let no gradient through",
        List.of(
            damage.measure(),
            new Measure(
                "saturating layers in a row",
                new Estimate(run.size(), Estimate.Basis.EXACT),
                limit)),
        remedy.fix("use ReLU with weights from " + Scheme.HE.advice()));
  }

  private static List<Layer> longestRun(Subject subject) {
    List<Layer> longest = List.of();
    var run = new ArrayList<Layer>();
    for (Layer layer : subject.layers().all()) {
      if (layer.activation().filter(SATURATING::contains).isPresent()
          && layer.normalisation().isEmpty()) {
        run.add(layer);
      } else {
        run.clear();
      }
      if (run.size() > longest.size()) {
        longest = List.copyOf(run);
      }
    }
    return longest;
  }

  /** The activation nodes behind the layers of {@code run}. */
  private static Set<Node> activations(List<Layer> run, Subject subject) {
    Set<String> reached = new HashSet<>();
    Set<Node> activations = new HashSet<>();
    run.forEach(layer -> reached.addAll(layer.node().outputs()));
    for (Node node : subject.graph().nodes()) {
      if (node.inputs().stream().noneMatch(reached::contains)
          || subject.layers().of(node).isPresent()) {
        continue;
      }
      if (SATURATING.contains(node.type())) {
        activations.add(node);
      } else {
        reached.addAll(node.outputs());
      }
    }
    return activations;
  }
}

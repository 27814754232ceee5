package modellint.rules.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.signal.LayerFlow;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.graph.Weights;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.damage.Damage;

/** A batch normalisation whose input varies less than the epsilon it adds to the variance. */
@RuleInfo(
    id = "ML306",
    severity = Severity.WARNING,
    summary = "A batch normalisation divides by its epsilon instead of the variance",
    docs =
        """
        ## What it does
        Compares the variance that reaches a batch normalisation with its epsilon: as stored in the
        running variance, or as predicted before training. A note where epsilon is the larger one,
        a warning where it is a hundred times larger. One finding a model, at the worst.

        ## Why it matters
        The layer is meant to bring its input to variance one: it divides by the root of variance +
        epsilon. Where epsilon is the larger one, a small signal stays small, and the layers after
        it see next to nothing.

        ## How to fix
        Lower epsilon, `new BatchNormalization.Builder().eps(1e-5)` in DL4J, or draw the weights
        before the normalisation wider.

        ## References
        Ioffe and Szegedy 2015, <https://arxiv.org/abs/1502.03167>
        """)
public final class EpsilonDominatedBatchNorm implements Rule {

  static final Setting FACTOR =
      new Setting(
          "epsilon-dominated-batch-norm.factor", 100, "Epsilon over variance that gives a warning");

  @Override
  public List<Setting> settings() {
    return List.of(FACTOR);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    List<Dominated> all =
        subject.graph().nodes().stream()
            .filter(it -> it.is("BatchNormalization"))
            .flatMap(it -> dominated(it, subject).stream())
            .toList();
    return all.stream()
        .reduce((worst, it) -> it.factor() > worst.factor() ? it : worst)
        .map(it -> describe(it, all.size(), subject))
        .stream();
  }

  private Finding describe(Dominated it, int alike, Subject subject) {
    var measures = new ArrayList<Measure>();
    measures.add(new Measure("variance before normalisation", it.variance(), it.epsilon()));
    if (alike > 1) {
      measures.add(
          new Measure("batch normalisations alike", new Estimate(alike, Estimate.Basis.EXACT), 0));
    }
    return Finding.of(
        this,
        it.factor() >= subject.setting(FACTOR) ? Severity.WARNING : Severity.NOTE,
        it.node().place(),
        "epsilon outweighs the variance that is to be normalised",
        measures,
        Fix.of("lower epsilon, or draw the weights before this normalisation wider"));
  }

  /** A normalisation that divides by its epsilon more than by the variance. */
  private record Dominated(Node node, double epsilon, Estimate variance) {

    double factor() {
      return epsilon / variance.value();
    }
  }

  private static Optional<Dominated> dominated(Node node, Subject subject) {
    double epsilon = node.real("epsilon", 1e-5);
    Estimate variance = stored(node, subject);
    if (!variance.isKnown() || variance.value() >= epsilon) {
      variance = predicted(node, subject);
    }
    return variance.isKnown() && variance.value() < epsilon
        ? Optional.of(new Dominated(node, epsilon, variance))
        : Optional.empty();
  }

  /** Mean of the running variance over the channels. */
  private static Estimate stored(Node node, Subject subject) {
    return node.input(4)
        .flatMap(it -> subject.layers().parameter(it))
        .filter(it -> it.weights() instanceof Weights.Measured)
        .map(it -> ((Weights.Measured) it.weights()).all().mean())
        .map(it -> new Estimate(it, Estimate.Basis.MEASURED))
        .orElse(Estimate.UNKNOWN);
  }

  /** Mean square of what the layer before gives, which the variance cannot exceed. */
  private static Estimate predicted(Node node, Subject subject) {
    if (Damage.scores(subject).isEmpty()) {
      return Estimate.UNKNOWN;
    }
    return subject.signal().layers().stream()
        .filter(it -> it.layer().normalisation().filter(node::equals).isPresent())
        .map(LayerFlow::activationRms)
        .map(it -> new Estimate(it * it, Estimate.Basis.PREDICTED))
        .findFirst()
        .orElse(Estimate.UNKNOWN);
  }
}

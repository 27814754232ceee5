package modellint.rules.structure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.analysis.signal.Scores;
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

/** Batch normalisation behind every layer of a long chain without skips. */
@RuleInfo(
    id = "ML305",
    severity = Severity.WARNING,
    summary = "A chain of batch-normalised layers without skips makes gradients explode",
    docs =
        """
        ## What it does
        Predicts the growth of the weight gradient along a chain of layers with batch normalisation
        and no residual connection, and warns when it passes the limit, which ReLU layers do at
        about eighteen. Layers in parallel branches are no chain. Never an error: the growth
        shrinks after the first steps, because normalised weights are free to scale.

        ## Why it matters
        Batch normalisation divides by a variance that ReLU has lowered, and so multiplies the
        squared gradient by pi / (pi - 1) in every layer. Chains of 30 to 50 layers, measured, did
        not start to learn.

        ## How to fix
        Add an identity skip around every two layers, or take fewer layers.

        ## References
        Yang et al. 2019, A mean field theory of batch normalization,
        <https://arxiv.org/abs/1902.08129>
        """)
public final class BatchNormChain implements Rule {

  static final Setting GROWTH =
      new Setting("batch-norm-chain.growth", 1.5, "Growth in decades along the chain");

  @Override
  public List<Setting> settings() {
    return List.of(GROWTH);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    double limit = subject.setting(GROWTH);
    Optional<Scores> scores =
        Damage.scores(subject)
            .filter(it -> it.normalised() && !it.skips() && it.interior() >= limit);
    List<Layer> chain = chain(subject);
    return scores.isPresent() && isMost(chain, subject)
        ? Stream.of(describe(chain, scores.get().interior(), limit))
        : Stream.empty();
  }

  /** The layers that every path passes and a batch normalisation follows. */
  private static List<Layer> chain(Subject subject) {
    return subject.trunk().layers().stream()
        .filter(it -> it.normalisation().filter(n -> n.is("BatchNormalization")).isPresent())
        .toList();
  }

  private static boolean isMost(List<Layer> chain, Subject subject) {
    return !chain.isEmpty() && 2 * chain.size() > subject.layers().all().size();
  }

  private Finding describe(List<Layer> chain, double growth, double limit) {
    return Finding.of(
        this,
        Severity.WARNING,
        chain.get(0).node().place(),
        "batch-normalised layers follow one another without a skip",
        List.of(
            new Measure(
                "gradient growth in decades",
                new Estimate(growth, Estimate.Basis.PREDICTED),
                limit),
            new Measure(
                "batch-normalised layers in the chain",
                new Estimate(chain.size(), Estimate.Basis.EXACT),
                StrictMath.floor(limit / growth * chain.size()))),
        Fix.of("add an identity skip around every two layers"));
  }
}

package modellint.rules.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** The logarithm of a probability that has underflown to zero. */
@RuleInfo(
    id = "ML505",
    severity = Severity.ERROR,
    summary = "The logarithm of a softmax or sigmoid is taken in two steps",
    docs =
        """
        ## What it does
        Finds Log after Softmax or Sigmoid with nothing in between that keeps the probability from
        zero. It is zero where a logit lies 103 below the largest (single precision) or 16.6 (half
        precision); logits that are bounded closer than that are not reported. An error where the
        logits are predicted to be within a factor of twelve of that before training.

        ## Why it matters
        The logarithm of zero is minus infinity, and the loss with it; already before, the gradient
        of confident samples is lost in rounding.

        ## How to fix
        Use LogSoftmax, Softplus of the negative for log(sigmoid), or a loss on logits.

        ## References
        Yan et al. 2021 (GRIST), <https://doi.org/10.1109/ICSE43902.2021.00038>;
        Li et al. 2023 (RANUM), <https://arxiv.org/abs/2302.06086>
        """)
public final class UnfusedLogProbability implements Rule {

  static final Setting DEVIATIONS =
      new Setting(
          "unfused-log-probability.deviations",
          12,
          "Limit over the predicted logits below which it is an error");

  @Override
  public List<Setting> settings() {
    return List.of(DEVIATIONS);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.hazards().of(Set.of(Kind.PROBABILITY)).stream().map(it -> describe(it, subject));
  }

  private Finding describe(Hazard hazard, Subject subject) {
    double limit = subject.setting(DEVIATIONS);
    Optional<Measure> near = Speaking.deviations(hazard, limit, subject);
    var measures = new ArrayList<Measure>();
    double gap = hazard.range().within().high() - hazard.range().within().low();
    measures.add(
        new Measure(
            "gap between logits",
            new Estimate(gap, Estimate.Basis.PREDICTED),
            Math.abs(hazard.limit())));
    near.ifPresent(measures::add);
    return Finding.of(
        this,
        near.filter(it -> it.estimate().value() < limit).isPresent()
            ? Severity.ERROR
            : Severity.WARNING,
        hazard.node().place(),
        "the logarithm of a probability is taken after it may have become zero",
        measures,
        Fix.of("use LogSoftmax, or for a sigmoid the negative Softplus of the negative logit"));
  }
}

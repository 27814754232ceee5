package modellint.rules.numeric;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.graph.Estimate;
import modellint.graph.Estimate.Basis;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** An epsilon that half precision cannot tell from zero. */
@RuleInfo(
    id = "ML509",
    severity = Severity.ERROR,
    summary = "An epsilon in half precision is zero",
    docs =
        """
        ## What it does
        Finds a constant added before a root, a logarithm or a division in half precision that is
        below 3e-8, half of the smallest number there is: it has been rounded to zero. An error
        where what it was to protect is sure to be zero at times.

        ## Why it matters
        The epsilon of 1e-8 or 1e-12 that protects in single precision protects nothing in half.

        ## How to fix
        Take 1e-6 or larger, or compute this part in single precision.

        ## References
        Micikevicius et al. 2018, <https://arxiv.org/abs/1710.03740>
        """)
public final class VanishingEpsilon implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.hazards().of(Set.of(Kind.EPSILON)).stream().map(this::describe);
  }

  private Finding describe(Hazard hazard) {
    return Finding.of(
        this,
        Speaking.severity(hazard),
        hazard.node().place(),
        "the epsilon is zero in half precision",
        List.of(new Measure("epsilon", new Estimate(0, Basis.EXACT), hazard.limit())),
        Fix.of("take an epsilon of 1e-6 or more, or single precision here"));
  }
}

package modellint.rules.numeric;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Certainty;
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

/** A difference of which rounding leaves nothing, or a negative number. */
@RuleInfo(
    id = "ML508",
    severity = Severity.WARNING,
    summary = "Nearly equal numbers are subtracted before a root or a logarithm",
    docs =
        """
        ## What it does
        Finds the variance written as E[x x] - E[x] E[x] before a root, a logarithm or a power, and
        log(1 - sigmoid(x)), unless something keeps the difference from below zero. An epsilon is
        enough where it exceeds the rounding of a mean of one, or of the largest mean that
        the stated input ranges allow. Double precision and a bounded sigmoid are not reported.

        ## Why it matters
        Where the mean is large against the deviation all digits cancel, and the variance comes
        out zero or negative: NaN after the root. The sigmoid of 17.3 already rounds to one in
        single precision, and the logarithm of what is left is minus infinity.

        ## How to fix
        Average the squares of x less its mean, or clip the variance at zero; write
        log(1 - sigmoid(x)) as the negative of Softplus(x).

        ## References
        Chan, Golub and LeVeque 1983, <https://doi.org/10.1080/00031305.1983.10483115>
        """)
public final class Cancellation implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.hazards().of(Set.of(Kind.CANCELLATION)).stream().map(this::describe);
  }

  private Finding describe(Hazard hazard) {
    boolean variance = hazard.node().is("Sub");
    return Finding.of(
        this,
        Severity.WARNING,
        hazard.node().place(),
        variance
            ? "the variance is a difference that rounding can make negative"
            : "the logarithm is taken of one less a number that rounds to one",
        List.of(variance ? mean(hazard) : Speaking.greatest("greatest logit", hazard)),
        Fix.of(
            variance
                ? "average the squared differences from the mean, or clip the variance at zero"
                : "write it as the negative of Softplus of the logit"));
  }

  /** Rounding is larger than epsilon beyond sqrt(epsilon / rounding). */
  private static Measure mean(Hazard hazard) {
    double epsilon = Math.abs(hazard.limit());
    double most = StrictMath.sqrt(epsilon / hazard.precision().rounding());
    double mean = hazard.certainty() == Certainty.POSSIBLE ? largest(hazard) : 1;
    return new Measure("mean of the data", new Estimate(mean, Basis.PREDICTED), most);
  }

  /** The difference is at most the mean square, which is at least the squared mean. */
  private static double largest(Hazard hazard) {
    return StrictMath.sqrt(hazard.range().within().high());
  }
}

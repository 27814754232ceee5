package modellint.rules.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A number beyond what its type holds. */
@RuleInfo(
    id = "ML503",
    severity = Severity.ERROR,
    summary = "A number grows beyond what its type holds",
    docs =
        """
        ## What it does
        Follows the values' intervals to each Exp, which overflows from 88.7 in single and from 11.1
        in half precision, and to every result that its type cannot hold (65504 in half precision).
        Speaks where the stated input ranges lead there, and of log(1 + exp(x)) over an x that
        nothing bounds.

        ## Why it matters
        An infinite value makes the loss infinite or, by infinity less infinity, NaN.

        ## How to fix
        Use the operator Softplus, which does not overflow, for log(1 + exp(x)); bound the exponent;
        scale down before squares are summed in half precision.

        ## References
        Zhang et al. 2020 (DEBAR), <https://doi.org/10.1145/3368089.3409720>;
        Micikevicius et al. 2018, <https://arxiv.org/abs/1710.03740>
        """)
public final class Overflow implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.hazards().of(Set.of(Kind.OVERFLOW)).stream().map(this::describe);
  }

  private Finding describe(Hazard hazard) {
    boolean exponential = hazard.node().is("Exp");
    boolean softplus = hazard.certainty() == Certainty.UNBOUNDED;
    var measures = new ArrayList<Measure>();
    measures.add(
        hazard.aim() == Aim.DOWN
            ? Speaking.least("least value", hazard)
            : Speaking.greatest(exponential ? "greatest exponent" : "greatest value", hazard));
    return Finding.of(
        this,
        Speaking.severity(hazard),
        hazard.node().place(),
        exponential ? "exp overflows" : "the result overflows",
        List.copyOf(measures),
        Fix.of(
            softplus
                ? "write log(1 + exp(x)) as Softplus"
                : exponential
                    ? "clip the exponent below its limit"
                    : "scale the operands down, or compute this in single precision"));
  }
}

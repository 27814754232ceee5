package modellint.rules.numeric;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Aim;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A function that is asked for what it is not defined on. */
@RuleInfo(
    id = "ML501",
    severity = Severity.ERROR,
    summary = "A logarithm, root or inverse function gets numbers outside its domain",
    docs =
        """
        ## What it does
        Follows the values' intervals to each Log, Sqrt, Pow with a fractional exponent, Acos, Asin,
        Acosh and Atanh. An error where operands outside the domain are sure to occur, a warning
        where the stated input ranges allow them. Inputs without a range (`modellint.input_range.NAME`)
        have no bounds, and what rests on them alone is not reported.

        ## Why it matters
        The result is NaN, or minus infinity for the logarithm of zero. One NaN in one sample makes
        the loss NaN, and after the next step every weight.

        ## How to fix
        Keep the operand inside: a Clip, an epsilon that is added, Softplus in place of ReLU.

        ## References
        Zhang et al. 2020 (DEBAR), <https://doi.org/10.1145/3368089.3409720>;
        Li et al. 2023 (RANUM), <https://arxiv.org/abs/2302.06086>
        """)
public final class OutsideDomain implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.hazards().of(Set.of(Kind.DOMAIN)).stream().map(this::describe);
  }

  private Finding describe(Hazard hazard) {
    boolean logarithm = hazard.node().is("Log");
    return Finding.of(
        this,
        Speaking.severity(hazard),
        hazard.node().place(),
        logarithm
            ? "the logarithm of zero or of a negative number is taken"
            : hazard.node().type() + " is applied outside its domain",
        List.of(
            hazard.aim() == Aim.UP
                ? Speaking.greatest("greatest operand", hazard)
                : Speaking.least("least operand", hazard)),
        Fix.of(
            logarithm
                ? "add an epsilon, clip the operand above zero, or use Softplus before it"
                : "clip the operand to the domain of the function"));
  }
}

package modellint.rules.numeric;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.hazard.Hazard;
import modellint.analysis.hazard.Hazard.Certainty;
import modellint.analysis.hazard.Hazard.Kind;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A divisor that is zero for some input. */
@RuleInfo(
    id = "ML502",
    severity = Severity.ERROR,
    summary = "A divisor is zero for some inputs",
    docs =
        """
        ## What it does
        Follows the values' intervals to the divisor of each Div and Reciprocal and the base of each
        Pow with a negative exponent. An error where exact zeros are sure to occur, as after a ReLU
        or at the length of an empty image; a warning where the divisor takes both signs or the
        stated input ranges allow zero. A vector over its own length is not reported unless that
        vector is sure to be zero at times.

        ## Why it matters
        The result is infinite, or NaN for zero over zero, and so are loss and weights a step later.
        A divisor that changes its sign is next to zero for some sample of nearly every batch.

        ## How to fix
        Add an epsilon to a divisor that is not negative; clip its absolute value otherwise.

        ## References
        Zhang et al. 2020 (DEBAR), <https://doi.org/10.1145/3368089.3409720>
        """)
public final class DivisionByZero implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.hazards().of(Set.of(Kind.DIVISION)).stream().map(this::describe);
  }

  private Finding describe(Hazard hazard) {
    boolean bothSigns = hazard.certainty() == Certainty.UNBOUNDED;
    return Finding.of(
        this,
        Speaking.severity(hazard),
        hazard.node().place(),
        bothSigns ? "the divisor changes its sign" : "the divisor can be zero",
        List.of(Speaking.least("least divisor", hazard)),
        Fix.of(
            bothSigns
                ? "divide by something positive: Softplus or exp of the value, plus an epsilon"
                : "add an epsilon to the divisor, or clip it above zero"));
  }
}

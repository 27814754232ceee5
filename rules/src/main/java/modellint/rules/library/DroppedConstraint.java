package modellint.rules.library;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.TrainingDetails.Remark;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Constraints that no layer gets. */
@RuleInfo(
    id = "ML714",
    severity = Severity.WARNING,
    summary = "Constraints on all parameters are dropped by the library",
    docs =
        """
        ## What it does
        Finds `.constrainAllParameters(..)` on the global builder of DL4J 1.0.0, which loses them.

        ## Why it matters
        The library copies the constraints of the wrong, empty list, so no layer gets any: the norm
        that reads as bounded is not. Read in LayerValidation from 1.0.0-beta4 to 1.0.0-M2.1.

        ## How to fix
        `.constrainWeights(new MaxNormConstraint(2.0, 1))`, which works, or constraints on each
        layer. A bias has one axis, the first: what `.constrainBias(..)` is given must name axis 0.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, LayerValidation
        """)
public final class DroppedConstraint implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.DROPPED_CONSTRAINT)
        .map(this::describe);
  }

  private Finding describe(Remark remark) {
    return Finding.of(
        this,
        Severity.WARNING,
        remark.place(),
        "the library drops constraints on all parameters, so no layer has any",
        List.of(
            new Measure(
                "constraints in force", new Estimate(0, Estimate.Basis.EXACT), remark.value())),
        Fix.of("write " + remark.correction()));
  }
}

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

/** A bias that adds nothing and never will. */
@RuleInfo(
    id = "ML724",
    severity = Severity.WARNING,
    summary = "A bias or gain of SameDiff is a constant, which training never changes",
    docs =
        """
        ## What it does
        Finds zeros that are added to what a layer computes, as its bias, and ones that it is
        multiplied by, as its gain, where SameDiff takes them for constants: what sd.zero, sd.one
        and sd.constant make.

        ## Why it matters
        Only variables are trained. A constant bias of zeros adds nothing in the first step and
        nothing in the last, so the layer has no bias, whatever the source says. Measured: after
        a step of training, no element of it had moved. Up to 1.0.0-beta5 sd.zero and sd.one made
        variables, so older source silently changes its meaning.

        ## How to fix
        Make it a variable: `sd.var("b", DataType.FLOAT, units)` for zeros,
        `sd.var("g", new OneInitScheme('c'), DataType.FLOAT, units)` for ones; or leave it out.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, SameDiff, VariableType
        """)
public final class FrozenBias implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.FROZEN_BIAS)
        .map(this::describe);
  }

  private Finding describe(Remark remark) {
    return Finding.of(
        this,
        Severity.WARNING,
        remark.place(),
        "the library takes this bias or gain for a constant and never trains it",
        List.of(
            new Measure(
                "elements that no step changes",
                new Estimate(remark.value(), Estimate.Basis.EXACT),
                0)),
        Fix.of("write " + remark.correction()));
  }
}

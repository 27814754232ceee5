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

/** A zero that the library reads as nothing. */
@RuleInfo(
    id = "ML707",
    severity = Severity.WARNING,
    summary = "A layer states zero, and the global setting holds",
    docs =
        """
        ## What it does
        Finds layers that state `.l1(0)`, `.l2(0)`, `.weightDecay(0)` or `.dropOut(0)` under a
        global setting of the same kind.

        ## Why it matters
        DL4J takes zero for "not stated" and lets the layer inherit what it meant to switch off:
        also the output layer, which then drops its own inputs.

        ## How to fix
        State the setting on the layers that want it instead of globally, or a number too small
        to matter.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, NeuralNetConfiguration
        """)
public final class UnremovedPenalty implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.UNREMOVED_PENALTY)
        .map(this::describe);
  }

  private Finding describe(Remark remark) {
    return Finding.of(
        this,
        Severity.WARNING,
        remark.place(),
        "zero does not switch the global setting off, which this layer inherits",
        List.of(
            new Measure("setting in force", new Estimate(remark.value(), Estimate.Basis.EXACT), 0)),
        Fix.of("write " + remark.correction()));
  }
}

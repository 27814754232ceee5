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

/** An update rule that steps the wrong way. */
@RuleInfo(
    id = "ML726",
    severity = Severity.ERROR,
    summary = "Encog's NesterovUpdate climbs the loss instead of descending it",
    docs =
        """
        ## What it does
        Finds `setUpdateRule(new NesterovUpdate())` on Encog's StochasticGradientDescent.

        ## Why it matters
        The trainer's gradients point downhill, and all other update rules add them. This one adds
        momentum times the last step less (1 + momentum) times the new one, the formula for
        gradients that point uphill, so that every step makes the error larger. Measured on XOR,
        with a rate of 0.05 and a momentum of 0.5: the error went from 0.29 to 0.5, where
        MomentumUpdate went to 0.004.

        ## How to fix
        `setUpdateRule(new MomentumUpdate())`, or the Adam that the trainer has by itself.

        ## References
        Encog 3.4, NesterovUpdate, <https://github.com/jeffheaton/encog-java-core>
        """)
public final class AscendingUpdate implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.ASCENDING_UPDATE)
        .map(this::describe);
  }

  private Finding describe(Remark it) {
    return Finding.of(
        this,
        Severity.ERROR,
        it.place(),
        "this update rule climbs: it subtracts gradients that point downhill",
        List.of(
            new Measure(
                "step over the downhill gradient",
                new Estimate(it.value(), Estimate.Basis.EXACT),
                0)),
        Fix.of(it.correction()));
  }
}

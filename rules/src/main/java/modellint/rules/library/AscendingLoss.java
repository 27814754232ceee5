package modellint.rules.library;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.training.Stated;

/** A loss that lacks its minus sign. */
@RuleInfo(
    id = "ML716",
    severity = Severity.ERROR,
    summary = "The binary cross-entropy of DJL on probabilities is not negated",
    docs =
        """
        ## What it does
        Finds DJL's binary cross-entropy told to read what a sigmoid has made, by its flag
        fromSigmoid.

        ## Why it matters
        With the flag the loss is y log p + (1 - y) log (1 - p) without the minus sign before it,
        so descent makes every prediction worse. Without it the loss is right.

        ## How to fix
        No sigmoid at the output, and `Loss.sigmoidBinaryCrossEntropyLoss()`, which applies its own.

        ## References
        DJL, <https://github.com/deepjavalibrary/djl>, SigmoidBinaryCrossEntropyLoss
        """)
public final class AscendingLoss implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .lossName()
        .filter("sigmoidbinarycrossentropyloss-of-probabilities"::equals)
        .map(it -> describe(subject))
        .stream();
  }

  private Finding describe(Subject subject) {
    return Finding.of(
        this,
        Severity.ERROR,
        Stated.place("loss", subject),
        "with fromSigmoid the loss lacks its minus sign, so training goes uphill",
        List.of(
            new Measure("loss of a certain right answer", new Estimate(0, Estimate.Basis.EXACT), 0),
            new Measure(
                "loss of a certain wrong answer",
                new Estimate(Double.NEGATIVE_INFINITY, Estimate.Basis.EXACT),
                0)),
        Fix.of("write Loss.sigmoidBinaryCrossEntropyLoss(), and no sigmoid before it"));
  }
}

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

/** A loss that forgets the predictions. */
@RuleInfo(
    id = "ML729",
    severity = Severity.ERROR,
    summary = "The absolute error of DJL with a weight does not look at the predictions",
    docs =
        """
        ## What it does
        Finds DJL's L1Loss with a weight other than one.

        ## Why it matters
        In 0.36.0 the weight multiplies the labels in the place of the absolute error, so the loss
        is a number that no prediction changes: it has no gradient, and the backward pass throws.
        With the weight of one, the default, the loss is right.

        ## How to fix
        `Loss.l1Loss()` without a weight, and the weight in the learning rate; or
        `new QuantileL1Loss(0.5f)`, which is the absolute error as well.

        ## References
        DJL, <https://github.com/deepjavalibrary/djl>, L1Loss
        """)
public final class ConstantLoss implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .lossName()
        .filter("l1loss-of-labels"::equals)
        .map(it -> describe(subject))
        .stream();
  }

  private Finding describe(Subject subject) {
    return Finding.of(
        this,
        Severity.ERROR,
        Stated.place("loss", subject),
        "with a weight the loss is computed of the labels alone and has no gradient",
        List.of(
            new Measure(
                "change of the loss with the predictions",
                new Estimate(0, Estimate.Basis.EXACT),
                0)),
        Fix.of("write Loss.l1Loss(), and put its weight into the learning rate"));
  }
}

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
import modellint.rules.weight.MismatchedVariance;

/** A square root that is missing. */
@RuleInfo(
    id = "ML708",
    severity = Severity.WARNING,
    summary = "A variance is passed where the standard deviation is wanted",
    explains = {MismatchedVariance.class},
    docs =
        """
        ## What it does
        Finds normal distributions whose deviation is given by an expression of the fans that is
        a variance: 2 / (in + out), 1 / in, and multiples.

        ## Why it matters
        Deviations become their squares: with two thousand units the weights are thirty times
        too narrow, and the signal dies within a few layers.

        ## How to fix
        Math.sqrt around the expression, or the initialiser that computes it.

        ## References
        Glorot and Bengio 2010, <https://proceedings.mlr.press/v9/glorot10a.html>
        """)
public final class VarianceAsDeviation implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.graph().training().details().remarks().stream()
        .filter(it -> it.kind() == Remark.Kind.VARIANCE_AS_DEVIATION)
        .map(this::describe);
  }

  private Finding describe(Remark remark) {
    double deviation = remark.value();
    return Finding.of(
        this,
        Severity.WARNING,
        remark.place(),
        "a variance is passed where the standard deviation is wanted",
        List.of(
            new Measure(
                "standard deviation",
                new Estimate(deviation, Estimate.Basis.DECLARED),
                StrictMath.sqrt(deviation))),
        Fix.of("write " + remark.correction()));
  }
}

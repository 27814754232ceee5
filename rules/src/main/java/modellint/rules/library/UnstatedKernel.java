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

/** A pooling that pools nothing. */
@RuleInfo(
    id = "ML715",
    severity = Severity.WARNING,
    summary = "A pooling layer without a kernel size looks at one value in four",
    docs =
        """
        ## What it does
        Finds subsampling layers of DL4J that state no kernel size: the default is 1 x 1, with a
        stride of 2 x 2.

        ## Why it matters
        Nothing is pooled: three of four values are thrown away unseen, maximum or average alike,
        and with them three quarters of the gradient.

        ## How to fix
        State the kernel: `.kernelSize(2, 2).stride(2, 2)`.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, SubsamplingLayer
        """)
public final class UnstatedKernel implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.UNSTATED_KERNEL)
        .map(this::describe);
  }

  private Finding describe(Remark remark) {
    return Finding.of(
        this,
        Severity.WARNING,
        remark.place(),
        "a pooling without a kernel size pools nothing and drops values unseen",
        List.of(
            new Measure(
                "side of the kernel", new Estimate(remark.value(), Estimate.Basis.EXACT), 2)),
        Fix.of("write " + remark.correction()));
  }
}

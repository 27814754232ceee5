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

/** A builder that hands channels and stride on in the wrong order. */
@RuleInfo(
    id = "ML722",
    severity = Severity.ERROR,
    summary = "The library takes the stride of a convolution for its channels",
    docs =
        """
        ## What it does
        Finds addConvolutionalLayer(width, height, channels, stride) of Deep Netts with four
        numbers and no activation.

        ## Why it matters
        The builder passes the last two on in the wrong order: (3, 3, 16, 1) is one channel at a
        stride of sixteen. The network builds and trains, with next to nothing in it.

        ## How to fix
        State the activation as well: the form with five arguments keeps the order.

        ## References
        Deep Netts 1.13.2, ConvolutionalNetwork.Builder
        """)
public final class SwappedStride implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.SWAPPED_STRIDE)
        .map(this::describe);
  }

  private Finding describe(Remark remark) {
    return Finding.of(
        this,
        Severity.ERROR,
        remark.place(),
        "the library takes the stride of this convolution for its channels",
        List.of(
            new Measure(
                "channels over the stated ones",
                new Estimate(remark.value(), Estimate.Basis.EXACT),
                1)),
        Fix.of("write " + remark.correction()));
  }
}

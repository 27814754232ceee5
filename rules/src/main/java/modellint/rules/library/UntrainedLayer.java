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

/** A layer that the library's own training rule passes over. */
@RuleInfo(
    id = "ML721",
    severity = Severity.WARNING,
    summary = "A hidden layer keeps the weights that it was drawn with",
    docs =
        """
        ## What it does
        Finds fully connected layers before the last one of a Neuroph ConvolutionalNetwork that is
        trained by its ConvolutionalBackpropagation.

        ## Why it matters
        That rule changes the weights of convolutions and of the output layer alone, so everything
        passes through a random projection that never learns. Measured: no weight of such a layer
        moved in training. The error that comes through it lacks the slope of the functions as well.

        ## How to fix
        One fully connected layer, the output, behind the convolutions.

        ## References
        Neuroph 2.9x, ConvolutionalBackpropagation, <https://github.com/neuroph/NeurophFramework>
        """)
public final class UntrainedLayer implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.UNTRAINED_LAYER)
        .map(this::describe);
  }

  private Finding describe(Remark remark) {
    return Finding.of(
        this,
        Severity.WARNING,
        remark.place(),
        "the library never trains this layer",
        List.of(
            new Measure("weights that a step changes", new Estimate(0, Estimate.Basis.EXACT), 1)),
        Fix.of("leave out " + remark.correction() + ": what it computes stays random"));
  }
}

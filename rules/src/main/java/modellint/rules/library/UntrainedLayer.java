package modellint.rules.library;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.TrainingDetails;
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
        trained by its ConvolutionalBackpropagation, and convolutions of Deep Netts directly before
        another convolution.

        ## Why it matters
        That rule changes the weights of convolutions and of the output layer alone, so everything
        passes through a random projection that never learns. Measured: no weight of such a layer
        moved in training. The error that comes through it lacks the slope of the functions as well.
        Deep Netts divides the gradient that comes back from a convolution by the numbers of one of
        its kernels, not once but after each of its outputs: what all but the last few sent is
        gone. Measured, of a convolution before one of 64 positions and four channels 4e-6 of the
        gradient's norm was left, at an angle of more than 90 degrees to the true one.

        ## How to fix
        One fully connected layer, the output, after the convolutions of Neuroph; in Deep Netts
        pooling between two convolutions, after which the gradient is right.

        ## References
        Neuroph 2.9x, ConvolutionalBackpropagation, <https://github.com/neuroph/NeurophFramework>;
        Deep Netts 1.13.2, ConvolutionalLayer.backwardFromConvolutionalForChannel
        """)
public final class UntrainedLayer implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    TrainingDetails details = subject.graph().training().details();
    return Stream.concat(
        details.remarks(Remark.Kind.UNTRAINED_LAYER).map(this::describe),
        details.remarks(Remark.Kind.STARVED_LAYER).map(this::starved));
  }

  private Finding starved(Remark remark) {
    return Finding.of(
        this,
        Severity.WARNING,
        remark.place(),
        "the library loses the gradient of this convolution on the way back from the next one",
        List.of(
            new Measure(
                "divisions of the gradient by the size of a kernel",
                new Estimate(remark.value(), Estimate.Basis.EXACT),
                1)),
        Fix.of("write " + remark.correction() + " between the two"));
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

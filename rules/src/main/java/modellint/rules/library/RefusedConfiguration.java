package modellint.rules.library;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Refusal;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.loss.ContradictedLoss;
import modellint.rules.loss.SingleUnitSoftmax;
import modellint.rules.structure.OversizedWindow;

/** A definition that the library throws out before it trains a step. */
@RuleInfo(
    id = "ML710",
    severity = Severity.ERROR,
    summary = "The library refuses to build or to run the network",
    explains = {SingleUnitSoftmax.class, ContradictedLoss.class, OversizedWindow.class},
    docs =
        """
        ## What it does
        Applies the checks that DL4J itself makes, in the version of the build file: output
        functions and losses that exclude each other, layers whose nIn or nOut is stated nowhere,
        nIn that is not what comes in, kernels larger than their input, strict convolutions that
        leave a rest, padding beside the mode Same, windows with too few or impossible numbers,
        convolutions on what is no image, joins of different sizes, initialisers that cannot draw,
        schedules without a first rate, whole-sequence layers under truncated
        backpropagation, and graphs with names twice, names that are nowhere, vertices that
        nothing reads, cycles, or neither inputs nor outputs; numbers out of their range, layouts
        and preprocessors that do not fit, wrapped layers, vertices and constraints that throw, and
        transfer learning that changes what is not there. A note where the library silently
        takes the nIn that fits.
        Of SameDiff 1.0.0-M2.1, operations between weights and loss that it cannot differentiate
        (dropout, batchNorm, gather, the cells of LSTM and GRU and more), and calls that throw
        when the graph is made or first run (sru, upsampling2d of one scale, linear without bias).
        Of DJL 0.36.0, builders without units, filters, states or heads that divide, kernels and
        inputs with another number of axes, groups that leave channels over, sums and reshapes that
        do not fit, layers of one array behind several, empty containers, XavierInitializer on a
        bias, trackers that contradict themselves, and losses of other outputs than there are;
        children that a block of one's own does not initialise, or for other features than they
        are given, networks of which no parameter is trained, sums of one loss, and depths and
        stages that the model zoo does not offer.
        Of Smile, Deep Netts, Encog, Neuroph and Tribuo, networks without the layers that they
        must have, outputs that exclude their loss, texts of layers and rates that they cannot
        read, structures used unfinished, and numbers outside of what setters or the first step
        take; functions that are named and not there, heads, optimizers, penalties and strides of
        images that Deep Netts throws at, training without a loss, Encog's patterns with layers
        they do not take, and data in the source that do not fit its network. Of smile.deep and
        TensorFlow Java, sizes that meet and differ.

        ## Why it matters
        build(), init() or the first batch throws. On a machine with the data at hand that is a
        matter of seconds; in a job that loads them first, of hours.

        ## How to fix
        What the finding says. validateOutputLayerConfig(false) switches off the checks of the
        output layer, not the fault that they are for.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, OutputLayerUtil,
        LayerValidation, InputTypeUtil, ConvolutionUtils, ComputationGraphConfiguration;
        DJL, <https://github.com/deepjavalibrary/djl>, the builders and initialize methods of
        ai.djl.nn; SameDiff, the methods doDiff of its operations; Smile 4.4.2, MultilayerPerceptron and
        Layer; Deep Netts 1.13.2; Encog 3.4, ValidateNetwork; Neuroph 2.98; Tribuo, GradientOptimiser
        """)
public final class RefusedConfiguration implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.graph().training().details().refusals().stream().map(this::describe);
  }

  private Finding describe(Refusal it) {
    Objection objection = Objection.of(it);
    return Finding.of(
        this,
        it.fault() == Refusal.Fault.REPLACED_INPUT ? Severity.NOTE : Severity.ERROR,
        it.place(),
        objection.message(),
        List.of(
            new Measure(
                objection.measure(), new Estimate(it.value(), Estimate.Basis.EXACT), it.limit())),
        Fix.of(objection.fix()));
  }
}

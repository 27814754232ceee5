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
        Applies the checks that the library itself makes when it builds or first runs the network,
        in the version that the build file names, and more that end in an exception:

        - DL4J: output functions and losses that exclude each other; layers whose nIn or nOut is
          stated nowhere or is not what comes in; windows that do not fit their input, leave a rest
          under ConvolutionMode.Strict, or have impossible numbers; padding beside
          ConvolutionMode.Same; convolutions on what is no image; initialisers that cannot draw;
          schedules without a first rate; numbers out of their range; layouts and preprocessors
          that do not fit; wrapped layers, vertices and constraints that throw; whole-sequence
          layers under truncated backpropagation; transfer learning that changes what is not there.
        - Graphs of DL4J: names that occur twice or nowhere, vertices that nothing reads, joins of
          different sizes, cycles, and graphs without inputs or outputs.
        - SameDiff 1.0.0-M2.1: operations between weights and loss that it cannot differentiate
          (dropout, batchNorm, gather, the cells of LSTM and GRU and more), and calls that throw
          when the graph is made or first run (sru, upsampling2d of one scale, linear without bias).
        - DJL 0.36.0: builders without units, filters or states; heads and groups that do not
          divide; kernels and inputs with another number of axes; sums and reshapes that do not
          fit; layers of one array after several; empty containers; XavierInitializer on a bias;
          trackers that contradict themselves; losses of other outputs than there are; children
          that a block of one's own does not initialise, or for other features than they are
          given; networks of which no parameter is trained; depths and stages that the model zoo
          does not offer.
        - Smile, Deep Netts, Encog, Neuroph, Tribuo: networks without the layers that they must
          have, outputs that exclude their loss, texts of layers and rates that cannot be read,
          structures used unfinished, numbers out of their range, training without a loss, and data
          in the source that do not fit the network.
        - smile.deep and TensorFlow Java: sizes that meet and differ.

        Where DL4J silently takes the nIn that fits, the finding is a note.

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

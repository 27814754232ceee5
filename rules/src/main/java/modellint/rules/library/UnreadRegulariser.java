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

/** A penalty or a dropout that the library takes, and that does not do what it is for. */
@RuleInfo(
    id = "ML725",
    severity = Severity.WARNING,
    summary = "A penalty or a dropout is set that the library does not train with",
    docs =
        """
        ## What it does
        Finds setL1Regularization(..) and setL2Regularization(..) of Deep Netts, which no step
        reads; setL1(..) and setL2(..) of Encog's trainers; the dropout of an Encog BasicLayer
        whose network is finalized without it; and setDroupoutRate(..) of an Encog trainer that
        calls finishTraining().

        ## Why it matters
        The network is trained without what was to keep it from overfitting. Encog goes further:
        a penalty that is read is one number for all weights, added to the error of every output,
        so that each step moves the outputs up and none shrinks a weight; all trainers but
        StochasticGradientDescent read L2 beside an L1 alone; and a trainer's dropout, which only
        leaves updates out, takes its share of every weight when training ends.

        ## How to fix
        finalizeStructure(true) in Encog. The others have nothing to take their place: use fewer
        units, or stop early on held-out data.

        ## References
        Deep Netts 1.13.2, BackpropagationTrainer and AbstractLayer; Encog 3.4, GradientWorker,
        NeuralStructure and Propagation, <https://github.com/jeffheaton/encog-java-core>
        """)
public final class UnreadRegulariser implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    TrainingDetails details = subject.graph().training().details();
    return details.remarks().stream().flatMap(this::describe);
  }

  private Stream<Finding> describe(Remark it) {
    return switch (it.kind()) {
      case UNREAD_PENALTY ->
          of(it, "this penalty has no effect: no step reads it", "penalty in force", 0);
      case MISAPPLIED_PENALTY ->
          of(
              it,
              "this penalty is added to the error of the outputs and shrinks no weight",
              "penalty in force",
              0);
      case UNREAD_DROPOUT ->
          of(
              it,
              "this dropout has no effect: the network is finalized without it",
              "share dropped",
              0);
      case SHRINKING_DROPOUT ->
          of(
              it,
              "this dropout takes its share of every weight when training ends",
              "weights after training over trained ones",
              1 - it.value());
      default -> Stream.empty();
    };
  }

  private Stream<Finding> of(Remark it, String message, String measure, double value) {
    double limit = it.kind() == Remark.Kind.SHRINKING_DROPOUT ? 1 : it.value();
    return Stream.of(
        Finding.of(
            this,
            Severity.WARNING,
            it.place(),
            message,
            List.of(new Measure(measure, new Estimate(value, Estimate.Basis.EXACT), limit)),
            Fix.of(it.correction())));
  }
}

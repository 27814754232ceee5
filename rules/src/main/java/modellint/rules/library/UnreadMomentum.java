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

/** A momentum that no step uses. */
@RuleInfo(
    id = "ML720",
    severity = Severity.WARNING,
    summary = "A momentum is set that training does not use",
    docs =
        """
        ## What it does
        Finds setMomentum(..) where it has no effect: on a Deep Netts trainer whose optimizer is
        not `OptimizerType.MOMENTUM`, and on Encog's Backpropagation made without a learning rate
        and a momentum of its own.

        ## Why it matters
        A momentum of 0.9 makes the steps of a steady gradient ten times as long; a rate that was
        chosen for it is then ten times too small. Deep Netts' SGD never reads the number. Encog's
        constructor of two arguments adds SmartMomentum, which sets it back to zero after the
        second iteration; measured, 0.9 was 0 from there on, and the strategy itself never went
        above 0.101. SmartLearningRate of the same constructor starts at 1 / samples.

        ## How to fix
        setOptimizer(OptimizerType.MOMENTUM) in Deep Netts; the constructor of four arguments,
        `new Backpropagation(network, training, rate, momentum)`, in Encog.

        ## References
        Deep Netts 1.13.2, BackpropagationTrainer and MomentumOptimizer; Encog 3.4, Backpropagation
        and SmartMomentum, <https://github.com/jeffheaton/encog-java-core>
        """)
public final class UnreadMomentum implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    TrainingDetails details = subject.graph().training().details();
    return Stream.concat(
        details
            .remarks(Remark.Kind.UNREAD_MOMENTUM)
            .map(it -> describe(it, "the optimizer never reads it")),
        details
            .remarks(Remark.Kind.OVERWRITTEN_MOMENTUM)
            .map(it -> describe(it, "the trainer sets it back to zero")));
  }

  private Finding describe(Remark remark, String why) {
    return Finding.of(
        this,
        Severity.WARNING,
        remark.place(),
        "this momentum has no effect: " + why,
        List.of(
            new Measure(
                "momentum in force", new Estimate(0, Estimate.Basis.EXACT), remark.value())),
        Fix.of("write " + remark.correction()));
  }
}

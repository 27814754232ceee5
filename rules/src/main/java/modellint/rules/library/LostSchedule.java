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

/** A learning-rate schedule that is gone before the first step. */
@RuleInfo(
    id = "ML727",
    severity = Severity.ERROR,
    summary = "The copy of the updater leaves its schedule behind",
    docs =
        """
        ## What it does
        Finds AdaGrad with a schedule in DL4J's global configuration.

        ## Why it matters
        Every layer that states no updater gets a copy of the global one, and AdaGrad's clone()
        copies the learning rate without the schedule. `new AdaGrad(schedule)` has no rate beside
        it, so that the rate is NaN: measured, every weight is NaN after the first step. Made by
        its builder, it trains at the builder's constant rate, 0.1 where none is stated.

        ## How to fix
        State the updater on each layer, which then keeps it as it is, or use Adam, whose copy is
        whole.

        ## References
        nd4j-api 1.0.0-beta4 to 1.0.0-M2.1, AdaGrad.clone, and NeuralNetConfiguration,
        <https://github.com/deeplearning4j/deeplearning4j>
        """)
public final class LostSchedule implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .remarks(Remark.Kind.LOST_SCHEDULE)
        .map(this::describe);
  }

  private Finding describe(Remark remark) {
    boolean none = Double.isNaN(remark.value());
    return Finding.of(
        this,
        none ? Severity.ERROR : Severity.WARNING,
        remark.place(),
        none
            ? "the schedule is lost, and the learning rate is NaN from the first step"
            : "the schedule is lost, and the learning rate stays as it is",
        List.of(new Measure("schedules in force", new Estimate(0, Estimate.Basis.EXACT), 1)),
        Fix.of("write " + remark.correction()));
  }
}

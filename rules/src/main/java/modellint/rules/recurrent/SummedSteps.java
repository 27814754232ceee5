package modellint.rules.recurrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import modellint.analysis.layer.RecurrentSource;
import modellint.analysis.layer.SequenceLength;
import modellint.graph.Dim;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** States of a recurrent layer added up over time. */
@RuleInfo(
    id = "ML605",
    severity = Severity.NOTE,
    summary = "The states of all steps are summed, so the output grows with the length",
    docs =
        """
        ## What it does
        Finds a sum over the time axis of what an LSTM, GRU or simple recurrent layer gives, without
        a mask that it was multiplied by. A mean, a maximum, and sequences shorter than the limit
        are not reported.

        ## Why it matters
        The sum of a hundred states is up to a hundred times one: longer sequences make larger
        outputs and gradients than short ones, and in a padded batch the padding is summed as well.
        Where all sequences are of one length of up to 64 steps, measured, a sum learned as well as
        a mean; the limit lies above that.

        ## How to fix
        `PoolingType.AVG` in DL4J with a mask array for padded steps, or the last state; in PyTorch
        divide the masked sum by the number of steps that count.

        ## References
        DL4J, Masking: one-to-many, many-to-one,
        <https://deeplearning4j.konduit.ai/deeplearning4j/tutorials/recurrent-networks>
        """)
public final class SummedSteps implements Rule {

  /**
   * A convention, above what was measured to be harmless: sums of 4 to 64 states of sequences of
   * one length learned as well as means (fixtures/recipes/limits.py, sums).
   */
  static final Setting STEPS =
      new Setting("summed-steps.steps", 100, "Steps from which a sum is far larger than a state");

  private static final Advice MEAN =
      new Advice(
          "take the mean over the steps that count, or the last state",
          Map.of("dl4j", "use PoolingType.AVG, with a mask array where sequences are padded"));

  @Override
  public List<Setting> settings() {
    return List.of(STEPS);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.graph().nodes().stream()
        .filter(it -> it.is("ReduceSum"))
        .flatMap(
            it ->
                RecurrentSource.of(it, subject.wiring())
                    .flatMap(cell -> describe(it, cell, subject))
                    .stream());
  }

  private Optional<Finding> describe(Node sum, Node cell, Subject subject) {
    OptionalLong steps = SequenceLength.of(cell, subject.shapes());
    boolean hasTime =
        steps.isPresent()
            && steps.getAsLong() >= subject.setting(STEPS)
            && elements(sum.inputs().get(0), subject) == steps.getAsLong() * elements(sum, subject);
    return hasTime
        ? Optional.of(
            Finding.of(
                this,
                Severity.NOTE,
                sum.place(),
                "a sum over all steps is as large as the sequence is long",
                List.of(
                    new Measure(
                        "steps summed",
                        new Estimate(steps.getAsLong(), Estimate.Basis.EXACT),
                        subject.setting(STEPS))),
                MEAN.to(subject)))
        : Optional.empty();
  }

  private static double elements(Node node, Subject subject) {
    return elements(node.output(), subject);
  }

  /** Of one sample: the product of the dimensions that are known. */
  private static double elements(String value, Subject subject) {
    return subject.shapes().shape(value).stream()
        .flatMap(it -> it.dims().stream())
        .filter(Dim::isKnown)
        .mapToDouble(Dim::size)
        .reduce(1, (a, b) -> a * b);
  }
}

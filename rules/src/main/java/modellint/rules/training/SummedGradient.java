package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.learning.StepRule.Kind;
import modellint.graph.Estimate;
import modellint.graph.TrainingDetails.Remark;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A step as long as the batch is large. */
@RuleInfo(
    id = "ML414",
    severity = Severity.WARNING,
    summary = "The gradient is summed over the batch instead of averaged",
    docs =
        """
        ## What it does
        Finds definitions that switch the division by the batch size off, `.miniBatch(false)` in
        DL4J or `LossReduce.SUM` in SameDiff, under plain or momentum descent. A warning where the
        batch size is stated and the product of rate and batch is outside the usual range, nothing
        where it is inside, and a note where the batch size is not stated. Adam and its relatives
        rescale the gradient, as renormalising does, and are not reported. Nor are libraries that
        always sum: there the rate is judged by ML401, as a multiple of the batch.

        ## Why it matters
        Every step is longer by the batch size: at 0.1 and a batch of 64 the network trains at 6.4,
        and another batch size is another learning rate.

        ## How to fix
        `.miniBatch(true)`, which is the default of DL4J; `LossReduce.MEAN_BY_NONZERO_WEIGHT_COUNT`,
        which is that of SameDiff; or a rate divided by the batch size.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, NeuralNetConfiguration.Builder;
        Goyal et al. 2017, Accurate, large minibatch SGD, <https://arxiv.org/abs/1706.02677>
        """)
public final class SummedGradient implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<LearningRate> rate =
        subject
            .learningRate()
            .filter(it -> it.rule().kind() == Kind.GRADIENT && !renormalises(subject));
    return subject.graph().training().details().remarks().stream()
        .filter(it -> it.kind() == Remark.Kind.SUMMED_GRADIENT && !it.correction().isEmpty())
        .flatMap(remark -> rate.flatMap(it -> describe(remark, it, subject)).stream());
  }

  private static boolean renormalises(Subject subject) {
    return subject
        .graph()
        .training()
        .clipping()
        .filter(it -> it.kind().startsWith("renormalize"))
        .isPresent();
  }

  /** A stated batch whose sum stays inside the usual range is as good as an average. */
  private Optional<Finding> describe(Remark remark, LearningRate rate, Subject subject) {
    Optional<Integer> batch = subject.graph().training().batchSize();
    double effective = rate.effective() * batch.orElse(1);
    if (batch.isPresent() && effective <= rate.rule().most()) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
            this,
            batch.isPresent() ? Severity.WARNING : Severity.NOTE,
            remark.place(),
            "the gradient is summed over the batch, so the step grows with it",
            List.of(
                new Measure(
                    batch.isPresent()
                        ? "learning rate times batch"
                        : "learning rate for each sample",
                    new Estimate(effective, Estimate.Basis.EXACT),
                    rate.rule().most())),
            Fix.of("write " + remark.correction())));
  }
}

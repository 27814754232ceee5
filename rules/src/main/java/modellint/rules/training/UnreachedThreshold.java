package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A clipping that never acts. */
@RuleInfo(
    id = "ML415",
    severity = Severity.NOTE,
    summary = "The clipping threshold lies far above every gradient",
    docs =
        """
        ## What it does
        Compares the threshold of a clipping with the largest gradient that is predicted for the
        stated loss before the first step, of what it clips: an element, a layer, or all. A note
        where the threshold is more than a thousand times larger. Nothing is said where growth is
        predicted, or a gradient cannot be predicted.

        ## Why it matters
        The definition reads as if steps were bounded. A gradient that is a hundred times longer
        than usual, which is what clipping is for, passes unchanged and can undo the training.

        ## How to fix
        A threshold a little above the usual length: log the norm for some hundred steps, or start
        with `.gradientNormalizationThreshold(1.0)`.

        ## References
        Pascanu, Mikolov and Bengio 2013, On the difficulty of training recurrent neural networks,
        <https://arxiv.org/abs/1211.5063>
        """)
public final class UnreachedThreshold implements Rule {

  static final Setting FACTOR =
      new Setting(
          "unreached-threshold.factor", 1000, "Threshold over the largest gradient for a note");

  @Override
  public List<Setting> settings() {
    return List.of(FACTOR);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return ClippedLength.of(subject).flatMap(it -> describe(it, subject)).stream();
  }

  private Optional<Finding> describe(ClippedLength it, Subject subject) {
    double factor = it.clipping().threshold() / it.greatest();
    if (!(factor > subject.setting(FACTOR))) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.of(
            this,
            Severity.NOTE,
            Stated.place("threshold", subject),
            "the clipping threshold is so far above the gradients that it never acts",
            List.of(
                new Measure(
                    "threshold over the largest gradient",
                    new Estimate(factor, Estimate.Basis.PREDICTED),
                    subject.setting(FACTOR))),
            Fix.of(
                "lower the threshold to a few times the usual gradient, here about "
                    + rounded(it.greatest()))));
  }

  /** To one digit: a hint, not a prediction. */
  private static String rounded(double value) {
    return new java.math.BigDecimal(value)
        .round(new java.math.MathContext(1))
        .stripTrailingZeros()
        .toPlainString();
  }
}

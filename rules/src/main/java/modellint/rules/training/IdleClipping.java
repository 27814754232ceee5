package modellint.rules.training;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A threshold without a mode. */
@RuleInfo(
    id = "ML406",
    severity = Severity.WARNING,
    summary = "A clipping threshold is set and nothing reads it",
    explains = {MissingClipping.class},
    docs =
        """
        ## What it does
        Finds a clipping threshold in a definition that switches no clipping on, or one that
        renormalises gradients, which ignores the threshold.

        ## Why it matters
        The definition reads as if gradients were bounded, and they are not. Where gradients are
        predicted to explode, this is why nothing stops them.

        ## How to fix
        State the mode: gradientNormalization(GradientNormalization.ClipL2PerLayer).

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, GradientNormalization
        """)
public final class IdleClipping implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject
        .graph()
        .training()
        .details()
        .idleThreshold()
        .map(it -> describe(it, subject))
        .stream();
  }

  private Finding describe(double threshold, Subject subject) {
    boolean renormalises = subject.graph().training().clipping().isPresent();
    return Finding.of(
        this,
        renormalises ? Severity.NOTE : Severity.WARNING,
        Stated.place("threshold", subject),
        renormalises
            ? "renormalising gradients ignores the threshold"
            : "no clipping is switched on that would read the threshold",
        List.of(
            new Measure(
                "threshold in force",
                new Estimate(Double.POSITIVE_INFINITY, Estimate.Basis.EXACT),
                threshold)),
        Fix.of("add .gradientNormalization(GradientNormalization.ClipL2PerLayer)"));
  }
}

package modellint.rules.training;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Remark;
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
        Finds a clipping threshold, of a definition or of one of its layers, where no mode is stated
        that clips: either none at all, or one that renormalises and ignores the threshold.

        ## Why it matters
        The definition reads as if gradients were bounded, and they are not. Where gradients are
        predicted to explode, this is why nothing stops them.

        ## How to fix
        State the mode: `.gradientNormalization(GradientNormalization.ClipL2PerLayer)` clips by
        norm, `GradientNormalization.ClipElementWiseAbsoluteValue` by value.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, GradientNormalization
        """)
public final class IdleClipping implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    Training training = subject.graph().training();
    Stream<Finding> global =
        training
            .details()
            .idleThreshold()
            .map(it -> describe(it, Stated.place("threshold", subject), training))
            .stream();
    Stream<Finding> ofLayers =
        training.details().remarks().stream()
            .filter(it -> it.kind() == Remark.Kind.IDLE_THRESHOLD)
            .map(it -> describe(it.value(), it.place(), training));
    return Stream.concat(global, ofLayers);
  }

  private Finding describe(double threshold, Place place, Training training) {
    boolean renormalises =
        training.clipping().filter(it -> it.kind().startsWith("renormalize")).isPresent();
    return Finding.of(
        this,
        renormalises ? Severity.NOTE : Severity.WARNING,
        place,
        renormalises
            ? "a clipping threshold is set, and renormalised gradients do not read it"
            : "a clipping threshold is set, and no clipping is switched on that reads it",
        List.of(
            new Measure(
                "largest gradient let through",
                new Estimate(Double.POSITIVE_INFINITY, Estimate.Basis.EXACT),
                threshold)),
        Fix.of(
            renormalises
                ? "write .gradientNormalization(GradientNormalization.ClipL2PerLayer), which reads"
                    + " it, or leave the threshold out"
                : "add .gradientNormalization(GradientNormalization.ClipL2PerLayer)"));
  }
}

package modellint.rules.training;

import java.util.List;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.Training.Clipping;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Clipping that leaves nothing. */
@RuleInfo(
    id = "ML410",
    severity = Severity.ERROR,
    summary = "A clipping threshold of zero or below lets no gradient through",
    docs =
        """
        ## What it does
        Finds gradient clipping, of the model or of one layer, whose threshold is zero or negative.

        ## Why it matters
        Clipped to length zero, or between zero and zero, no gradient is left and nothing is
        learned; a negative length turns every step around, up the loss.

        ## How to fix
        A threshold above zero, `.gradientNormalizationThreshold(1.0)`, or no clipping at all:
        `GradientNormalization.None`.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, BaseMultiLayerUpdater
        """)
public final class ChokingThreshold implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    Training training = subject.graph().training();
    Stream<Finding> ofAll =
        training.clipping().stream()
            .filter(ChokingThreshold::chokes)
            .map(it -> describe(it, Stated.place("threshold", subject)));
    Stream<Finding> ofLayers =
        training.details().layers().stream()
            .filter(it -> !it.clipping().equals(training.clipping()))
            .flatMap(
                it ->
                    it.clipping().filter(ChokingThreshold::chokes).stream()
                        .map(clipping -> describe(clipping, it.place())));
    return Stream.concat(ofAll, ofLayers);
  }

  private static boolean chokes(Clipping clipping) {
    return clipping.threshold() <= 0;
  }

  private Finding describe(Clipping clipping, Place place) {
    return Finding.of(
        this,
        Severity.ERROR,
        place,
        "the clipping threshold lets no gradient through",
        List.of(
            new Measure(
                "clipping threshold", new Estimate(clipping.threshold(), Estimate.Basis.EXACT), 0)),
        Fix.of("write .gradientNormalizationThreshold(1.0)"));
  }
}

package modellint.report;

import java.util.stream.Collectors;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import modellint.engine.Verification;
import modellint.rule.Measure;

/** A finding in sentences, for formats that have one text field. */
final class Prose {

  private Prose() {}

  /** What was found, on which numbers, what to do, and how far it is settled. */
  static String of(Reported finding) {
    String measures =
        finding.measures().stream()
            .map(it -> measure(it, finding))
            .collect(Collectors.joining("; "));
    return SafeText.of(finding.message())
        + ": "
        + measures
        + ". Fix: "
        + SafeText.of(finding.fix().text())
        + finding.fix().effect().map(it -> " (" + SafeText.of(it) + ")").orElse("")
        + "."
        + verdict(finding);
  }

  /** One measure with its basis and limit. */
  static String measure(Measure measure) {
    String limit = Double.isNaN(measure.limit()) ? "" : ", limit " + Digits.three(measure.limit());
    return SafeText.of(measure.name())
        + " "
        + Digits.three(measure.estimate().value())
        + " ("
        + Words.of(measure.estimate().basis())
        + ")"
        + limit;
  }

  /** One measure of {@code finding}, and beside it what running the model has shown. */
  static String measure(Measure measure, Reported finding) {
    return measure(measure)
        + finding.shown(measure).map(it -> ", measured " + shown(it)).orElse("");
  }

  /** The median, and the range of the runs where they differ. */
  static String shown(Verification.Shown shown) {
    String low = Digits.three(shown.low());
    String high = Digits.three(shown.high());
    return Digits.three(shown.value()) + (low.equals(high) ? "" : " (" + low + " to " + high + ")");
  }

  private static String verdict(Reported finding) {
    return finding.verdict() == Verdict.STATIC
        ? ""
        : " Run: "
            + Words.of(finding.verdict())
            + finding.evidence().map(it -> ", " + SafeText.prose(it)).orElse("")
            + ".";
  }
}

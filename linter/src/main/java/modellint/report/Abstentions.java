package modellint.report;

import java.util.List;
import modellint.engine.Report;

/** Models whose gradient could not be predicted: silence about them must not look like praise. */
final class Abstentions {

  private Abstentions() {}

  static List<String> of(Report report) {
    return report.models().stream()
        .filter(model -> model.gradientGrowth().abstained().isPresent())
        .map(
            model ->
                SafeText.of(model.path())
                    + ": no gradient prediction: "
                    + SafeText.of(model.gradientGrowth().abstained().orElseThrow()))
        .toList();
  }
}

package modellint.report;

import java.util.List;
import java.util.stream.Collectors;
import modellint.engine.Growth;
import modellint.engine.Report;

/** Sizes that definitions leave open, and what the predictions took them for. */
final class Assumed {

  private Assumed() {}

  /** A line for each definition in source whose prediction rests on assumed sizes. */
  static List<String> of(Report report) {
    return report.models().stream()
        .filter(model -> model.line().isPresent() && !model.gradientGrowth().assumed().isEmpty())
        .map(
            model ->
                SafeText.of(model.path())
                    + ":"
                    + model.line().getAsInt()
                    + ": assumed "
                    + words(model.gradientGrowth()))
        .toList();
  }

  /** {@code numClasses = 10, time = 16}. */
  static String words(Growth growth) {
    return growth.assumed().entrySet().stream()
        .map(it -> SafeText.of(it.getKey()) + " = " + it.getValue())
        .collect(Collectors.joining(", "));
  }
}

package modellint.cli;

import modellint.config.Suggestion;
import modellint.report.Formats;
import modellint.report.Ink;
import modellint.report.ReportFormat;

/** The format that {@code --output} names. */
final class OutputOption {

  private OutputOption() {}

  static ReportFormat format(String name, Ink ink) {
    return Formats.named(name, ink)
        .orElseThrow(
            () ->
                new UsageException(
                    "unknown format: "
                        + name
                        + Suggestion.sentence(name, Formats.names())
                        + " (known: "
                        + String.join(", ", Formats.names())
                        + ")"));
  }
}

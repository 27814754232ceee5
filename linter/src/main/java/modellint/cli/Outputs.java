package modellint.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import modellint.config.FailOn;
import modellint.config.Suggestion;
import modellint.engine.Report;
import modellint.report.Formats;
import modellint.report.Ink;
import modellint.report.ReportFile;
import modellint.report.ReportFormat;
import picocli.CommandLine.Option;

/** The forms in which a report is wanted, and where each goes. */
final class Outputs {

  @Option(
      names = "--output",
      paramLabel = "FORMAT[:FILE]",
      completionCandidates = FormatNames.class,
      description = {
        "Write the report as ${COMPLETION-CANDIDATES}; may be given several times. Without FILE it"
            + " goes to standard output; where nothing does, a text is written there as well: full"
            + " on a terminal, concise in a pipe."
      })
  private List<String> outputs = new ArrayList<>();

  /** What the help and the shells offer. */
  static final class FormatNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Formats.names().iterator();
    }
  }

  /** A format, and the file it goes to; empty for standard output. */
  private record Output(ReportFormat format, String file) {}

  /** Finds the formats, so that a slip is known before anything is read. */
  void check() {
    outputs.forEach(it -> format(it, Ink.PLAIN));
  }

  /** Standard output comes first: what follows may fail, and findings must not be lost. */
  void write(Report report, FailOn failOn, boolean quiet, Console console) throws IOException {
    List<Output> all = outputs(console);
    for (Output output : all) {
      if (output.file().isEmpty() && !quiet) {
        output.format().write(report, failOn, console.out());
      }
    }
    console.out().flush();
    for (Output output : all) {
      if (!output.file().isEmpty()) {
        ReportFile.write(output.file(), writer -> output.format().write(report, failOn, writer));
      }
    }
  }

  private List<Output> outputs(Console console) {
    Ink ink = console.colour() ? Ink.ANSI : Ink.PLAIN;
    var all = new ArrayList<Output>();
    for (String output : outputs) {
      int colon = output.indexOf(':');
      String file = colon < 0 ? "" : output.substring(colon + 1);
      all.add(new Output(format(output, ink), file.equals("-") ? "" : file));
    }
    if (all.stream().noneMatch(it -> it.file().isEmpty())) {
      all.add(new Output(format(console.outIsTerminal() ? "text" : "concise", ink), ""));
    }
    return all;
  }

  private static ReportFormat format(String output, Ink ink) {
    String name = output.replaceAll(":.*", "");
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

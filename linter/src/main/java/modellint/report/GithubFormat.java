package modellint.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import modellint.config.FailOn;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import modellint.rule.Severity;

/**
 * Workflow commands that GitHub Actions turns into annotations. It keeps ten of each level in a
 * step and drops the rest silently, so the worst come first and the rest are counted.
 */
final class GithubFormat implements ReportFormat {

  private static final int MOST_OF_A_LEVEL = 10;

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    List<String> gaps = report.notChecked().stream().map(GithubFormat::gap).toList();
    int left = MOST_OF_A_LEVEL - Math.min(MOST_OF_A_LEVEL / 2, gaps.size());
    lines(gaps, MOST_OF_A_LEVEL / 2, "entries not checked", out);
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      List<String> found =
          report.findings().stream()
              .filter(it -> it.severity() == severity && it.verdict() != Verdict.REFUTED)
              .sorted(Comparator.comparing(it -> !it.fails(failOn)))
              .map(GithubFormat::annotation)
              .toList();
      lines(
          found,
          severity == Severity.ERROR ? left : MOST_OF_A_LEVEL,
          "of severity " + Words.of(severity),
          out);
    }
    out.write("ModelLint: " + SummaryLine.of(report.summary()) + "\n");
  }

  private static void lines(List<String> lines, int most, String what, Writer out)
      throws IOException {
    for (String line : lines.subList(0, Math.min(most, lines.size()))) {
      out.write(line + "\n");
    }
    if (lines.size() > most) {
      out.write("ModelLint: " + (lines.size() - most) + " more " + what + ", not annotated\n");
    }
  }

  private static String annotation(Reported finding) {
    var properties = new StringBuilder("file=" + property(finding.path()));
    // A binary file has no lines; GitHub shows the annotation on the file as a whole.
    finding.line().ifPresent(line -> properties.append(",line=").append(line));
    finding.column().ifPresent(column -> properties.append(",col=").append(column));
    properties.append(",title=").append(property(finding.rule() + " " + finding.name()));
    String place = finding.node().map(it -> SafeText.of(it) + ": ").orElse("");
    return "::"
        + command(finding.severity())
        + " "
        + properties
        + "::"
        + data(place + Prose.of(finding));
  }

  private static String gap(NotChecked entry) {
    return "::error file="
        + property(entry.path())
        + ",title=not checked::"
        + data(Words.of(entry.kind()) + ": " + SafeText.of(entry.reason()));
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "notice";
    };
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(SafeText.of(text)).replace(":", "%3A").replace(",", "%2C");
  }
}

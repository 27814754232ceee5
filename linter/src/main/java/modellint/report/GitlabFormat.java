package modellint.report;

import java.io.IOException;
import java.io.Writer;
import modellint.config.FailOn;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;

/** GitLab's Code Quality report: an array in the form of Code Climate's issues. */
final class GitlabFormat implements ReportFormat {

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    var json = new JsonOut(out, "  ");
    var fingerprints = new Fingerprints();
    json.array(
        () -> {
          for (Reported finding : report.findings()) {
            String place = finding.node().map(it -> SafeText.of(it) + ": ").orElse("");
            issue(
                json,
                place + Prose.of(finding),
                finding.rule() + " " + finding.name(),
                fingerprints.next(finding),
                severity(finding),
                finding.path(),
                finding.line().orElse(1));
          }
          for (NotChecked entry : report.notChecked()) {
            String text = "not checked, " + Words.of(entry.kind()) + ": " + entry.reason();
            issue(
                json,
                SafeText.of(text),
                "not-checked",
                Fingerprints.hash(entry.path() + "\0" + text),
                "critical",
                entry.path(),
                1);
          }
        });
    out.write('\n');
  }

  private static void issue(
      JsonOut json,
      String description,
      String check,
      String fingerprint,
      String severity,
      String path,
      int line)
      throws IOException {
    json.object(
        () ->
            json.field("description", description)
                .field("check_name", check)
                .field("fingerprint", fingerprint)
                .field("severity", severity)
                .object(
                    "location",
                    () ->
                        json.field("path", path).object("lines", () -> json.field("begin", line))));
  }

  private static String severity(Reported finding) {
    if (finding.verdict() == Verdict.REFUTED) {
      return "info";
    }
    return switch (finding.severity()) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case NOTE -> "info";
    };
  }
}

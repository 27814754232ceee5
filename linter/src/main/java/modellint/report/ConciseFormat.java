package modellint.report;

import java.io.IOException;
import java.io.Writer;
import modellint.config.FailOn;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;

/** One line a finding, which editors and terminals can jump to. */
final class ConciseFormat implements ReportFormat {

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    for (Reported finding : report.findings()) {
      out.write(Words.place(finding));
      out.write(": " + Words.of(finding.severity()) + "[" + finding.rule() + "] ");
      out.write(SafeText.of(finding.message()));
      out.write(": " + Prose.measure(finding.measures().get(0)));
      if (finding.verdict() != Verdict.STATIC) {
        out.write(" (" + Words.of(finding.verdict()) + ")");
      }
      out.write('\n');
    }
    for (NotChecked entry : report.notChecked()) {
      out.write(SafeText.of(entry.path()) + ": not checked: " + SafeText.of(entry.reason()) + "\n");
    }
    for (String line : Abstentions.of(report.models())) {
      out.write(line + "\n");
    }
    out.write(SummaryLine.of(report.summary()) + "\n");
  }
}

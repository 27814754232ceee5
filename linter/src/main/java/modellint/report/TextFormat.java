package modellint.report;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import modellint.config.FailOn;
import modellint.engine.CheckedModel;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import modellint.rule.Measure;

/** The report for people: each finding with its place, its way through the network, and its fix. */
final class TextFormat implements ReportFormat {

  private static final int WIDTH = 100;

  /** Of what stands behind the mark of a line. */
  private static final int INDENT = 5;

  private final Ink ink;

  TextFormat(Ink ink) {
    this.ink = ink;
  }

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    for (Reported finding : report.findings()) {
      head(finding, out);
      picture(report, finding, out);
      body(finding, out);
    }
    for (CheckedModel model : report.models()) {
      run(model, out);
    }
    for (NotChecked entry : report.notChecked()) {
      out.write(ink.strong("not checked") + ": " + SafeText.of(entry.path()) + "\n");
      out.write("  = " + Words.of(entry.kind()) + ": " + SafeText.of(entry.reason()) + "\n\n");
    }
    for (String line : Abstentions.of(report.models())) {
      out.write(line + "\n\n");
    }
    for (String line : Assumed.of(report)) {
      out.write(line + "\n\n");
    }
    out.write(SummaryLine.of(report.summary()) + "\n");
  }

  private void head(Reported finding, Writer out) throws IOException {
    out.write(
        ink.of(finding.severity(), Words.of(finding.severity()) + "[" + finding.rule() + "]"));
    out.write(ink.strong(": " + SafeText.of(finding.message())) + "\n");
    out.write("  " + ink.faint("-->") + " " + Words.place(finding) + "\n");
  }

  private void picture(Report report, Reported finding, Writer out) throws IOException {
    List<String> lines = report.modelOf(finding).map(it -> picture(it, finding)).orElse(List.of());
    for (String line : lines) {
      out.write("   " + ink.faint("|") + "  " + line + "\n");
    }
  }

  /** Rules on the way of signal or gradient are shown it; for all others it explains nothing. */
  private static List<String> picture(CheckedModel model, Reported finding) {
    return switch (finding.name()) {
      case "exploding-gradient",
          "vanishing-gradient",
          "mismatched-variance",
          "saturating-activations",
          "deep-plain-run",
          "batch-norm-chain" ->
          HopPicture.of(Hops.ofGradient(model.layers()));
      case "exploding-signal", "vanishing-signal", "unbounded-activations" ->
          HopPicture.of(Hops.ofSignal(model.layers()));
      default -> List.of();
    };
  }

  private void body(Reported finding, Writer out) throws IOException {
    for (Measure measure : finding.measures()) {
      line(out, Prose.measure(measure, finding));
    }
    if (finding.verdict() != Verdict.STATIC) {
      verdict(finding, out);
    }
    line(out, ink.strong("help") + ": " + SafeText.of(finding.fix().text()));
    if (finding.fix().effect().isPresent()) {
      line(out, ink.strong("effect") + ": " + SafeText.of(finding.fix().effect().get()));
    }
    out.write('\n');
  }

  /** Evidence is several clauses long: it goes on below itself. */
  private void verdict(Reported finding, Writer out) throws IOException {
    String evidence = finding.evidence().map(it -> ", " + SafeText.prose(it)).orElse("");
    String word = "verdict";
    var text = new StringBuilder();
    int at = word.length() + INDENT;
    for (String part : (": " + Words.of(finding.verdict()) + evidence).split(" ", -1)) {
      boolean fits = at + 1 + part.length() <= WIDTH;
      if (!text.isEmpty()) {
        text.append(fits ? " " : "\n" + " ".repeat(INDENT));
      }
      text.append(part);
      at = fits ? at + 1 + part.length() : INDENT + part.length();
    }
    line(out, ink.strong(word) + text);
  }

  private void run(CheckedModel model, Writer out) throws IOException {
    List<String> lines = RunTable.folded(model);
    for (int i = 0; i < lines.size(); i++) {
      out.write((i == 0 ? ink.strong(lines.get(i)) : lines.get(i)) + "\n");
    }
    if (!lines.isEmpty()) {
      out.write('\n');
    }
  }

  private void line(Writer out, String text) throws IOException {
    out.write("   " + ink.faint("=") + " " + text + "\n");
  }
}

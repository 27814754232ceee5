package modellint.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import modellint.config.FailOn;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;

/** Checkstyle's XML, which every review tool reads. */
final class CheckstyleFormat implements ReportFormat {

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    Map<String, List<String>> files = new TreeMap<>();
    for (Reported finding : report.findings()) {
      files.computeIfAbsent(finding.path(), path -> new ArrayList<>()).add(error(finding));
    }
    for (NotChecked entry : report.notChecked()) {
      files.computeIfAbsent(entry.path(), path -> new ArrayList<>()).add(error(entry));
    }
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"10.0\">\n");
    for (Map.Entry<String, List<String>> file : files.entrySet()) {
      out.write("  <file" + Xml.attribute("name", file.getKey()) + ">\n");
      for (String error : file.getValue()) {
        out.write("    " + error + "\n");
      }
      out.write("  </file>\n");
    }
    out.write("</checkstyle>\n");
  }

  private static String error(Reported finding) {
    String place = finding.node().map(it -> SafeText.of(it) + ": ").orElse("");
    return "<error"
        + Xml.attribute("line", Integer.toString(finding.line().orElse(1)))
        + Xml.attribute("column", Integer.toString(finding.column().orElse(1)))
        + Xml.attribute("severity", severity(finding))
        + " message=\""
        + Xml.escaped(place + Prose.of(finding))
        + "\""
        + Xml.attribute("source", "modellint." + finding.rule())
        + "/>";
  }

  private static String error(NotChecked entry) {
    return "<error line=\"1\" column=\"1\" severity=\"error\""
        + Xml.attribute("message", "not checked, " + Words.of(entry.kind()) + ": " + entry.reason())
        + " source=\"modellint.not-checked\"/>";
  }

  private static String severity(Reported finding) {
    if (finding.verdict() == Verdict.REFUTED) {
      return "info";
    }
    return switch (finding.severity()) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "info";
    };
  }
}

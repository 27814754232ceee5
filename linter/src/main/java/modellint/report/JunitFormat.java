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

/**
 * JUnit's XML: a suite for each file, a case for each finding. A case fails exactly where the
 * finding fails the run; what was not checked is an error; a file without findings is one that
 * passed, and says where no gradient was predicted. Cases are told apart by node or line, since
 * servers take two of one name for one.
 */
final class JunitFormat implements ReportFormat {

  /** One {@code testcase}, and what became of it. */
  private record Case(String xml, String result) {}

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    Map<String, List<Case>> suites = new TreeMap<>();
    report.models().forEach(it -> suites.computeIfAbsent(it.path(), path -> new ArrayList<>()));
    for (Reported finding : report.findings()) {
      suites
          .computeIfAbsent(finding.path(), path -> new ArrayList<>())
          .add(of(finding, finding.fails(failOn)));
    }
    for (NotChecked entry : report.notChecked()) {
      suites.computeIfAbsent(entry.path(), path -> new ArrayList<>()).add(of(entry));
    }
    suites
        .values()
        .forEach(
            cases -> {
              if (cases.isEmpty()) {
                cases.add(new Case("<testcase name=\"no findings\" classname=\"modellint\"/>", ""));
              }
            });
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    List<Case> all = suites.values().stream().flatMap(List::stream).toList();
    out.write("<testsuites name=\"modellint\"" + counts(all) + ">\n");
    for (Map.Entry<String, List<Case>> suite : suites.entrySet()) {
      out.write("  <testsuite" + Xml.attribute("name", suite.getKey()));
      out.write(counts(suite.getValue()) + ">\n");
      for (Case it : suite.getValue()) {
        out.write("    " + it.xml() + "\n");
      }
      abstentions(report, suite.getKey(), out);
      out.write("  </testsuite>\n");
    }
    out.write("</testsuites>\n");
  }

  private static void abstentions(Report report, String path, Writer out) throws IOException {
    List<String> lines =
        Abstentions.of(report.models().stream().filter(it -> it.path().equals(path)).toList());
    if (!lines.isEmpty()) {
      out.write("    <system-out>" + Xml.escaped(String.join("\n", lines)) + "</system-out>\n");
    }
  }

  private static Case of(Reported finding, boolean fails) {
    String result =
        fails ? "failure" : finding.verdict() == Verdict.INCONCLUSIVE ? "skipped" : "system-out";
    String text = Xml.escaped(Words.place(finding) + ": " + Prose.of(finding));
    String line = finding.line().isPresent() ? " line " + finding.line().getAsInt() : "";
    String name =
        finding.rule() + " " + finding.name() + finding.node().map(" "::concat).orElse(line);
    String head =
        result.equals("system-out")
            ? "<system-out>"
            : "<"
                + result
                + Xml.attribute("message", finding.message())
                + type(finding, fails)
                + ">";
    return new Case(
        "<testcase"
            + Xml.attribute("name", name)
            + Xml.attribute("classname", "modellint." + finding.rule())
            + ">"
            + head
            + text
            + "</"
            + result
            + "></testcase>",
        result);
  }

  private static String type(Reported finding, boolean fails) {
    return fails ? Xml.attribute("type", Words.of(finding.severity())) : "";
  }

  private static Case of(NotChecked entry) {
    return new Case(
        "<testcase name=\"read and analyse\" classname=\"modellint\"><error"
            + Xml.attribute("message", entry.reason())
            + Xml.attribute("type", Words.of(entry.kind()))
            + "/></testcase>",
        "error");
  }

  private static String counts(List<Case> cases) {
    return Xml.attribute("tests", Integer.toString(cases.size()))
        + Xml.attribute("failures", count(cases, "failure"))
        + Xml.attribute("errors", count(cases, "error"))
        + Xml.attribute("skipped", count(cases, "skipped"));
  }

  private static String count(List<Case> cases, String result) {
    return Long.toString(cases.stream().filter(it -> it.result().equals(result)).count());
  }
}

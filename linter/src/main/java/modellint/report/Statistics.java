package modellint.report;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import modellint.engine.Report;
import modellint.engine.Reported;

/** How often each rule spoke. */
public final class Statistics {

  private Statistics() {}

  public static void write(Report report, PrintWriter out) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Reported finding : report.findings()) {
      counts.merge(finding.rule() + " " + finding.name(), 1, Integer::sum);
    }
    var table = new Table(">findings", "rule");
    counts.forEach((rule, count) -> table.add(Integer.toString(count), rule));
    table.lines().forEach(line -> out.print(line + "\n"));
  }
}

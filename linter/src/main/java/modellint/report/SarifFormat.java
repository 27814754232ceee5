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

/**
 * SARIF 2.1.0 as code scanning services accept it: every result has a line, also in a binary file,
 * where the node stands in a logical location; fingerprints are our own; nothing is an empty
 * string.
 */
final class SarifFormat implements ReportFormat {

  /** GitHub shows no more, and refuses an upload with five times as many. */
  private static final int MOST_RESULTS = 5000;

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    List<Reported> results =
        report.findings().stream()
            .sorted(Comparator.comparing(Reported::severity, Comparator.reverseOrder()))
            .limit(MOST_RESULTS)
            .toList();
    var rules = new SarifRules(results);
    var json = new JsonOut(out, "  ");
    json.object(
        () ->
            json.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .field("version", "2.1.0")
                .array("runs", () -> json.object(() -> run(report, results, rules, json))));
    out.write('\n');
  }

  private static void run(Report report, List<Reported> results, SarifRules rules, JsonOut json)
      throws IOException {
    json.object(
        "tool",
        () ->
            json.object(
                "driver",
                () -> {
                  json.field("name", "ModelLint").field("version", report.version());
                  rules.write(json);
                }));
    json.array("invocations", () -> json.object(() -> invocation(report, results.size(), json)));
    json.field("columnKind", "utf16CodeUnits");
    var fingerprints = new Fingerprints();
    json.array(
        "results",
        () -> {
          for (Reported finding : results) {
            String fingerprint = fingerprints.next(finding);
            json.object(() -> result(finding, fingerprint, rules, json));
          }
        });
  }

  private static void invocation(Report report, int shown, JsonOut json) throws IOException {
    json.field("executionSuccessful", report.notChecked().isEmpty());
    json.array(
        "toolExecutionNotifications",
        () -> {
          for (NotChecked entry : report.notChecked()) {
            json.object(
                () -> {
                  json.field("level", "error");
                  message("not checked, " + Words.of(entry.kind()) + ": " + entry.reason(), json);
                  json.array(
                      "locations", () -> json.object(() -> physical(entry.path(), 1, 1, json)));
                });
          }
          int hidden = report.findings().size() - shown;
          if (hidden > 0) {
            json.object(
                () -> {
                  json.field("level", "warning");
                  message(hidden + " more findings of lower severity are left out", json);
                });
          }
        });
  }

  private static void result(Reported finding, String fingerprint, SarifRules rules, JsonOut json)
      throws IOException {
    json.field("ruleId", finding.rule())
        .field("ruleIndex", rules.index(finding))
        .field(
            "level", finding.verdict() == Verdict.REFUTED ? "note" : Words.of(finding.severity()))
        .object("message", () -> json.field("text", Prose.of(finding)))
        .array("locations", () -> json.object(() -> location(finding, json)))
        .object("partialFingerprints", () -> json.field("primaryLocationLineHash", fingerprint));
    if (finding.verdict() == Verdict.REFUTED) {
      json.array(
          "suppressions",
          () ->
              json.object(
                  () ->
                      json.field("kind", "external")
                          .field("justification", "refuted by running the model")));
    }
    json.object(
        "properties",
        () ->
            json.field("verdict", finding.verdict())
                .field("severity", finding.severity())
                .field("evidence", finding.evidence()));
  }

  private static void location(Reported finding, JsonOut json) throws IOException {
    physical(finding.path(), finding.line().orElse(1), finding.column().orElse(1), json);
    if (finding.node().isPresent()) {
      String node = SafeText.of(finding.node().get());
      json.array(
          "logicalLocations",
          () ->
              json.object(
                  () ->
                      json.field("name", node)
                          .field("fullyQualifiedName", SafeText.of(finding.path()) + "::" + node)
                          .field("kind", "node")));
    }
  }

  private static void physical(String path, int line, int column, JsonOut json) throws IOException {
    json.object(
        "physicalLocation",
        () ->
            json.object("artifactLocation", () -> json.field("uri", SarifUri.of(path)))
                .object(
                    "region",
                    () ->
                        json.field("startLine", line)
                            .field("startColumn", column)
                            .field("endLine", line)
                            .field("endColumn", column + 1)));
  }

  private static void message(String text, JsonOut json) throws IOException {
    json.object("message", () -> json.field("text", SafeText.of(text)));
  }
}

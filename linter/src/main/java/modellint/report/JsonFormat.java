package modellint.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import modellint.config.FailOn;
import modellint.engine.CheckedModel;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Summary;
import modellint.engine.Verification;
import modellint.rule.Measure;

/** The whole report as one object, by {@code report.schema.json}. */
final class JsonFormat implements ReportFormat {

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    var json = new JsonOut(out, "  ");
    json.object(
        () -> {
          json.field("schemaVersion", Report.SCHEMA_VERSION);
          tool(report, json);
          summary(report.summary(), json);
          json.array(
              "models",
              () -> {
                for (CheckedModel model : report.models()) {
                  JsonModel.write(model, json);
                }
              });
          json.array(
              "findings",
              () -> {
                for (Reported finding : report.findings()) {
                  finding(finding, json);
                }
              });
          json.array(
              "notChecked",
              () -> {
                for (NotChecked entry : report.notChecked()) {
                  notChecked(entry, json);
                }
              });
        });
    out.write('\n');
  }

  static void tool(Report report, JsonOut json) throws IOException {
    json.object("tool", () -> json.field("name", "modellint").field("version", report.version()));
  }

  static void summary(Summary summary, JsonOut json) throws IOException {
    json.object(
        "summary",
        () ->
            json.field("models", summary.models())
                .field("notChecked", summary.notChecked())
                .field("errors", summary.errors())
                .field("warnings", summary.warnings())
                .field("notes", summary.notes())
                .field("confirmed", summary.confirmed())
                .field("refuted", summary.refuted())
                .field("inconclusive", summary.inconclusive()));
  }

  static void finding(Reported finding, JsonOut json) throws IOException {
    json.object(() -> findingFields(finding, json));
  }

  static void findingFields(Reported finding, JsonOut json) throws IOException {
    json.field("rule", finding.rule())
        .field("name", finding.name())
        .field("severity", finding.severity())
        .field("path", finding.path())
        .field("line", finding.line())
        .field("column", finding.column())
        .field("node", finding.node())
        .field("message", finding.message())
        .array(
            "measures",
            () -> {
              for (Measure measure : finding.measures()) {
                measure(measure, finding, json);
              }
            })
        .object(
            "fix",
            () -> json.field("text", finding.fix().text()).field("effect", finding.fix().effect()))
        .field("verdict", finding.verdict())
        .field("evidence", finding.evidence());
  }

  private static void measure(Measure measure, Reported finding, JsonOut json) throws IOException {
    json.object(
        () -> {
          json.field("name", measure.name())
              .field("value", measure.estimate().value())
              .field("limit", measure.limit())
              .field("basis", measure.estimate().basis());
          Optional<Verification.Shown> shown = finding.shown(measure);
          if (shown.isEmpty()) {
            json.nothing("measured");
          } else {
            Verification.Shown run = shown.get();
            json.object(
                "measured",
                () ->
                    json.field("value", run.value())
                        .field("low", run.low())
                        .field("high", run.high()));
          }
        });
  }

  static void notChecked(NotChecked entry, JsonOut json) throws IOException {
    json.object(() -> notCheckedFields(entry, json));
  }

  static void notCheckedFields(NotChecked entry, JsonOut json) throws IOException {
    json.field("path", entry.path()).field("kind", entry.kind()).field("reason", entry.reason());
  }
}

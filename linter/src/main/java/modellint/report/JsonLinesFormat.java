package modellint.report;

import java.io.IOException;
import java.io.Writer;
import modellint.config.FailOn;
import modellint.engine.CheckedModel;
import modellint.engine.NotChecked;
import modellint.engine.Report;
import modellint.engine.Reported;

/** The JSON report cut into one object a line, each with its type, for tools that read streams. */
final class JsonLinesFormat implements ReportFormat {

  @Override
  public void write(Report report, FailOn failOn, Writer out) throws IOException {
    for (CheckedModel model : report.models()) {
      line("model", out, json -> JsonModel.fields(model, json));
    }
    for (Reported finding : report.findings()) {
      line("finding", out, json -> JsonFormat.findingFields(finding, json));
    }
    for (NotChecked entry : report.notChecked()) {
      line("notChecked", out, json -> JsonFormat.notCheckedFields(entry, json));
    }
    line(
        "summary",
        out,
        json -> {
          json.field("schemaVersion", Report.SCHEMA_VERSION);
          JsonFormat.tool(report, json);
          JsonFormat.summary(report.summary(), json);
        });
  }

  private interface Fields {
    void write(JsonOut json) throws IOException;
  }

  private static void line(String type, Writer out, Fields fields) throws IOException {
    var json = new JsonOut(out, "");
    json.object(
        () -> {
          json.field("type", type);
          fields.write(json);
        });
    out.write('\n');
  }
}

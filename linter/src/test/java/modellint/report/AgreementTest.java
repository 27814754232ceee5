package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import modellint.config.FailOn;
import modellint.engine.NotChecked;
import modellint.engine.Outcome;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.engine.Verdict;
import modellint.rule.Severity;
import org.junit.jupiter.api.Test;

/** Whatever a run comes to, every format that says how it ended says what the exit code says. */
class AgreementTest {

  @Test
  void no_format_disagrees_with_the_exit_code() throws IOException {
    int runs = 0;
    for (Report report : reports()) {
      for (FailOn failOn : FailOn.values()) {
        Outcome outcome = report.outcome(failOn);
        boolean incomplete = !report.notChecked().isEmpty();

        assertEquals(
            outcome == Outcome.FINDINGS, written("junit", report, failOn).contains("<failure "));
        assertEquals(incomplete, written("junit", report, failOn).contains("<error "));
        assertEquals(
            switch (outcome) {
              case CLEAN -> "nothing to check";
              case FINDINGS -> "failed";
              case INCOMPLETE -> "not everything could be checked";
              case ERROR -> "error";
            },
            written("markdown", report, failOn)
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("## ModelLint: ", ""));
        assertEquals(!incomplete, executionSuccessful(written("sarif", report, failOn)));
        assertEquals(incomplete, written("concise", report, failOn).contains("not checked: cut"));
        runs++;
      }
    }
    assertEquals(96, runs);
  }

  /** One finding of each severity and verdict, with and without a file that was not checked. */
  private static List<Report> reports() {
    Reported sample = Samples.FULL.findings().get(0);
    var reports = new ArrayList<Report>();
    for (Severity severity : Severity.values()) {
      for (Verdict verdict : Verdict.values()) {
        var finding =
            new Reported(
                sample.rule(),
                sample.name(),
                severity,
                sample.path(),
                sample.line(),
                sample.column(),
                sample.node(),
                sample.message(),
                sample.measures(),
                sample.fix(),
                verdict,
                sample.evidence());
        for (List<NotChecked> gaps :
            List.of(
                List.<NotChecked>of(),
                List.of(new NotChecked("b.onnx", NotChecked.Kind.UNREADABLE, "cut short")))) {
          reports.add(new Report("1", List.of(), List.of(finding), gaps));
        }
      }
    }
    return reports;
  }

  private static boolean executionSuccessful(String sarif) {
    JsonElement run = JsonParser.parseString(sarif).getAsJsonObject().getAsJsonArray("runs").get(0);
    return run.getAsJsonObject()
        .getAsJsonArray("invocations")
        .get(0)
        .getAsJsonObject()
        .get("executionSuccessful")
        .getAsBoolean();
  }

  private static String written(String format, Report report, FailOn failOn) throws IOException {
    var out = new StringWriter();
    Formats.named(format, Ink.PLAIN).orElseThrow().write(report, failOn, out);
    return out.toString();
  }
}

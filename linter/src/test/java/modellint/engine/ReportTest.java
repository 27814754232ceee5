package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.config.FailOn;
import modellint.graph.Estimate;
import modellint.graph.Place;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Severity;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final NotChecked UNREADABLE =
      new NotChecked("a.onnx", NotChecked.Kind.UNREADABLE, "cut short");

  @Test
  void findings_from_the_level_upwards_fail_the_run() {
    Report report = report(Severity.WARNING, Verdict.STATIC);

    assertEquals(Outcome.CLEAN, report.outcome(FailOn.ERROR));
    assertEquals(Outcome.FINDINGS, report.outcome(FailOn.WARNING));
    assertEquals(Outcome.FINDINGS, report.outcome(FailOn.NOTE));
    assertEquals(Outcome.CLEAN, report.outcome(FailOn.NEVER));
  }

  @Test
  void a_refuted_finding_never_fails_the_run() {
    assertEquals(Outcome.CLEAN, report(Severity.ERROR, Verdict.REFUTED).outcome(FailOn.ERROR));
    assertEquals(
        Outcome.FINDINGS, report(Severity.ERROR, Verdict.INCONCLUSIVE).outcome(FailOn.ERROR));
  }

  @Test
  void what_was_not_checked_is_never_clean() {
    assertEquals(
        Outcome.INCOMPLETE,
        report(Severity.NOTE, Verdict.STATIC, UNREADABLE).outcome(FailOn.NEVER));
  }

  @Test
  void findings_weigh_more_than_gaps() {
    assertEquals(
        Outcome.FINDINGS, report(Severity.ERROR, Verdict.STATIC, UNREADABLE).outcome(FailOn.ERROR));
  }

  private static Report report(Severity severity, Verdict verdict, NotChecked... notChecked) {
    var finding =
        new Finding(
            "ML101",
            "exploding-gradient",
            severity,
            new Place.NodeAt("b.onnx", "conv"),
            "the gradient explodes",
            List.of(new Measure("growth", new Estimate(4, Estimate.Basis.PREDICTED), 2)),
            Fix.of("normalise"));
    return new Report(
        "1",
        List.of(),
        List.of(
            Reported.of(finding, "b.onnx").settled(new Verification.Settlement(verdict, "a run"))),
        List.of(notChecked));
  }
}

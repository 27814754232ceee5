package modellint.report;

import modellint.config.FailOn;
import modellint.engine.Outcome;
import modellint.engine.Report;
import modellint.engine.Summary;

/** The first thing seen: how the run ended, and the counts behind it. */
final class VerdictStrip {

  private VerdictStrip() {}

  static void write(Report report, FailOn failOn, Markup page) {
    String kind = onlyReports(report, failOn) ? "reported" : Words.of(report.outcome(failOn));
    Summary summary = report.summary();
    page.open("section", "class", "verdict " + kind, "aria-label", "Verdict");
    page.element("p", word(report, failOn), "class", "word");
    page.element("p", sentence(report, failOn), "class", "why");
    page.open("ul", "class", "counts");
    count(page, "error", summary.errors(), noun(summary.errors(), "error"));
    count(page, "warning", summary.warnings(), noun(summary.warnings(), "warning"));
    count(page, "note", summary.notes(), noun(summary.notes(), "note"));
    count(page, "plain", summary.models(), noun(summary.models(), "model") + " checked");
    count(page, summary.notChecked() > 0 ? "open" : "plain", summary.notChecked(), "not checked");
    if (summary.confirmed() + summary.refuted() + summary.inconclusive() > 0) {
      count(page, "confirmed", summary.confirmed(), "confirmed by running");
      count(page, "plain", summary.refuted(), "refuted by running");
      count(page, "plain", summary.inconclusive(), "inconclusive");
    }
    page.close().close();
  }

  static String word(Report report, FailOn failOn) {
    if (onlyReports(report, failOn)) {
      return "Reported";
    }
    return switch (report.outcome(failOn)) {
      case CLEAN -> report.models().isEmpty() ? "Nothing to check" : "Passed";
      case FINDINGS -> "Failed";
      case INCOMPLETE -> "Incomplete";
      case ERROR -> "Error";
    };
  }

  /** A run that nothing can fail has not passed either. */
  private static boolean onlyReports(Report report, FailOn failOn) {
    return failOn == FailOn.NEVER
        && !report.findings().isEmpty()
        && report.outcome(failOn) == Outcome.CLEAN;
  }

  private static String sentence(Report report, FailOn failOn) {
    String rule =
        failOn == FailOn.NEVER
            ? "This run reports; no finding fails it."
            : "Findings of severity "
                + Words.of(failOn)
                + (failOn == FailOn.ERROR ? "" : " or above")
                + " fail the run, except those that running the model refuted.";
    return switch (report.outcome(failOn)) {
      case CLEAN ->
          report.models().isEmpty()
              ? "No model was found, and nothing was asked for that could not be read."
              : rule;
      case FINDINGS, ERROR -> rule;
      case INCOMPLETE -> "Something could not be checked, so this is no clean result.";
    };
  }

  private static String noun(int number, String noun) {
    return number == 1 ? noun : noun + "s";
  }

  private static void count(Markup page, String kind, int number, String noun) {
    page.open("li", "class", number == 0 ? "plain" : kind)
        .element("b", Integer.toString(number))
        .text(" " + noun)
        .close();
  }
}

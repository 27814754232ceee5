package modellint.report;

import modellint.engine.Summary;

/** The last line of the text forms. Its shape is an interface: scripts read it. */
final class SummaryLine {

  private SummaryLine() {}

  static String of(Summary summary) {
    String counts =
        count(summary.errors(), "error")
            + ", "
            + count(summary.warnings(), "warning")
            + ", "
            + count(summary.notes(), "note")
            + " in "
            + count(summary.models(), "model")
            + ", "
            + summary.notChecked()
            + " not checked";
    boolean verified = summary.confirmed() + summary.refuted() + summary.inconclusive() > 0;
    return verified
        ? counts
            + ("; " + summary.confirmed() + " confirmed, ")
            + (summary.refuted() + " refuted, ")
            + (summary.inconclusive() + " inconclusive")
        : counts;
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}

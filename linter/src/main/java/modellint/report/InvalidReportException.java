package modellint.report;

/** A file given as a report that is none of ours. */
public final class InvalidReportException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidReportException(String message) {
    super("not a ModelLint report: " + message);
  }
}

package modellint.report;

import java.io.IOException;
import java.io.Writer;
import modellint.engine.Outcome;
import modellint.engine.Report;

/** One way to write a report down. The same report gives the same characters, everywhere. */
public interface ReportFormat {

  /**
   * Writes {@code report}, leaving {@code out} open.
   *
   * @param outcome how the run ended, which no format works out for itself
   */
  void write(Report report, Outcome outcome, Writer out) throws IOException;
}

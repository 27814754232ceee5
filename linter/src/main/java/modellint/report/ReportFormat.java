package modellint.report;

import java.io.IOException;
import java.io.Writer;
import modellint.config.FailOn;
import modellint.engine.Report;

/** One way to write a report down. The same report gives the same characters, everywhere. */
public interface ReportFormat {

  /**
   * Writes {@code report}, leaving {@code out} open.
   *
   * @param failOn what decides which findings fail the run; see {@link Report#outcome}
   */
  void write(Report report, FailOn failOn, Writer out) throws IOException;
}

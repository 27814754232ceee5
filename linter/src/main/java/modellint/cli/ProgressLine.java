package modellint.cli;

import java.io.PrintWriter;
import modellint.engine.Plan;
import modellint.report.SafeText;

/** One line on standard error that says how far a long run has come, for a person who waits. */
final class ProgressLine implements Plan.Progress {

  private static final long PATIENCE_NANOS = 1_000_000_000L;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean wanted;
  private final long start = System.nanoTime();
  private boolean shown;

  ProgressLine(PrintWriter err, boolean wanted) {
    this.err = err;
    this.wanted = wanted;
  }

  @Override
  public void reading(String path, int index, int files) {
    if (wanted && System.nanoTime() - start > PATIENCE_NANOS) {
      err.print(ERASE + "[" + index + "/" + files + "] " + SafeText.of(path));
      err.flush();
      shown = true;
    }
  }

  void erase() {
    if (shown) {
      err.print(ERASE);
      err.flush();
    }
  }
}

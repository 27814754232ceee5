package modellint.cli;

import java.io.PrintWriter;
import modellint.engine.Plan;
import modellint.report.SafeText;

/** One line on standard error that says how far a long run has come, for a person who waits. */
final class ProgressLine implements Plan.Progress {

  private static final long SECOND = 1_000_000_000L;
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean wanted;
  private final long start = System.nanoTime();
  private long began = start;
  private String file = "";
  private boolean shown;

  ProgressLine(PrintWriter err, boolean wanted) {
    this.err = err;
    this.wanted = wanted;
  }

  @Override
  public void reading(String path, int index, int files) {
    began = System.nanoTime();
    file = "[" + index + "/" + files + "] " + SafeText.of(path);
    show(file);
  }

  @Override
  public void running(int done, int runs) {
    if (done == 0) {
      began = System.nanoTime();
    }
    String left = done == 0 ? "" : ", about " + left(done, runs) + " s left";
    show(file + ": run " + Math.min(done + 1, runs) + " of " + runs + left);
  }

  private long left(int done, int runs) {
    return (System.nanoTime() - began) * (runs - done) / done / SECOND;
  }

  private void show(String text) {
    if (wanted && System.nanoTime() - start > SECOND) {
      err.print(ERASE + text);
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

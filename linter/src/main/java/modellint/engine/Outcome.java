package modellint.engine;

/** How a run ended. The numbers are an interface: scripts and hooks depend on them. */
public enum Outcome {
  CLEAN(0),
  /** Findings at or above the level that fails, whatever else happened. */
  FINDINGS(1),
  /** Wrong usage, wrong configuration, or a failure of the program itself. */
  ERROR(2),
  /** Nothing failed, but something could not be checked. */
  INCOMPLETE(3);

  private final int exitCode;

  Outcome(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}

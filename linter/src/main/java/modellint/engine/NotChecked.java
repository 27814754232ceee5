package modellint.engine;

/** Something that was asked for and could not be checked, so that nobody takes it for clean. */
public record NotChecked(String path, Kind kind, String reason) {

  /** Why there is no result. */
  public enum Kind {
    /** The bytes are damaged, missing, or not what the name says. */
    UNREADABLE,
    /** Read, but of a form that nothing here understands. */
    UNSUPPORTED,
    TIMEOUT,
    /** A rule, an analysis or the probe failed: a fault of ours, reported like any other. */
    CRASH
  }

  public NotChecked {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("no reason is given why " + path + " was not checked");
    }
  }
}

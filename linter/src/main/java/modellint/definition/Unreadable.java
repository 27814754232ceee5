package modellint.definition;

/** The structure of a definition is not determined by the source; the message says why. */
public final class Unreadable extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  public Unreadable(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}

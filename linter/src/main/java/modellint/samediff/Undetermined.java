package modellint.samediff;

/** One operation cannot be drawn for what it is; the message says what is not known of it. */
final class Undetermined extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  Undetermined(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}

package modellint.djl;

/** The structure of a block, not merely a size, is not determined by the source. */
final class Undetermined extends RuntimeException {

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

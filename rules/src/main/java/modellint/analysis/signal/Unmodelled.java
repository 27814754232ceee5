package modellint.analysis.signal;

/** Says why a node's effect on the signal is not known. Caught where nodes are visited. */
final class Unmodelled extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unmodelled(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}

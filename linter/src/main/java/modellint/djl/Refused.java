package modellint.djl;

/** The library throws at the block being drawn: what it would give is nothing. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Refused() {
    super("refused", null, false, false);
  }
}

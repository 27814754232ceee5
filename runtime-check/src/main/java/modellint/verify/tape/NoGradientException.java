package modellint.verify.tape;

/** A case that no rule differentiates; the message says which, as a phrase. */
public final class NoGradientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NoGradientException(String message) {
    super(message);
  }
}

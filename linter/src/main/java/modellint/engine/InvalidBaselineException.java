package modellint.engine;

/** A file given as a baseline that is none. */
public final class InvalidBaselineException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InvalidBaselineException(String message, Throwable cause) {
    super(message, cause);
  }
}

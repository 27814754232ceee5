package modellint.engine;

/** A path was named that does not exist: most likely a slip, so nothing is checked at all. */
public final class MissingInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingInputException(String message) {
    super(message);
  }
}

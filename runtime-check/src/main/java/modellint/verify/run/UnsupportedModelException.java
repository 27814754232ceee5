package modellint.verify.run;

/** A model that cannot be run or differentiated here; the message is a phrase for people. */
public final class UnsupportedModelException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UnsupportedModelException(String message) {
    super(message);
  }

  public UnsupportedModelException(String message, Throwable cause) {
    super(message, cause);
  }
}

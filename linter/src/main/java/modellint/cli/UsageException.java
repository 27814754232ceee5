package modellint.cli;

/** Something the user wrote cannot be meant: the run ends before it began. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}

package modellint.djl;

/** The program read an input beyond those given. */
final class OneMore extends RuntimeException {

  private static final long serialVersionUID = 1L;

  OneMore() {
    super("one more input", null, false, false);
  }
}

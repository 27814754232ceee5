package modellint.eval;

/** The interpreted program throws an exception of class {@code type}. */
final class Thrown extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String type;

  Thrown(String type) {
    super(type, null, false, false);
    this.type = type;
  }

  String type() {
    return type;
  }
}

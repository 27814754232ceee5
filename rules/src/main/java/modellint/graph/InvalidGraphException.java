package modellint.graph;

/** A graph that cannot be one: a cycle, a dangling name, a duplicate. The message names it. */
public final class InvalidGraphException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public InvalidGraphException(String message) {
    super(message);
  }
}

package modellint.analysis.shape;

/**
 * An inference cannot go on: an input is not known, or the model contradicts itself. The outputs
 * concerned are then unknown; nothing else follows from it, so it carries no stack trace.
 */
final class Unknowable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unknowable(String reason) {
    super(reason, null, false, false);
  }
}

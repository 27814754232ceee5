package modellint.eval;

/** Evaluation would take more steps, depth or memory than any real definition needs. */
final class BudgetExceeded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BudgetExceeded(String message) {
    super(message, null, false, false);
  }
}

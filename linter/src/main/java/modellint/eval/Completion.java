package modellint.eval;

/** How a statement ends. */
sealed interface Completion {

  Completion NORMAL = new Normal();

  record Normal() implements Completion {}

  record Break(String label) implements Completion {}

  record Continue(String label) implements Completion {}

  record Return(Value value) implements Completion {}
}

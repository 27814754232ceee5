package modellint.eval;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How a statement ends. */
sealed interface Completion {

  Completion NORMAL = new Normal();

  record Normal() implements Completion {}

  record Break(String label) implements Completion {}

  record Continue(String label) implements Completion {}

  /**
   * Goes on behind the statement, or makes one of {@code jumps}: nobody knows which.
   *
   * @param goesOn false where only the jump is not known
   */
  record Perhaps(Set<Completion> jumps, boolean goesOn) implements Completion {

    public Perhaps {
      jumps = Set.copyOf(jumps);
    }

    /**
     * What is left where all jumps that {@code caught} takes lead to the same place as going on.
     */
    Completion without(Predicate<Completion> caught) {
      Set<Completion> rest =
          jumps.stream().filter(caught.negate()).collect(Collectors.toUnmodifiableSet());
      return rest.isEmpty() ? NORMAL : new Perhaps(rest, goesOn || rest.size() < jumps.size());
    }
  }

  record Return(Value value) implements Completion {}

  /** A return among jumps that may be made; its value is kept by the activation. */
  Completion RETURNED = new Return(new Value.Nothing());
}

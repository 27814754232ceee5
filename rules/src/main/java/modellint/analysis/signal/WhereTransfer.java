package modellint.analysis.signal;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where with a constant condition: one that decides the same everywhere passes a tensor on; one
 * that replaces some scores by a large negative number is a mask.
 */
final class WhereTransfer implements Transfer {

  private static final double MASK = -1e4;

  @Override
  public void apply(Step step) {
    if (step.isTracked(0) || (!step.isTracked(1) && !step.isTracked(2))) {
      throw new Unmodelled("Where that chooses between tensors is not modelled");
    }
    Optional<Integer> choice = choice(step);
    if (choice.isPresent() && step.isTracked(choice.get())) {
      Tracked x = step.tracked(choice.get());
      if (!Arrays.equals(x.dims(), step.outputDims())) {
        throw new Unmodelled("Where that repeats a tensor is not modelled");
      }
      step.put(x.reshaped(x.dims()));
      return;
    }
    if (step.isTracked(1) == step.isTracked(2)) {
      throw new Unmodelled("Where that chooses between tensors is not modelled");
    }
    int data = step.isTracked(1) ? 1 : 2;
    double other = step.fixed().moments(step.name(3 - data)).mean();
    if (other > MASK) {
      throw new Unmodelled("Where that replaces values is not modelled");
    }
    Tracked x = step.tracked(data);
    step.put(x.reshaped(x.dims()).withMask());
  }

  /** The operand that is taken everywhere; empty where the condition differs or is too large. */
  private static Optional<Integer> choice(Step step) {
    return step.fixed()
        .elements(step.name(0))
        .filter(it -> it.stream().distinct().count() == 1)
        .map(it -> it.get(0) != 0 ? 1 : 2);
  }
}

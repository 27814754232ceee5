package modellint.analysis.signal;

/** Where with a constant condition that replaces some scores by a large negative number: a mask. */
final class WhereTransfer implements Transfer {

  private static final double MASK = -1e4;

  @Override
  public void apply(Step step) {
    if (step.isTracked(0) || step.isTracked(1) == step.isTracked(2)) {
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
}

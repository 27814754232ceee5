package modellint.analysis.signal;

/** Operators that only change a tensor's shape or order: the signal stays what it is. */
final class LayoutTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    long[] shape = step.outputDims();
    boolean flattens = x.rank() >= 3 && shape.length == 2 && shape[0] == x.dim(0);
    step.put(
        flattens && step.positions(x, x.dim(1)) > 1
            ? flattened(step, x, shape)
            : x.reshaped(shape));
  }

  /**
   * Positions become units of a dense layer, whose weights make their gradients independent: two
   * samples share a gradient at the same position alone, one pair of positions in P.
   */
  private static Tracked flattened(Step step, Tracked x, long[] shape) {
    double positions = step.positions(x, x.dim(1));
    Tracked y = Tracked.gaussian(shape, x.signal(), Profile.FLAT);
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          x.receive(
              Cotangent.of(
                      TwoPoint.of(g.unit(), 0, g.sample() / positions, g.log()), y.fluctuation())
                  .aligned(y.alignment().flattened(positions)));
        });
    return y;
  }
}

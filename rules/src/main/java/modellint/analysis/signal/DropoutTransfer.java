package modellint.analysis.signal;

import modellint.graph.Node;

/**
 * Dropout in training mode: a unit is kept with probability 1-p and scaled by 1/(1-p), so single
 * moments grow and shared ones stay. In inference it does nothing.
 */
final class DropoutTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    double ratio = ratio(step);
    if (ratio <= 0) {
      step.put(x.reshaped(x.dims()));
      return;
    }
    double up = 1 / (1 - ratio);
    Tracked y =
        Tracked.gaussian(
            x.dims(),
            x.signal().withMoments(x.signal().moments().times(up, 1, 1), x.signal().mean()),
            x.profile());
    step.put(y);
    step.onBackward(
        () ->
            x.receive(
                Cotangent.of(y.gradient().times(up, 1, 1), y.fluctuation())
                    .in(y.gradientProfile())
                    .aligned(y.alignment())));
  }

  private static double ratio(Step step) {
    Node node = step.node();
    if (node.opset() >= 12) {
      boolean training = step.scalar(2, 0) != 0;
      double ratio = step.scalar(1, 0.5);
      return training && ratio < 1 ? ratio : 0;
    }
    return 0;
  }
}

package modellint.analysis.signal;

import java.util.List;
import modellint.analysis.gaussian.MaximumOfGaussians;
import modellint.analysis.gaussian.PointMoments;

/**
 * MaxPool, GlobalMaxPool and ReduceMax over K equicorrelated Gaussians, taken at the anchor:
 * pooling commutes with a rising activation, and the element chosen behind a rectifier is usually
 * an active one, so the rectifier's half of the gradient is not lost twice.
 */
final class MaxPoolTransfer implements Transfer {

  private static final double MOST = 0.999;

  @Override
  public void apply(Step step) {
    long[] shape = step.outputDims();
    Tracked x = step.tracked(0);
    if (!step.node().type().equals("MaxPool")) {
      Positions all = Positions.of(step, x);
      step.put(
          shape.length == x.rank()
              ? BySegment.map(step, x, it -> pooled(step, it, spatial(it, shape), all))
              : pooled(step, x, shape, all));
      return;
    }
    List<Long> kernel = step.node().integers("kernel_shape").orElseThrow();
    Window window = Window.of(step.node(), kernel, x.dims(), shape);
    double seen = window.gather(Profile.FLAT).factor();
    var positions = new Positions(seen, window.inputs(), window.outputs());
    step.put(BySegment.map(step, x, it -> pooled(step, it, spatial(it, shape), positions)));
  }

  /** The output's sizes with the part's own channels. */
  private static long[] spatial(Tracked part, long[] shape) {
    long[] own = shape.clone();
    own[1] = part.dim(1);
    return own;
  }

  private static Tracked pooled(Step step, Tracked x, long[] shape, Positions seen) {
    double inputs = seen.inputs();
    double outputs = seen.outputs();
    Tracked anchor = x.anchor();
    Signal z = anchor.signal();
    double r = Math.min(MOST, Math.max(0, anchor.positionCorrelation()));
    MaximumOfGaussians top = MaximumOfGaussians.of(seen.pooled());
    double mean = StrictMath.sqrt(1 - r) * top.mean();
    double variance = r + (1 - r) * top.variance();
    PointMoments f = PointMoments.of(x.jet(), mean, StrictMath.sqrt(variance));
    double c1 = Math.min(1, Math.max(0, anchor.positionCorrelation()) / variance);
    double c2 = Math.min(1, Math.max(0, anchor.sampleCorrelation()) / variance);
    Tracked y = Tracked.gaussian(shape, Tracked.moved(f, anchor.outside(f), c1, c2), Profile.FLAT);
    double ratio = outputs / inputs;
    double distinct =
        inputs > 1 && outputs > 1
            ? ratio * ratio * (inputs / (inputs - 1)) * ((outputs - 1) / outputs)
            : 0;
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          anchor.receive(
              Cotangent.of(
                      g.times(
                              f.slopeSquare() * ratio,
                              f.slopeSquare(c1) * distinct,
                              f.slopeSquare(c2) * ratio * ratio)
                          .shifted(2 * f.slopeLog()),
                      y.fluctuation())
                  .aligned(
                      Alignment.behind(
                          g.times(0, distinct, ratio * ratio), f.slopeTilt(), f.slopeLog(), z)));
        });
    return y;
  }
}

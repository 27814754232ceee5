package modellint.analysis.signal;

import java.util.List;
import modellint.analysis.gaussian.PointMoments;

/**
 * LpPool and ReduceL2: the Euclidean length of K values. Its square is their sum of squares, on
 * average K E[x^2]; about that it scatters by {@code v = 2 (1 + (K-1) r^2) / K} where pairs of them
 * correlate by r, so that the mean is smaller by v/8. Each value receives the gradient in the
 * proportion x/y, the square of which is 1/K on average; it is handed to the anchor, since behind a
 * rectifier the values that count are the active ones, whose slope is one.
 */
final class LengthTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    if (step.node().integer("p", 2) != 2) {
      throw new Unmodelled("a norm other than the Euclidean is not modelled");
    }
    Tracked x = step.tracked(0);
    long[] shape = step.outputDims();
    if (step.node().type().equals("LpPool")) {
      List<Long> kernel = step.node().integers("kernel_shape").orElseThrow();
      Window window = Window.of(step.node(), kernel, x.dims(), shape);
      double seen = window.gather(Profile.FLAT).factor();
      var positions = new Positions(seen, window.inputs(), window.outputs());
      step.put(BySegment.map(step, x, it -> length(step, it, spatial(it, shape), positions)));
      return;
    }
    step.put(length(step, x, shape, Positions.of(step, x)));
  }

  /** The output's sizes with the part's own channels. */
  private static long[] spatial(Tracked part, long[] shape) {
    long[] own = shape.clone();
    own[1] = part.dim(1);
    return own;
  }

  private static Tracked length(Step step, Tracked x, long[] shape, Positions seen) {
    double pooled = seen.pooled();
    TwoPoint q = x.signal().moments();
    double alike = q.unit() > 0 ? q.position() / q.unit() : 0;
    double across = q.unit() > 0 ? q.sample() / q.unit() : 0;
    double scatter = Math.min(2, 2 * (1 + (pooled - 1) * alike * alike) / pooled);
    double square = pooled * q.unit();
    double mean = StrictMath.sqrt(square) * (1 - scatter / 8);
    double shared = mean * mean;
    // The mean in the units that x's moments are in.
    Signal signal = x.signal().withMoments(TwoPoint.of(square, shared, shared, q.log()), mean);
    Tracked y = Tracked.gaussian(shape, signal, Profile.FLAT);
    double ratio = seen.outputs() / seen.inputs();
    double read = ratio * pooled;
    double together = seen.inputs() > 1 ? read * (pooled - 1) / (seen.inputs() - 1) : 0;
    Tracked anchor = x.anchor();
    PointMoments f = PointMoments.of(x.jet());
    double own = f.weighedSlopeSquare();
    double between = f.slopeSquare(Math.max(0, anchor.positionCorrelation()));
    double others = f.slopeSquare(Math.max(0, anchor.sampleCorrelation()));
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          double pairs = together * g.unit() + Math.max(0, read * read - together) * g.position();
          anchor.receive(
              Cotangent.of(
                  TwoPoint.of(
                          g.unit() * ratio * own,
                          alike * pairs / pooled * between,
                          across * read * read * g.sample() / pooled * others,
                          g.log())
                      .shifted(2 * f.slopeLog()),
                  y.fluctuation()));
        });
    return y;
  }
}

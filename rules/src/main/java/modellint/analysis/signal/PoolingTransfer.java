package modellint.analysis.signal;

import java.util.Arrays;
import java.util.List;

/**
 * Averages over positions: AveragePool, GlobalAveragePool, ReduceMean, and their sums. A mean of K
 * values keeps (q0 + (K-1) q1) / K; its gradient is spread evenly over them.
 */
final class PoolingTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    if (step.node().type().equals("AveragePool")) {
      long[] shape = step.outputDims();
      List<Long> kernel = step.node().integers("kernel_shape").orElseThrow();
      Window window = Window.of(step.node(), kernel, x.dims(), shape);
      step.put(
          BySegment.map(
              step,
              x,
              part ->
                  averaged(
                      step,
                      part,
                      spatial(part, shape),
                      new Positions(window.kernel(), window.inputs(), window.outputs()))));
      return;
    }
    long[] shape = step.outputDims();
    Positions seen = Positions.of(step, x);
    if (step.node().type().equals("ReduceSum")) {
      step.put(summed(step, averaged(step, x, shape, seen), seen.pooled()));
      return;
    }
    step.put(
        x.segments().size() > 1 && shape.length == x.rank()
            ? BySegment.map(step, x, part -> averaged(step, part, spatial(part, shape), seen))
            : averaged(step, x, shape, seen));
  }

  private static Tracked summed(Step step, Tracked mean, double count) {
    Tracked y = Tracked.gaussian(mean.dims(), mean.signal().times(count), Profile.FLAT);
    step.onBackward(
        () -> mean.receive(Cotangent.of(y.gradient().times(count * count), y.fluctuation())));
    return y;
  }

  /** The output's sizes with the part's own channels. */
  private static long[] spatial(Tracked part, long[] shape) {
    long[] own = shape.clone();
    own[1] = part.dim(1);
    return own;
  }

  private static Tracked averaged(Step step, Tracked x, long[] shape, Positions seen) {
    double pooled = seen.pooled();
    double inputs = seen.inputs();
    double outputs = seen.outputs();
    TwoPoint q = x.signal().moments();
    TwoPoint mean =
        TwoPoint.of(
            (q.unit() + (pooled - 1) * q.position()) / pooled, q.position(), q.sample(), q.log());
    Tracked y =
        Tracked.gaussian(
            Arrays.copyOf(shape, shape.length),
            x.signal().withMoments(mean, x.signal().mean()),
            Profile.FLAT);
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          double pairs =
              outputs * g.unit() * (pooled - 1) / pooled + outputs * (outputs - 1) * g.position();
          double ratio = outputs / inputs;
          x.receive(
              Cotangent.of(
                  TwoPoint.of(
                      g.unit() * outputs / (inputs * pooled),
                      inputs > 1 ? pairs / (inputs * (inputs - 1)) : 0,
                      g.sample() * ratio * ratio,
                      g.log()),
                  y.fluctuation()));
        });
    return y;
  }
}

package modellint.analysis.signal;

import java.util.Arrays;
import java.util.List;
import modellint.graph.Node;

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
                      window.kernel(),
                      window.inputs(),
                      window.outputs())));
      return;
    }
    long[] shape = step.outputDims();
    double pooled = pooled(step, x);
    double channels = channels(step.node(), x);
    double inputs = step.positions(x, channels);
    double outputs = Math.max(1, inputs / pooled);
    if (step.node().type().equals("ReduceSum")) {
      step.put(summed(step, averaged(step, x, shape, pooled, inputs, outputs), pooled));
      return;
    }
    step.put(
        x.segments().size() > 1 && shape.length == x.rank()
            ? BySegment.map(
                step,
                x,
                part -> averaged(step, part, spatial(part, shape), pooled, inputs, outputs))
            : averaged(step, x, shape, pooled, inputs, outputs));
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

  private static double pooled(Step step, Tracked x) {
    if (step.node().type().equals("GlobalAveragePool")) {
      return step.positions(x, x.dim(1));
    }
    double product = 1;
    for (long axis : axes(step)) {
      int a = Math.floorMod((int) axis, x.rank());
      if (a == 0) {
        throw new Unmodelled("a mean over the batch is not modelled");
      }
      if (isChannel(x.rank(), a)) {
        throw new Unmodelled("a mean over units is not modelled");
      }
      product *= x.dim(a);
    }
    return product;
  }

  private static boolean isChannel(int rank, int axis) {
    return rank >= 4 ? axis == 1 : axis == rank - 1;
  }

  private static double channels(Node node, Tracked x) {
    boolean channelsFirst = node.type().equals("GlobalAveragePool") || x.rank() >= 4;
    return x.dim(channelsFirst ? 1 : -1);
  }

  private static List<Long> axes(Step step) {
    if (step.hasInput(1)) {
      return step
          .fixed()
          .elements(step.name(1))
          .orElseThrow(() -> new Unmodelled("the axes of " + step.node().type() + " are unknown"))
          .stream()
          .map(Double::longValue)
          .toList();
    }
    return step.node()
        .integers("axes")
        .orElseThrow(() -> new Unmodelled("a mean over all axes is not modelled"));
  }

  private static Tracked averaged(
      Step step, Tracked x, long[] shape, double pooled, double inputs, double outputs) {
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

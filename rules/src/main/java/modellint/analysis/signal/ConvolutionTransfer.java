package modellint.analysis.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Conv and ConvTranspose of any rank, with exact counts of the taps that padding leaves (Xiao et
 * al. 2018 for the circular case). Taps carry independent weights, so a convolution makes no
 * spatial correlation of its own. A transposed convolution is a convolution with the passes
 * exchanged.
 */
final class ConvolutionTransfer implements Transfer {

  private final boolean transposed;

  ConvolutionTransfer(boolean transposed) {
    this.transposed = transposed;
  }

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    FixedMoments weight = step.moments(1);
    long[] kernel = step.dims(step.name(1));
    long[] shape = step.outputDims();
    double groups = step.node().integer("group", 1);
    double channelsIn = x.dim(1) / groups;
    double channelsOut = shape[1] / groups;
    List<Long> area = Arrays.stream(kernel).skip(2).boxed().toList();
    Window window =
        transposed
            ? Window.of(step.node(), area, shape, x.dims())
            : Window.of(step.node(), area, x.dims(), shape);
    double[] taps = window.taps();
    double square = weight.square();
    Window.Spread there = transposed ? window.scatter(x.profile()) : window.gather(x.profile());
    double[] pairs = Window.pairs(taps, transposed ? window.inputs() : window.outputs());
    double fanIn = channelsIn * window.kernel();
    double grow = channelsIn * square;
    Weighing weighing = Weighing.of(step, weight, Optional.of(2), fanIn);
    Optional<Offsets> offsets = weighing.offsets(x);
    double[] factors = {grow * there.factor(), grow * pairs[0], grow * pairs[1]};
    Signal after = weighing.forward(x, window.kernel(), factors, offsets);
    TwoPoint before = x.signal().moments().times(factors[0], factors[1], factors[2]);
    double share = StrictMath.exp(Math.min(0, before.lnUnit() - after.moments().lnUnit()));
    Tracked y =
        Tracked.gaussian(shape, after, there.profile().mixed(Profile.FLAT, share))
            .withOffsets(offsets);
    step.put(y);
    LayerTrace trace = new LayerTrace(step.layer(), y);
    step.trace(trace);
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          recordWeight(trace, x, y, window, taps, step.batch(), fanIn);
          Window.Spread back =
              transposed ? window.gather(y.gradientProfile()) : window.scatter(y.gradientProfile());
          double[] pairsBack = Window.pairs(taps, transposed ? window.outputs() : window.inputs());
          x.receive(
              Cotangent.of(
                      g.times(back.factor(), pairsBack[0], pairsBack[1])
                          .times(channelsOut * square),
                      y.fluctuation().through(x.kappa(), fanIn))
                  .in(back.profile())
                  .aligned(
                      y.alignment()
                          .mixed(
                              channelsOut * square * pairsBack[0],
                              channelsOut * square * pairsBack[1])));
        });
  }

  private void recordWeight(
      LayerTrace trace,
      Tracked x,
      Tracked y,
      Window window,
      double[] taps,
      double batch,
      double terms) {
    TwoPoint g = y.gradient();
    TwoPoint q = x.signal().moments();
    double[] overlap =
        transposed
            ? window.overlap(x.profile(), y.gradientProfile())
            : window.overlap(y.gradientProfile(), x.profile());
    double sum = 0;
    for (int i = 0; i < taps.length; i++) {
      double v = taps[i];
      sum +=
          overlap[i] * g.unit() * q.unit()
              + v * (v - 1) * g.position() * q.position()
              + (batch - 1) * v * v * g.sample() * q.sample()
              + y.alignment()
                  .onWeight(x.signal(), terms, v * (v - 1), (batch - 1) * v * v, g.log());
    }
    trace.weightGradient(batch * sum / taps.length, g.log() + q.log());
  }
}

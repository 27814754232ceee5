package modellint.analysis.signal;

import java.util.Optional;

/**
 * Gemm and MatMul with a constant matrix: q' = n_in s2 q + b2 for all three moments, backward g =
 * n_out s2 g' (Glorot and Bengio 2010; He et al. 2015; Poole et al. 2016), and for the weight
 * E[dW^2] = B P (g0 q0 + (P-1) g1 q1 + P (B-1) g2 q2) with P positions a sample.
 */
final class LinearTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    boolean gemm = step.node().type().equals("Gemm");
    if (step.isTracked(0) && step.isTracked(1)) {
      new ProductTransfer().apply(step);
      return;
    }
    int data = step.isTracked(0) ? 0 : 1;
    Tracked x = step.tracked(data);
    FixedMoments weight = step.moments(1 - data);
    if (gemm) {
      weight = weight.times(step.node().real("alpha", 1));
    }
    long[] shape = step.outputDims();
    boolean transposed = step.node().integer("transA", 0) != 0;
    int last = x.rank() - 1;
    double unitsIn =
        data == 0 ? x.dim(gemm && transposed ? 0 : last) : x.dim(Math.max(0, last - 1));
    double unitsOut = data == 0 ? shape[shape.length - 1] : shape[Math.max(0, shape.length - 2)];
    Optional<FixedMoments> bias = gemm ? step.optional(2) : Optional.empty();

    Tracked y = Tracked.gaussian(shape, forward(x, weight, bias, unitsIn), Profile.FLAT);
    step.put(y);
    LayerTrace trace = new LayerTrace(step.layer(), y);
    step.trace(trace);
    double positions = step.positions(x, unitsIn);
    double square = weight.square();
    step.onBackward(
        () -> {
          recordWeight(trace, x, y.gradient(), step.batch(), positions);
          x.receive(
              y.gradient().times(unitsOut * square),
              y.fluctuation().throughDense(x.kappa(), unitsIn));
        });
  }

  /** The signal behind a random matrix with {@code unitsIn} columns and a shared bias. */
  static Signal forward(
      Tracked x, FixedMoments weight, Optional<FixedMoments> bias, double unitsIn) {
    Weighing.refuseConstant(weight, unitsIn);
    double mean = weight.significantMean();
    TwoPoint q = x.signal().moments();
    double m = x.signal().mean();
    double coherent = unitsIn * (unitsIn - 1) * mean * mean * m * m;
    TwoPoint out =
        q.times(unitsIn * weight.square()).plus(TwoPoint.of(coherent, coherent, coherent, q.log()));
    Signal linear = x.signal().withMoments(out, unitsIn * mean * m);
    double wander = (x.kappa() - 1) / unitsIn;
    return Weighing.biased(linear.wandering(wander), bias);
  }

  static void recordWeight(
      LayerTrace trace, Tracked x, TwoPoint g, double batch, double positions) {
    TwoPoint q = x.signal().moments();
    double square =
        batch
            * positions
            * (g.unit() * q.unit()
                + (positions - 1) * g.position() * q.position()
                + positions * (batch - 1) * g.sample() * q.sample());
    trace.weightGradient(square, g.log() + q.log());
  }
}

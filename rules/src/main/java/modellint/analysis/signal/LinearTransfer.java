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
    if (step.dims(step.name(0)).length < 2 || step.dims(step.name(1)).length < 2) {
      throw new Unmodelled("a product with a vector is not modelled");
    }
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
    Weighing weighing =
        Weighing.of(step, weight, gemm ? Optional.of(2) : Optional.empty(), unitsIn);
    Optional<Offsets> offsets = weighing.offsets(x);
    double grow = unitsIn * weight.square();
    Signal signal = weighing.forward(x, 1, new double[] {grow, grow, grow}, offsets);
    Tracked y = Tracked.gaussian(shape, signal, Profile.FLAT).withOffsets(offsets);
    step.put(y);
    LayerTrace trace = new LayerTrace(step.layer(), y);
    step.trace(trace);
    double positions = step.positions(x, unitsIn);
    double square = weight.square();
    step.onBackward(
        () -> {
          recordWeight(trace, x, y, unitsIn, step.batch(), positions);
          x.receive(
              Cotangent.of(
                      y.gradient().times(unitsOut * square),
                      y.fluctuation().throughDense(x.kappa(), unitsIn))
                  .aligned(y.alignment().mixed(unitsOut * square, unitsOut * square)));
        });
  }

  static void recordWeight(
      LayerTrace trace, Tracked x, Tracked y, double terms, double batch, double positions) {
    TwoPoint g = y.gradient();
    TwoPoint q = x.signal().moments();
    double square =
        g.unit() * q.unit()
            + (positions - 1) * g.position() * q.position()
            + positions * (batch - 1) * g.sample() * q.sample()
            + y.alignment()
                .onWeight(x.signal(), terms, positions - 1, positions * (batch - 1), g.log());
    trace.weightGradient(batch * positions * square, g.log() + q.log());
  }
}

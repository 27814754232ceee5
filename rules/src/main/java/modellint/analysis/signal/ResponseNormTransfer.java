package modellint.analysis.signal;

/**
 * LRN: x / (bias + alpha E[x^2])^beta over neighbouring channels, whose mean square is nearly the
 * same for all inputs, so that a factor is all that is left (Krizhevsky et al. 2012).
 */
final class ResponseNormTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    double alpha = step.node().real("alpha", 1e-4);
    double beta = step.node().real("beta", 0.75);
    double bias = step.node().real("bias", 1);
    TwoPoint q = x.signal().moments();
    double square = q.unit() * StrictMath.exp(q.log());
    double factor = StrictMath.pow(bias + alpha * square, -beta);
    Tracked y = Tracked.gaussian(x.dims(), x.signal().times(factor), x.profile());
    step.put(y);
    step.onBackward(
        () ->
            x.receive(
                Cotangent.of(y.gradient().times(factor * factor), y.fluctuation())
                    .in(y.gradientProfile())));
  }
}

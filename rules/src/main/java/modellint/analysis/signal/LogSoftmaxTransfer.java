package modellint.analysis.signal;

/**
 * LogSoftmax: x - log sum exp x. The sum is nearly the same for all inputs of many classes, so the
 * signal passes; the gradient loses its share p of the common part.
 */
final class LogSoftmaxTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    double classes = x.dim((int) step.node().integer("axis", -1));
    double v = x.signal().moments().unit() * StrictMath.exp(x.signal().moments().log());
    double lift = StrictMath.log(classes) + Math.min(v / 2, 700);
    Tracked y =
        Tracked.gaussian(
            x.dims(),
            x.signal().plus(Signal.plain(lift * lift, lift * lift, lift * lift, lift), -1),
            Profile.FLAT);
    step.put(y);
    double collision = SoftmaxTransfer.sums(v, (int) classes, false).collision();
    // g_x = g - p sum(g): with independent g, E[g_x^2] = g0 (1 - 2/C + sum p^2).
    double factor = 1 - 2 / classes + collision;
    step.onBackward(() -> x.receive(Cotangent.of(y.gradient().times(factor), y.fluctuation())));
  }
}

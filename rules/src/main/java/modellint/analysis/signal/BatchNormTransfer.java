package modellint.analysis.signal;

import modellint.graph.Node;

/**
 * BatchNormalization over a batch of N = B P values a channel. Training: variance is what two
 * values of a channel do not share, the gradient loses its common part, and dividing by a sampled
 * deviation costs (N-2)/(N-3) with N the effective sample count (Yang et al. 2019,
 * arXiv:1902.08129). Inference: an affine map of the stored statistics.
 */
final class BatchNormTransfer implements Transfer {

  private static final double FEWEST = 4.5;

  @Override
  public void apply(Step step) {
    step.normalise();
    Tracked x = step.tracked(0);
    FixedMoments gamma = step.moments(1);
    FixedMoments beta = step.moments(2);
    double epsilon = step.node().real("epsilon", 1e-5);
    if (isTraining(step.node())) {
      step.put(BySegment.map(step, x, part -> train(step, part, gamma, beta, epsilon)));
      return;
    }
    FixedMoments variance = step.moments(4);
    FixedMoments mean = step.moments(3);
    double k = gamma.square() / (variance.mean() + epsilon);
    Signal centred =
        x.signal().plus(Signal.plain(mean.square(), mean.square(), mean.square(), mean.mean()), -1);
    Signal scaled =
        centred.withMoments(
            centred.moments().times(k),
            centred.mean() * gamma.mean() / StrictMath.sqrt(variance.mean() + epsilon));
    Tracked y =
        Tracked.gaussian(
            x.dims(), Weighing.biased(scaled, java.util.Optional.of(beta)), x.profile());
    step.put(y);
    step.onBackward(
        () -> x.receive(y.gradient().times(k), y.gradientProfile(), y.fluctuation().throughNorm()));
  }

  static boolean isTraining(Node node) {
    boolean extraOutputs = node.outputs().stream().skip(1).anyMatch(it -> !it.isEmpty());
    return node.integer("training_mode", 0) != 0 || (node.opset() < 14 && extraOutputs);
  }

  private static Tracked train(
      Step step, Tracked x, FixedMoments gamma, FixedMoments beta, double epsilon) {
    double batch = step.batch();
    double positions = step.positions(x, x.dim(1));
    double count = batch * positions;
    if (count < 2) {
      throw new Unmodelled("BatchNormalization over one value has no statistics");
    }
    TwoPoint q = x.signal().moments();
    double shared = shared(q, positions, batch);
    double sigma2 = Math.max(0, q.unit() - shared);
    double eps = epsilon * StrictMath.exp(-q.log());
    double kept = sigma2 == 0 ? 0 : sigma2 / (sigma2 + eps);
    double r1 = sigma2 == 0 ? 0 : clamp((q.position() - shared) / sigma2);
    double r2 = sigma2 == 0 ? 0 : clamp((q.sample() - shared) / sigma2);
    double out = kept * gamma.square();
    double pair = positions > 1 ? r1 : -1 / (count - 1);
    Signal normal = Signal.plain(out, out * pair, -out / (count - 1), 0);
    Tracked y =
        Tracked.gaussian(
            x.dims(), Weighing.biased(normal, java.util.Optional.of(beta)), x.profile());
    double effective =
        Math.max(
            FEWEST, count / (1 + (positions - 1) * r1 * r1 + positions * (batch - 1) * r2 * r2));
    double scale = gamma.square() / (sigma2 * (effective - 3) / (effective - 2) + eps);
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          double common = shared(g, positions, batch);
          TwoPoint centred =
              TwoPoint.of(
                  Math.max(0, g.unit() - common),
                  g.position() - common,
                  g.sample() - common,
                  g.log());
          x.receive(
              centred.times(scale).shifted(-q.log()),
              y.gradientProfile(),
              y.fluctuation().throughNorm());
        });
    return y;
  }

  /** Mean over all pairs of values of one channel, each with itself included. */
  private static double shared(TwoPoint q, double positions, double batch) {
    return (q.unit() + (positions - 1) * q.position() + positions * (batch - 1) * q.sample())
        / (batch * positions);
  }

  private static double clamp(double correlation) {
    return Math.max(-1, Math.min(1, correlation));
  }
}

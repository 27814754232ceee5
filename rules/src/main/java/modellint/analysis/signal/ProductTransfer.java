package modellint.analysis.signal;

/**
 * MatMul of two activations: attention scores q k^T, of which only the part that differs between
 * keys matters, and probabilities times values, or values times probabilities where tokens are
 * columns (reference: Noci et al. 2022; Xiong et al. 2020).
 */
final class ProductTransfer implements Transfer {

  private static final double SATURATED = 10;
  private static final double COLLAPSED = 0.01;

  @Override
  public void apply(Step step) {
    Tracked a = step.tracked(0);
    Tracked b = step.tracked(1);
    if (a.attention().isPresent()) {
      step.attend(a.attention().get().of());
      values(step, new Weighed(a, -2, -1), a.attention().get(), b, -1);
    } else if (b.attention().isPresent()) {
      step.attend(b.attention().get().of());
      values(step, new Weighed(b, -1, -2), b.attention().get(), a, -2);
    } else {
      scores(step, a, b);
    }
  }

  private static void scores(Step step, Tracked a, Tracked b) {
    double depth = a.dim(-1);
    TwoPoint qa = a.signal().moments();
    TwoPoint qb = b.signal().moments();
    double differing = depth * qa.unit() * Math.max(0, qb.unit() - qb.position());
    long[] shape = step.outputDims();
    Tracked y =
        Tracked.gaussian(
            shape, Signal.of(TwoPoint.of(differing, 0, 0, qa.log() + qb.log()), 0), Profile.FLAT);
    step.put(y);
    double rows = a.dim(-2);
    double columns = b.dim(-1);
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          double toA = columns * g.unit() * Math.max(0, qb.unit() - qb.position());
          a.receive(Cotangent.of(TwoPoint.of(toA, 0, 0, g.log() + qb.log()), y.fluctuation()));
          b.receive(
              Cotangent.of(
                  TwoPoint.of(rows * g.unit() * qa.unit(), 0, 0, g.log() + qa.log()),
                  y.fluctuation()));
        });
  }

  /** Probabilities, and along which axes their queries and keys lie. */
  private record Weighed(Tracked probabilities, int queryAxis, int keyAxis) {}

  private static void values(
      Step step, Weighed p, Tracked.Attention weights, Tracked v, int features) {
    double keys = p.probabilities().dim(p.keyAxis());
    double queries = p.probabilities().dim(p.queryAxis());
    double s = weights.collision();
    TwoPoint q = v.signal().moments();
    Signal scores = weights.scores().signal();
    if (scores.moments().lnUnit() > StrictMath.log(SATURATED)) {
      throw new Unmodelled("attention scores saturate the softmax");
    }
    if (q.unit() > 0 && 1 - q.position() / q.unit() < COLLAPSED) {
      throw new Unmodelled("all tokens carry the same signal into an attention");
    }
    TwoPoint mixed =
        TwoPoint.of(
            s * q.unit() + (1 - s) * q.position(),
            weights.meanWeight() * q.unit() + (1 - weights.meanWeight()) * q.position(),
            q.sample(),
            q.log());
    Tracked y =
        Tracked.gaussian(
            step.outputDims(), v.signal().withMoments(mixed, v.signal().mean()), Profile.FLAT);
    step.put(y);
    double depth = v.dim(features);
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          double others = (queries - 1) / keys;
          v.receive(
              Cotangent.of(
                  TwoPoint.of(
                      s * g.unit() + others * weights.meanWeight() * keys * g.position(),
                      g.unit() / keys + others * g.position(),
                      g.sample(),
                      g.log()),
                  y.fluctuation()));
          double onProbabilities = depth * g.unit() * Math.max(0, q.unit() - q.position());
          double onScores = onProbabilities * weights.response() / keys;
          weights
              .scores()
              .receive(
                  Cotangent.of(
                      TwoPoint.of(onScores, -onScores / keys, 0, g.log() + q.log()),
                      y.fluctuation()));
        });
  }
}

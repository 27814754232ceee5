package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modellint.graph.Node;

/**
 * BatchNormalization over a batch of N = B P values a channel. Training: variance is what two
 * values of a channel do not share, the gradient loses its common part and one part in N along the
 * signal itself, and dividing by a sampled deviation costs what {@link #sampled} says (Yang et al.
 * 2019, arXiv:1902.08129, for large N). Inference: an affine map of the stored statistics.
 */
final class BatchNormTransfer implements Transfer {

  /** Beyond this a unit's variance may be anything. */
  private static final double MOST = 0.6;

  @Override
  public void apply(Step step) {
    step.normalise();
    Tracked x = step.tracked(0);
    FixedMoments gamma = step.moments(1);
    FixedMoments beta = step.moments(2);
    double epsilon = step.node().real("epsilon", 1e-5);
    if (isTraining(step.node())) {
      step.standardise();
      step.put(BySegment.map(step, x, part -> train(step, part, gamma, beta, epsilon)));
      return;
    }
    step.put(stored(step, x, gamma, beta, epsilon));
  }

  /** With stored statistics: an affine map of each channel. */
  private static Tracked stored(
      Step step, Tracked x, FixedMoments gamma, FixedMoments beta, double epsilon) {
    FixedMoments mean = step.moments(3);
    FixedMoments variance = step.moments(4);
    Optional<Affine> affine = Affine.of(step, epsilon);
    double k = affine.map(Affine::square).orElse(gamma.square() / (variance.mean() + epsilon));
    Tracked y;
    if (affine.isPresent() && x.offsets().map(Offsets::size).equals(affine.map(Affine::size))) {
      Offsets before = x.offsets().orElseThrow();
      Offsets after = before.mapped(affine.get().factors(), affine.get().shifts());
      Signal signal = after.around(x.signal(), before.centred(x.signal()).times(k));
      y = Tracked.gaussian(x.dims(), signal, x.profile()).withOffsets(Optional.of(after));
    } else {
      double m2 = mean.square();
      Signal centred = x.signal().plus(Signal.plain(m2, m2, m2, mean.mean()), -1);
      double gain = gamma.mean() / StrictMath.sqrt(variance.mean() + epsilon);
      Signal scaled = centred.withMoments(centred.moments().times(k), centred.mean() * gain);
      y = Tracked.gaussian(x.dims(), Weighing.biased(scaled, Optional.of(beta)), x.profile());
    }
    Tracked result = y;
    step.onBackward(
        () ->
            x.receive(
                Cotangent.of(result.gradient().times(k), result.fluctuation())
                    .in(result.gradientProfile())
                    .aligned(result.alignment().times(k))));
    return y;
  }

  /** y = factor x + shift, a channel each. */
  private record Affine(List<Double> factors, List<Double> shifts) {

    static Optional<Affine> of(Step step, double epsilon) {
      var channels = new ArrayList<List<Double>>();
      for (int input = 1; input <= 4; input++) {
        step.fixed().elements(step.name(input)).ifPresent(channels::add);
      }
      if (channels.size() < 4) {
        return Optional.empty();
      }
      var factors = new ArrayList<Double>();
      var shifts = new ArrayList<Double>();
      for (int i = 0; i < channels.get(0).size(); i++) {
        double factor = channels.get(0).get(i) / StrictMath.sqrt(channels.get(3).get(i) + epsilon);
        factors.add(factor);
        shifts.add(channels.get(1).get(i) - factor * channels.get(2).get(i));
      }
      return Optional.of(new Affine(factors, shifts));
    }

    int size() {
      return factors.size();
    }

    double square() {
      return factors.stream().mapToDouble(it -> it * it).average().orElse(0);
    }
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
            x.dims(),
            Weighing.biased(normal.overlapping(x.signal().overlap()), Optional.of(beta)),
            x.profile());
    double scale = gamma.square() * sampled(x, count, positions, r1, r2) / (sigma2 + eps);
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          double common = shared(g, positions, batch);
          double own = g.unit() * y.alignment().share(g, positions, batch);
          TwoPoint centred =
              TwoPoint.of(
                  Math.max(0, g.unit() - own - common),
                  g.position() - own * r1 - common,
                  g.sample() - own * r2 - common,
                  g.log());
          x.receive(
              Cotangent.of(centred.times(scale).shifted(-q.log()), y.fluctuation().throughNorm())
                  .in(y.gradientProfile())
                  .aligned(y.alignment().withoutOwn().times(scale).shifted(-q.log())));
        });
    return y;
  }

  /**
   * E[f'^2 / s^2] over E[f'^2] / sigma^2, with s^2 the variance over {@code count} values of a unit
   * and f what the unit is of its anchor. The anchor's variance differs from unit to unit by 2 (1/N
   * + the mean squared correlation of two values), s^2 and f'^2 follow it by their elasticities.
   */
  private static double sampled(
      Tracked x, double count, double positions, double position, double sample) {
    double overlap = x.signal().overlap() * (1 - 1 / count);
    double shared =
        ((positions - 1) * position * position + (count - positions) * sample * sample) / count;
    double own = 2 / (count - 1);
    double follows = x.spreadElasticity();
    double square = 2 * follows * follows;
    double within = 1 / (1 - Math.min(MOST, own + square * shared));
    double slopes = 1 - x.slopeElasticity() * follows * (own + 2 * (shared + overlap));
    return (1 - 1 / count) * within * (1 + square * overlap) * Math.max(0, slopes);
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

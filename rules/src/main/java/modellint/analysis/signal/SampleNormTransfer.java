package modellint.analysis.signal;

import java.util.Optional;

/**
 * Normalisation within one sample: LayerNorm over units, RMSNorm without centring, GroupNorm over a
 * group's channels and positions, InstanceNorm over positions. Forward (q - mu2) / sigma2 with mu2
 * the second moment of what is subtracted; backward g / sigma2 (Xiong et al. 2020). The finite-size
 * factors (n-2)/n and (n-1)/(n-3) cancel.
 */
final class SampleNormTransfer {

  private static final double FEWEST = 4.5;

  private SampleNormTransfer() {}

  static Tracked layer(
      Step step, Tracked x, Optional<FixedMoments> scale, Optional<FixedMoments> bias, double eps) {
    double m2 = x.signal().mean() * x.signal().mean();
    return normalised(step, x, new double[] {m2, m2, m2}, scale, bias, eps, false);
  }

  static Tracked rootMeanSquare(Step step, Tracked x, Optional<FixedMoments> scale, double eps) {
    return normalised(step, x, new double[] {0, 0, 0}, scale, Optional.empty(), eps, false);
  }

  /**
   * @param positions positions over which statistics are taken, {@code channels} channels a group
   */
  static Tracked group(
      Step step,
      Tracked x,
      double positions,
      double channels,
      Optional<FixedMoments> scale,
      Optional<FixedMoments> bias,
      double eps) {
    TwoPoint q = x.signal().moments();
    double[] mean = means(q, x.signal().mean() * x.signal().mean(), positions, channels);
    Tracked y = normalised(step, x, mean, scale, bias, eps, false);
    return y;
  }

  static Tracked instance(
      Step step,
      Tracked x,
      double positions,
      Optional<FixedMoments> scale,
      Optional<FixedMoments> bias,
      double eps) {
    double[] mean = means(x.signal().moments(), 0, positions, 1);
    Tracked y = normalised(step, x, mean, scale, bias, eps, true);
    return bias.filter(it -> it.square() > 0).isPresent() ? y : y.normalisedOver(positions);
  }

  /** E of the squared mean over positions and channels; between samples, of two such means. */
  private static double[] means(TwoPoint q, double m2, double positions, double channels) {
    double within = (q.unit() + (positions - 1) * q.position()) / positions;
    double own = m2 + (within - m2) / channels;
    return new double[] {own, own, m2 + (q.sample() - m2) / channels};
  }

  /** E[1/s^2] sigma^2 where the variance is taken over few values. */
  private static double ofSampledDeviation(double count) {
    double n = Math.max(FEWEST, count);
    return (n - 1) / (n - 3);
  }

  private static Tracked normalised(
      Step step,
      Tracked x,
      double[] mean,
      Optional<FixedMoments> scale,
      Optional<FixedMoments> bias,
      double epsilon,
      boolean centreGradient) {
    step.standardise();
    TwoPoint q = x.signal().moments();
    double eps = epsilon * StrictMath.exp(-q.log());
    double sigma2 = Math.max(0, q.unit() - mean[0]) + eps;
    double gain = scale.map(FixedMoments::square).orElse(1.0) / sigma2;
    TwoPoint centred =
        TwoPoint.of(Math.max(0, q.unit() - mean[0]), q.position() - mean[1], q.sample() - mean[2]);
    double left = mean[0] == 0 ? x.signal().mean() * StrictMath.sqrt(gain) : 0;
    Signal normal = Signal.of(centred.times(gain), left);
    Tracked y = Tracked.gaussian(x.dims(), Weighing.biased(normal, bias), x.profile());
    step.onBackward(
        () -> {
          TwoPoint g = y.gradient();
          Alignment aligned = y.alignment();
          double back = gain;
          if (centreGradient) {
            double positions = step.positions(x, x.dim(1));
            double[] shared = means(g, 0, positions, 1);
            double kept = 1 - eps / sigma2;
            double own = 1 / positions + aligned.share(g, positions, 1);
            double left0 = 1 - own * kept * (2 - kept);
            aligned = aligned.withoutOwn();
            back *= ofSampledDeviation(positions);
            double unit = Math.max(0, g.unit() * left0 - shared[0]);
            // What is left of a sample sums to zero.
            double pair = positions > 1 ? -unit / (positions - 1) : 0;
            g = TwoPoint.of(unit, pair, g.sample() - shared[2], g.log());
          }
          x.receive(
              Cotangent.of(g.times(back).shifted(-q.log()), y.fluctuation().throughNorm())
                  .in(y.gradientProfile())
                  .aligned(aligned.times(back).shifted(-q.log())));
        });
    return y;
  }
}

package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Softmax over T scores taken as N(0, v). With p the probabilities, S = E[sum p^2] and D = E[sum
 * p^2 - 2 sum p^3 + (sum p^2)^2], by sampling with a fixed seed. Under a causal mask both are
 * averaged over rows of 1 to T keys.
 */
final class SoftmaxTransfer implements Transfer {

  private static final int ROWS = 200;
  private static final int WIDTHS = 12;

  /** Sums over the probabilities, and the mean of 1/t over rows of t visible keys. */
  record Sums(double collision, double response, double meanWeight) {}

  @Override
  public void apply(Step step) {
    Tracked x = step.tracked(0);
    int axis = (int) step.node().integer("axis", step.node().opset() < 13 ? 1 : -1);
    int keys = Math.toIntExact(x.dim(axis));
    double spread = x.signal().moments().unit() * StrictMath.exp(x.signal().moments().log());
    Sums sums = sums(spread, keys, x.masked());
    double t = keys;
    Signal probabilities = Signal.plain(sums.collision() / t, 1 / (t * t), 1 / (t * t), 1 / t);
    Tracked y =
        Tracked.gaussian(x.dims(), probabilities, Profile.FLAT)
            .withAttention(
                new Tracked.Attention(
                    AttentionScores.of(step.node(), x.signal()),
                    x,
                    sums.collision(),
                    sums.response(),
                    sums.meanWeight()));
    step.put(y);
    step.onBackward(
        () ->
            x.receive(
                Cotangent.of(y.gradient().times(sums.response() / t, 0, 0), y.fluctuation())));
  }

  static Sums sums(double variance, int keys, boolean causal) {
    double std = StrictMath.sqrt(Math.min(variance, 1e6));
    var random = new Random(1);
    double collision = 0;
    double response = 0;
    List<Integer> widths = widths(keys, causal);
    for (int width : widths) {
      double[] both = sampled(std, width, random);
      collision += both[0] / widths.size();
      response += both[1] / widths.size();
    }
    double meanWeight = 1.0 / keys;
    if (causal) {
      double harmonic = 0;
      for (int t = 1; t <= keys; t++) {
        harmonic += 1.0 / t;
      }
      meanWeight = harmonic / keys;
    }
    return new Sums(collision, response, meanWeight);
  }

  private static List<Integer> widths(int keys, boolean causal) {
    if (!causal) {
      return List.of(keys);
    }
    var widths = new ArrayList<Integer>();
    for (int i = 0; i < WIDTHS; i++) {
      widths.add(Math.max(1, (int) Math.rint(keys * (i + 0.5) / WIDTHS)));
    }
    return widths;
  }

  private static double[] sampled(double std, int keys, Random random) {
    double collision = 0;
    double response = 0;
    var p = new double[keys];
    for (int row = 0; row < ROWS; row++) {
      fill(p, std, random);
      double two = 0;
      double three = 0;
      for (double x : p) {
        two += x * x;
        three += x * x * x;
      }
      collision += two / ROWS;
      response += (two - 2 * three + two * two) / ROWS;
    }
    return new double[] {collision, response};
  }

  /** Fills {@code p} with the softmax of fresh Gaussian scores. */
  private static void fill(double[] p, double std, Random random) {
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < p.length; i++) {
      p[i] = std * random.nextGaussian();
      top = Math.max(top, p[i]);
    }
    normalise(p, top);
  }

  /** Turns scores, of which {@code top} is the largest, into their softmax. */
  static void normalise(double[] scores, double top) {
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = StrictMath.exp(scores[i] - top);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
  }
}

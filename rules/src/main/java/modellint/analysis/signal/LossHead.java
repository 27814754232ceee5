package modellint.analysis.signal;

import modellint.analysis.gaussian.Jet;
import modellint.analysis.gaussian.PointMoments;
import modellint.analysis.gaussian.Scalar;
import modellint.graph.Loss;

/**
 * The gradient with which a loss starts the way back. Softmax cross-entropy on logits N(0, v) with
 * uniform labels: g0 = (E[sum p^2] - 2/C + 1)/C/N^2 and, because a net whose samples agree makes
 * errors that agree, g_i = (E[p_a . p_b] - 1/C)/C/N^2, by sampling with a fixed seed. Sigmoid
 * cross-entropy with events of even odds: g0 = (1/4 + E[(p - 1/2)^2])/N^2, g_i = E[(p_a - 1/2) (p_b
 * - 1/2)]/N^2. Squared error: g = 4 (q_out + q_t)/N^2; absolute error: g_i = 2/pi arcsin(q_i/(q0 +
 * q_t))/N^2, two signs of Gaussians.
 */
final class LossHead {

  private static final int NETWORKS = 100;
  private static final int SAMPLES = 8;

  private LossHead() {}

  /**
   * @param rows samples (and positions) that each have a prediction of {@code classes} numbers
   */
  static TwoPoint gradient(Loss loss, Signal output, int classes, double rows) {
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> crossEntropy(output, classes, rows);
      case SIGMOID_CROSS_ENTROPY ->
          binaryCrossEntropy(output).times(1 / (rows * classes * rows * classes));
      case MSE -> squaredError(output, classes, rows);
      case MAE -> absoluteError(output).times(1 / (rows * classes * rows * classes));
      case OTHER -> throw new Unmodelled("the stated loss is not modelled");
    };
  }

  /**
   * Mean eigenvalue of one row's second derivative: of softmax cross-entropy, diag(p) - p p^T, it
   * is (1 - sum p^2) / (C - 1) beside the direction that changes nothing. Samples that agree share
   * one p, which the weights decide once and for all; of that the typical value is taken.
   */
  static double curvature(Loss loss, Signal output, int classes) {
    return switch (loss) {
      case SOFTMAX_CROSS_ENTROPY -> classes < 2 ? 0 : doubt(output, classes) / (classes - 1);
      case SIGMOID_CROSS_ENTROPY -> certainty(output) / classes;
      case MSE -> 2.0 / classes;
      case MAE, OTHER -> 0;
    };
  }

  /** The typical mean over a few samples of 1 - sum p^2. */
  private static double doubt(Signal output, int classes) {
    double unit = output.moments().unit() * StrictMath.exp(Math.min(40, output.moments().log()));
    double std = StrictMath.sqrt(Math.min(1e8, unit));
    double same = share(output.moments().sample(), output.moments().unit());
    var numbers = new Draws();
    double logs = 0;
    for (int draw = 0; draw < NETWORKS; draw++) {
      double[] common = numbers.vector(classes);
      double sum = Double.MIN_NORMAL;
      for (int sample = 0; sample < SAMPLES; sample++) {
        double[] p = softmax(common, numbers.vector(classes), same, std);
        sum += Math.max(0, 1 - dot(p, p)) / SAMPLES;
      }
      logs += StrictMath.log(sum) / NETWORKS;
    }
    return StrictMath.exp(logs);
  }

  /** E[p (1 - p)] of a sigmoid at the scale of its variable: MacKay's factor of a probit. */
  private static double certainty(Signal output) {
    double variance = output.moments().unit() * StrictMath.exp(output.moments().log());
    return 0.25 / StrictMath.sqrt(1 + Math.PI * Math.min(1e12, variance) / 8);
  }

  private static TwoPoint squaredError(Signal output, int classes, double rows) {
    double n = rows * classes;
    TwoPoint target = TwoPoint.of(1, 0, 0);
    return output.moments().plus(target).times(4 / (n * n));
  }

  private static TwoPoint binaryCrossEntropy(Signal output) {
    double scale = StrictMath.exp(Math.min(20, output.moments().log() / 2));
    double std = Math.min(1e4, scale * StrictMath.sqrt(output.variance()));
    var logit = Jet.variable(Math.max(-1e4, Math.min(1e4, scale * output.mean())), std);
    PointMoments error =
        PointMoments.of(logit.then(Activations.SIGMOID).then(Scalar.affine(1, -0.5)));
    double unit = StrictMath.exp(2 * error.valueLog());
    return TwoPoint.of(
        0.25 + unit * error.square(),
        Math.max(0, unit * error.square(output.positionCorrelation())),
        Math.max(0, unit * error.square(output.sampleCorrelation())));
  }

  private static TwoPoint absoluteError(Signal output) {
    TwoPoint q = output.moments();
    double all = q.unit() + StrictMath.exp(-q.log());
    return TwoPoint.of(1, signs(q.position() / all), signs(q.sample() / all));
  }

  /** E[sign(u) sign(v)] at a correlation. */
  private static double signs(double correlation) {
    return 2 / Math.PI * StrictMath.asin(Math.max(0, Math.min(1, correlation)));
  }

  private static TwoPoint crossEntropy(Signal output, int classes, double rows) {
    int draws = classes <= 64 ? 2000 : 300;
    double unit = output.moments().unit() * StrictMath.exp(Math.min(40, output.moments().log()));
    double std = StrictMath.sqrt(Math.min(1e8, unit));
    double same = share(output.moments().position(), output.moments().unit());
    double other = share(output.moments().sample(), output.moments().unit());
    var numbers = new Draws();
    double alone = 0;
    double positions = 0;
    double samples = 0;
    for (int draw = 0; draw < draws; draw++) {
      double[] common = numbers.vector(classes);
      double[] one = numbers.vector(classes);
      double[] two = numbers.vector(classes);
      double[] p = softmax(common, one, 1, std);
      double squares = dot(p, p);
      double position = same == 1 ? squares : agreement(common, one, two, same, std);
      double sample = other == same ? position : agreement(common, one, two, other, std);
      alone += squares / draws;
      positions += position / draws;
      samples += sample / draws;
    }
    double c = classes;
    return TwoPoint.of(
            (alone - 2 / c + 1) / c,
            Math.max(0, positions - 1 / c) / c,
            Math.max(0, samples - 1 / c) / c)
        .times(1 / (rows * rows));
  }

  /** p_a . p_b of two rows whose logits have {@code correlation}. */
  private static double agreement(
      double[] common, double[] one, double[] two, double correlation, double std) {
    return dot(softmax(common, one, correlation, std), softmax(common, two, correlation, std));
  }

  private static double share(double part, double whole) {
    return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 0;
  }

  private static double[] softmax(double[] common, double[] own, double correlation, double std) {
    double shared = std * StrictMath.sqrt(correlation);
    double alone = std * StrictMath.sqrt(1 - correlation);
    var x = new double[common.length];
    double top = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      x[i] = shared * common[i] + alone * own[i];
      top = Math.max(top, x[i]);
    }
    SoftmaxTransfer.normalise(x, top);
    return x;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

package modellint.verify.probe;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * The largest eigenvalue of the Hessian by power iteration; products of Hessian and vector are
 * central differences of the gradient. For Adam and its relatives it is that of the Hessian as the
 * optimiser scales it (Cohen et al. 2022), with no coordinate scaled by less than the root mean
 * square of the gradient: an underestimate, since single precision knows smaller ones badly.
 */
final class Curvature {

  private static final int ITERATIONS = 12;

  /** Length of the difference relative to the weights. */
  private static final double REACH = 1e-3;

  private final UnaryOperator<double[]> gradient;
  private final double[] start;
  private final double[] roots;

  private Curvature(UnaryOperator<double[]> gradient, double[] start, double[] roots) {
    this.gradient = gradient;
    this.start = start;
    this.roots = roots;
  }

  /** {@code gradient} by the parameters, at {@code start}. */
  static double of(UnaryOperator<double[]> gradient, double[] start, boolean adaptive, long seed) {
    var roots = new double[start.length];
    Arrays.fill(roots, 1);
    if (adaptive) {
      double[] g = gradient.apply(start.clone());
      double rms = Clip.norm(g, 0, g.length) / Math.sqrt(g.length);
      if (rms == 0) {
        return 0;
      }
      Arrays.setAll(roots, i -> Math.sqrt(Math.max(Math.abs(g[i]), rms)));
    }
    return new Curvature(gradient, start, roots).largest(seed);
  }

  private double largest(long seed) {
    var random = new Random(seed);
    double[] v = random.doubles(start.length, -1, 1).toArray();
    double value = 0;
    for (int i = 0; i < ITERATIONS; i++) {
      double norm = Clip.norm(v, 0, v.length);
      if (norm == 0 || !Double.isFinite(norm)) {
        return norm;
      }
      double[] unit = v;
      Arrays.setAll(unit, k -> unit[k] / norm);
      v = product(unit);
      value = 0;
      for (int k = 0; k < v.length; k++) {
        value += v[k] * unit[k];
      }
    }
    return Math.abs(value);
  }

  /** D^-1/2 H D^-1/2 v. */
  private double[] product(double[] v) {
    var direction = new double[v.length];
    Arrays.setAll(direction, i -> v[i] / roots[i]);
    double length = Clip.norm(direction, 0, direction.length);
    double weights = Clip.norm(start, 0, start.length);
    double step = REACH * (weights == 0 ? 1 : weights) / length;
    double[] above = gradient.apply(moved(direction, step));
    double[] below = gradient.apply(moved(direction, -step));
    Arrays.setAll(above, i -> (above[i] - below[i]) / (2 * step) / roots[i]);
    return above;
  }

  private double[] moved(double[] direction, double step) {
    var moved = start.clone();
    Arrays.setAll(moved, i -> moved[i] + step * direction[i]);
    return moved;
  }

  /**
   * The largest eigenvalue at which {@code rate} is stable: 2 / rate, with momentum (2 + 2 beta) /
   * rate, for Adam 38 / rate at its usual beta of 0.9 (Cohen et al. 2021 and 2022). NaN where there
   * is no such bound: a sum of squares that only grows ends every instability.
   */
  static double bound(Descent descent, double rate) {
    return switch (descent.optimizer().toLowerCase(Locale.ROOT)) {
      case "sgd", "momentum" -> (2 + 2 * descent.momentum()) / rate;
      case "nesterov", "nesterovs", "nag" ->
          (2 + 2 * descent.momentum()) / (rate * (1 + 2 * descent.momentum()));
      case "adam", "adamw" -> {
        double beta = descent.numbers().getOrDefault("beta1", 0.9);
        yield (2 + 2 * beta) / (1 - beta) / rate;
      }
      case "rmsprop" -> 2 / rate;
      default -> Double.NaN;
    };
  }

  static boolean isAdaptive(Descent descent) {
    return switch (descent.optimizer().toLowerCase(Locale.ROOT)) {
      case "adam", "adamw", "rmsprop", "adagrad" -> true;
      default -> false;
    };
  }
}

package modellint.analysis.gaussian;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * How a standardised variable is distributed, as the rising function of a standard Gaussian that
 * has its distribution (its quantiles). A residual sum of a rectified signal and a Gaussian branch
 * is no Gaussian, and what a second rectifier lets pass depends on that.
 */
public final class Law {

  /** The Gaussian itself. */
  public static final Law GAUSSIAN = new Law(Nodes.points());

  private static final double FEWEST = 4;
  private static final double MOST = 4096;
  private static final int SLICES = 2000;

  private final double[] quantiles;
  private final PointMoments moments;

  private Law(double[] quantiles) {
    this.quantiles = quantiles;
    this.moments = PointMoments.of(Jet.of(this, 0, 1));
  }

  /**
   * Of a sum of two independent standardised variables.
   *
   * @param a the first one's values at the nodes, in any order, and {@code ofA} its deviation
   * @param below probability that the second one lies below a number, and {@code ofB} its deviation
   */
  static Law ofSum(double[] a, double ofA, DoubleUnaryOperator below, double ofB) {
    var sum = new double[Ruler.SIZE];
    for (int i = 0; i < sum.length; i++) {
      double t = Ruler.POINTS[i];
      for (int k = 0; k < a.length; k++) {
        sum[i] += Nodes.weight(k) * below.applyAsDouble((t - ofA * a[k]) / ofB);
      }
    }
    return ofProbabilities(sum);
  }

  /** Probability that a standardised variable with these values at the nodes is below a number. */
  static DoubleUnaryOperator below(double[] values) {
    double[] rising = values.clone();
    Arrays.sort(rising);
    return t -> Quadrature.below(place(rising, t));
  }

  /** From the probability of lying below each mark of the ruler. */
  private static Law ofProbabilities(double[] below) {
    var quantiles = new double[Nodes.SIZE];
    int i = 0;
    for (int k = 0; k < quantiles.length; k++) {
      double share = Quadrature.below(Nodes.point(k));
      while (i < below.length - 2 && below[i + 1] < share) {
        i++;
      }
      double step = below[i + 1] - below[i];
      double part = step > 0 ? Math.max(0, Math.min(1, (share - below[i]) / step)) : 0;
      quantiles[k] = Ruler.POINTS[i] + part * (Ruler.POINTS[i + 1] - Ruler.POINTS[i]);
    }
    return new Law(standardised(quantiles));
  }

  /**
   * Of one of {@code count} Gaussian values that were brought to mean zero and variance one
   * together: they lie evenly on a sphere of {@code count - 1} dimensions, none farther out than
   * the root of that.
   */
  public static Law ofNormalised(double count) {
    if (count < FEWEST || count > MOST) {
      return GAUSSIAN;
    }
    double radius = StrictMath.sqrt(count - 1);
    var below = new double[SLICES + 1];
    for (int i = 1; i <= SLICES; i++) {
      double angle = Math.PI * ((i - 0.5) / SLICES - 0.5);
      below[i] = below[i - 1] + StrictMath.pow(StrictMath.cos(angle), count - 3);
    }
    var quantiles = new double[Nodes.SIZE];
    int i = 0;
    for (int k = 0; k < quantiles.length; k++) {
      double share = Quadrature.below(Nodes.point(k)) * below[SLICES];
      while (i < SLICES - 1 && below[i + 1] < share) {
        i++;
      }
      double step = below[i + 1] - below[i];
      double part = step > 0 ? Math.max(0, Math.min(1, (share - below[i]) / step)) : 0;
      quantiles[k] = radius * StrictMath.sin(Math.PI * ((i + part) / SLICES - 0.5));
    }
    return new Law(standardised(quantiles));
  }

  /** Values at the nodes, brought to mean zero and variance one. */
  static double[] standardised(double[] values) {
    double mean = Nodes.mean(values);
    var centred = new double[values.length];
    double square = 0;
    for (int k = 0; k < values.length; k++) {
      centred[k] = values[k] - mean;
      square += Nodes.weight(k) * centred[k] * centred[k];
    }
    double std = StrictMath.sqrt(square);
    for (int k = 0; k < values.length; k++) {
      centred[k] = std > 0 ? centred[k] / std : Nodes.point(k);
    }
    return centred;
  }

  boolean isGaussian() {
    return this == GAUSSIAN;
  }

  /** The value that has the Gaussian's {@code u} for its place. */
  double value(double u) {
    return isGaussian() ? u : Nodes.between(quantiles, u);
  }

  /** The Gaussian's place of a value: the inverse of {@link #value}. */
  double place(double value) {
    return isGaussian() ? value : place(quantiles, value);
  }

  /** Correlation of the Gaussians behind two variables of this law that correlate by {@code c}. */
  public double behind(double c) {
    if (isGaussian() || c <= 0) {
      return c;
    }
    double low = 0;
    double high = 1;
    double unit = moments.square();
    for (int i = 0; i < 30; i++) {
      double middle = (low + high) / 2;
      if (moments.square(middle) < c * unit) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double place(double[] rising, double value) {
    int found = Arrays.binarySearch(rising, value);
    int above = Math.max(1, Math.min(rising.length - 1, found < 0 ? -found - 1 : found));
    double step = rising[above] - rising[above - 1];
    double part = step > 0 ? (value - rising[above - 1]) / step : 0.5;
    return Nodes.point(above - 1) + part * (Nodes.point(above) - Nodes.point(above - 1));
  }
}

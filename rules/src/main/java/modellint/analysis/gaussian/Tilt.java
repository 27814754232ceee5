package modellint.analysis.gaussian;

import java.util.Arrays;

/**
 * How the mean square of a gradient depends on the value that it is the gradient of, relative to
 * its mean. Behind a random matrix it does not; along a skip the same unit meets the next
 * activation, and a unit that is far above zero there lets its gradient pass every time.
 */
public final class Tilt {

  /** The same for all values. */
  public static final Tilt FLAT = new Tilt(ones());

  private final double[] at;

  private Tilt(double[] at) {
    this.at = at;
  }

  /** E[f'^2 t] / E[f'^2]: what a function passes on more than of a gradient without this tilt. */
  public double gain(Jet f) {
    if (this == FLAT) {
      return 1;
    }
    double tilted = 0;
    double even = 0;
    for (int k = 0; k < at.length; k++) {
      double slope = f.slope(Nodes.index(k));
      double square = Nodes.weight(k) * slope * slope;
      if (Double.isFinite(square)) {
        tilted += square * at[k];
        even += square;
      }
    }
    return even > 0 ? tilted / even : 1;
  }

  /** Of the gradient with respect to the variable of {@code f}. */
  public Tilt through(Jet f) {
    var next = new double[at.length];
    for (int k = 0; k < at.length; k++) {
      double slope = f.slope(Nodes.index(k));
      next[k] = Double.isFinite(slope) ? at[k] * slope * slope : 0;
    }
    return of(next);
  }

  /** Of a sum of gradients, {@code share} being the part of this one. */
  public Tilt mixed(Tilt other, double share) {
    if (this == FLAT && other == FLAT) {
      return FLAT;
    }
    var next = new double[at.length];
    for (int k = 0; k < at.length; k++) {
      next[k] = share * at[k] + (1 - share) * other.at[k];
    }
    return of(next);
  }

  double at(double u) {
    return Nodes.between(at, Math.max(Nodes.point(0), Math.min(-Nodes.point(0), u)));
  }

  static Tilt of(double[] values) {
    double mean = Nodes.mean(values);
    if (!(mean > 0) || Double.isInfinite(mean)) {
      return FLAT;
    }
    for (int k = 0; k < values.length; k++) {
      values[k] /= mean;
    }
    return new Tilt(values);
  }

  private static double[] ones() {
    var ones = new double[Nodes.SIZE];
    Arrays.fill(ones, 1);
    return ones;
  }
}

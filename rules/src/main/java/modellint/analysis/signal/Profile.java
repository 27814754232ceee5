package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;

/**
 * How a second moment varies over the positions of a feature map, as a product of one vector a
 * spatial axis, each of mean one. Zero padding makes both the signal and the gradient weaker at the
 * border, and their product, the weight gradient, depends on that they are so at the same places.
 * Flat where {@code axes} is empty.
 */
record Profile(List<double[]> axes) {

  static final Profile FLAT = new Profile(List.of());

  Profile {
    axes = List.copyOf(axes);
  }

  boolean isFlat() {
    return axes.isEmpty();
  }

  /** The vector of an axis of {@code length}; ones where flat or of another length. */
  double[] axis(int index, int length) {
    if (index < axes.size() && axes.get(index).length == length) {
      return axes.get(index);
    }
    return ones(length);
  }

  /** Mixed with another, {@code share} being this one's part of the sum. */
  Profile mixed(Profile other, double share) {
    if (isFlat() && other.isFlat()) {
      return FLAT;
    }
    var mixed = new ArrayList<double[]>();
    int rank = Math.max(axes.size(), other.axes.size());
    for (int d = 0; d < rank; d++) {
      int length = d < axes.size() ? axes.get(d).length : other.axes.get(d).length;
      double[] mine = axis(d, length);
      double[] theirs = other.axis(d, length);
      var axis = new double[length];
      for (int i = 0; i < length; i++) {
        axis[i] = share * mine[i] + (1 - share) * theirs[i];
      }
      mixed.add(axis);
    }
    return new Profile(mixed);
  }

  /** Every vector raised to {@code exponent} and brought back to mean one. */
  Profile power(double exponent) {
    if (isFlat() || exponent == 1) {
      return this;
    }
    if (exponent == 0) {
      return FLAT;
    }
    var powers = new ArrayList<double[]>();
    for (double[] axis : axes) {
      var power = new double[axis.length];
      for (int i = 0; i < axis.length; i++) {
        power[i] = StrictMath.pow(axis[i], exponent);
      }
      powers.add(normalised(power));
    }
    return new Profile(powers);
  }

  static double[] ones(int length) {
    var ones = new double[length];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  /** Brought to mean one; all ones where nothing is left. */
  static double[] normalised(double[] axis) {
    double mean = mean(axis);
    if (mean <= 0) {
      return ones(axis.length);
    }
    for (int i = 0; i < axis.length; i++) {
      axis[i] /= mean;
    }
    return axis;
  }

  static double mean(double[] axis) {
    double sum = 0;
    for (double x : axis) {
      sum += x;
    }
    return axis.length == 0 ? 0 : sum / axis.length;
  }
}

package modellint.graph;

/**
 * Count, mean and second moment of a set of numbers; {@code largest} is the greatest absolute
 * value. Only finite elements enter.
 */
public record Moments(long count, double mean, double secondMoment, double largest) {

  public static final Moments NONE = new Moments(0, 0, 0, 0);

  /** Variance about the mean, never below zero. */
  public double variance() {
    return Math.max(0, secondMoment - mean * mean);
  }

  public double std() {
    return Math.sqrt(variance());
  }
}

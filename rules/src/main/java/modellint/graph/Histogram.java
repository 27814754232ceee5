package modellint.graph;

import java.util.List;

/**
 * How the numbers of a tensor lie about their mean, in bins a fifth of a standard deviation wide,
 * from four deviations below to four above.
 *
 * @param shares of all finite numbers, in thousandths; empty where they do not vary
 */
public record Histogram(List<Integer> shares) {

  /** Bins, from low to high. */
  public static final int BINS = 40;

  /** Deviations from the mean to either end. */
  public static final double REACH = 4;

  /** Of numbers that were not looked at, or do not vary. */
  public static final Histogram NONE = new Histogram(List.of());

  public Histogram {
    if (!shares.isEmpty() && shares.size() != BINS) {
      throw new IllegalArgumentException("a histogram has " + BINS + " bins: " + shares.size());
    }
    shares = List.copyOf(shares);
  }
}

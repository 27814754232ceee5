package modellint.graph;

import java.util.List;

/** What is known of the numbers in a parameter. */
public sealed interface Weights {

  /**
   * Statistics of a stored tensor, taken in one pass; the tensor itself is never kept.
   *
   * @param kurtosis fourth central moment over variance squared: 3 for a Gaussian, 1.8 for uniform
   * @param zeros elements exactly zero
   * @param nans elements that are not a number
   * @param infinities elements that are infinite
   * @param rows moments of each slice along the first axis; empty for fewer than two dimensions
   * @param columns moments of each slice along the second axis; empty for fewer than two dimensions
   */
  record Measured(
      Moments all,
      double kurtosis,
      long zeros,
      long nans,
      long infinities,
      List<Moments> rows,
      List<Moments> columns)
      implements Weights {
    public Measured {
      rows = List.copyOf(rows);
      columns = List.copyOf(columns);
    }
  }

  /** Not stored but drawn: what the definition says the library will do. */
  record Declared(Init init) implements Weights {}

  /** The file or definition does not say; {@code reason} is a phrase for people. */
  record Unknown(String reason) implements Weights {}
}

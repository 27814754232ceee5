package modellint.analysis.provenance;

/**
 * A shape that initialisers draw from, with the sixth and eighth standardised moments that decide
 * how far a sample's kurtosis strays.
 */
public enum Distribution {
  NORMAL(3, 15, 105),
  /** Cut at two standard deviations, as in Keras and in torchvision's Inception. */
  TRUNCATED_NORMAL(2.3655, 7.4711, 27.188),
  UNIFORM(1.8, 27.0 / 7, 9),
  /** Rows or columns of equal length at right angles. */
  ORTHOGONAL(3, 15, 105),
  CONSTANT(0, 0, 0),
  /** The identity map or a Dirac kernel. */
  IDENTITY(0, 0, 0);

  private final double fourth;
  private final double sixth;
  private final double eighth;

  Distribution(double fourth, double sixth, double eighth) {
    this.fourth = fourth;
    this.sixth = sixth;
    this.eighth = eighth;
  }

  double kurtosis() {
    return fourth;
  }

  /** Standard error of the kurtosis of {@code count} draws, by the delta method. */
  double kurtosisError(long count) {
    double variance = eighth - 4 * fourth * sixth + 4 * fourth * fourth * fourth - fourth * fourth;
    return StrictMath.sqrt(variance / count);
  }

  /** Standard error of the standard deviation of {@code count} draws, as a fraction of it. */
  double stdError(long count) {
    return StrictMath.sqrt((fourth - 1) / (4 * count));
  }
}

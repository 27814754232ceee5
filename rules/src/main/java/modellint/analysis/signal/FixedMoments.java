package modellint.analysis.signal;

/**
 * Mean and second moment of a tensor that does not depend on the inputs: a weight, a bias, a mask.
 *
 * @param count number of elements; 0 where it is not known
 */
record FixedMoments(double mean, double square, long count) {

  double variance() {
    return Math.max(0, square - mean * mean);
  }

  /** The mean where it stands out of the sampling error by three standard errors, else 0. */
  double significantMean() {
    double error = count > 0 ? StrictMath.sqrt(variance() / count) : 0;
    return Math.abs(mean) > 3 * error ? mean : 0;
  }

  FixedMoments times(double factor) {
    return new FixedMoments(mean * factor, square * factor * factor, count);
  }
}

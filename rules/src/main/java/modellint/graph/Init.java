package modellint.graph;

/**
 * How a library draws weights before training, as the moments it really produces. {@code name} is
 * the word users know it by ({@code XAVIER}, {@code kaiming_uniform_}); the numbers are what
 * counts.
 */
public sealed interface Init {

  String name();

  double mean();

  /** Variance about the mean. */
  double variance();

  default double secondMoment() {
    return variance() + mean() * mean();
  }

  record Normal(String name, double mean, double variance) implements Init {}

  /** Uniform between {@code low} and {@code high}. */
  record Uniform(String name, double low, double high) implements Init {
    @Override
    public double mean() {
      return (low + high) / 2;
    }

    @Override
    public double variance() {
      return (high - low) * (high - low) / 12;
    }
  }

  record Constant(String name, double value) implements Init {
    @Override
    public double mean() {
      return value;
    }

    @Override
    public double variance() {
      return 0;
    }
  }

  /**
   * Rows or columns orthogonal, all singular values equal to {@code gain}; variance per element.
   */
  record Orthogonal(String name, double gain, double variance) implements Init {
    @Override
    public double mean() {
      return 0;
    }
  }

  /** The identity map (or a Dirac kernel) with {@code variance} averaged over the elements. */
  record Identity(String name, double mean, double variance) implements Init {}
}

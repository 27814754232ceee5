package modellint.config;

/** The values that an input takes, both ends included. */
public record Range(double low, double high) {

  public Range {
    if (!(low <= high)) {
      throw new IllegalArgumentException("the range is empty: " + low + " to " + high);
    }
  }
}

package modellint.graph;

/** A number and how it is known. */
public record Estimate(double value, Basis basis) {

  /** How a number came about, from certain to not at all. */
  public enum Basis {
    EXACT,
    MEASURED,
    DECLARED,
    PREDICTED,
    UNKNOWN
  }

  public static final Estimate UNKNOWN = new Estimate(Double.NaN, Basis.UNKNOWN);

  public boolean isKnown() {
    return basis != Basis.UNKNOWN;
  }
}

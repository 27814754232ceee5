package modellint.analysis.hazard;

import modellint.graph.ElementType;

/** What an element type can hold (IEEE 754); types that are not known count as single. */
public enum Precision {
  HALF(65504, 0x1p-24, 0x1p-11),
  BRAIN(0x1.fep127, 0x1p-133, 0x1p-8),
  SINGLE(Float.MAX_VALUE, Float.MIN_VALUE, 0x1p-24),
  DOUBLE(Double.MAX_VALUE, Double.MIN_VALUE, 0x1p-53);

  private final double largest;
  private final double smallest;
  private final double rounding;

  Precision(double largest, double smallest, double rounding) {
    this.largest = largest;
    this.smallest = smallest;
    this.rounding = rounding;
  }

  public static Precision of(ElementType type) {
    return switch (type) {
      case FLOAT16 -> HALF;
      case BFLOAT16 -> BRAIN;
      case DOUBLE -> DOUBLE;
      default -> SINGLE;
    };
  }

  /** The largest finite number. */
  public double largest() {
    return largest;
  }

  /** The smallest positive number, subnormal. */
  public double smallest() {
    return smallest;
  }

  /** The largest relative error of rounding. */
  public double rounding() {
    return rounding;
  }

  /** From here on exp overflows: 88.7 in single precision, 11.1 in half. */
  public double overflowingExponent() {
    return StrictMath.log(largest);
  }

  /** From this distance on exp of the negative is zero: 103 in single precision, 16.6 in half. */
  public double vanishingExponent() {
    return -StrictMath.log(smallest);
  }

  /** From here on the sigmoid rounds to one: 17.3 in single precision. */
  public double saturatingLogit() {
    return -StrictMath.log(rounding / 2);
  }
}

package modellint.analysis.range;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/** The numbers from {@code low} to {@code high}, both included; none where low is above high. */
public record Interval(double low, double high) {

  public static final Interval ALL =
      new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  public static final Interval NONE =
      new Interval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

  /** The least positive number stands for every bound that is approached and never zero. */
  public static final double ABOVE_ZERO = Double.MIN_VALUE;

  public static final Interval POSITIVE = new Interval(ABOVE_ZERO, Double.POSITIVE_INFINITY);
  public static final Interval NOT_NEGATIVE = new Interval(0, Double.POSITIVE_INFINITY);

  /** Largest finite exponent of e, with room: beyond it only the logarithm of zero is left. */
  private static final double DUST = 1e-300;

  public Interval {
    if (Double.isNaN(low) || Double.isNaN(high)) {
      throw new IllegalArgumentException("interval has an end that is not a number");
    }
  }

  public static Interval of(double number) {
    return new Interval(number, number);
  }

  public boolean isEmpty() {
    return low > high;
  }

  public boolean isBounded() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  public boolean contains(double number) {
    return low <= number && number <= high;
  }

  /** True where zero lies inside and numbers of both signs are about it. */
  public boolean crossesZero() {
    return low < 0 && high > 0;
  }

  /** The greatest absolute value. */
  public double magnitude() {
    return isEmpty() ? 0 : Math.max(Math.abs(low), Math.abs(high));
  }

  public Interval hull(Interval other) {
    return new Interval(Math.min(low, other.low), Math.max(high, other.high));
  }

  public Interval and(Interval other) {
    double from = Math.max(low, other.low);
    double to = Math.min(high, other.high);
    return from > to ? NONE : new Interval(from, to);
  }

  public Interval negative() {
    return isEmpty() ? NONE : new Interval(-high, -low);
  }

  public Interval plus(Interval other) {
    if (isEmpty() || other.isEmpty()) {
      return NONE;
    }
    return new Interval(
        sum(low, other.low, Double.NEGATIVE_INFINITY),
        sum(high, other.high, Double.POSITIVE_INFINITY));
  }

  public Interval minus(Interval other) {
    return plus(other.negative());
  }

  public Interval times(Interval other) {
    if (isEmpty() || other.isEmpty()) {
      return NONE;
    }
    double[] corners = {
      product(low, other.low),
      product(low, other.high),
      product(high, other.low),
      product(high, other.high)
    };
    double least = DoubleStream.of(corners).min().orElseThrow();
    double most = DoubleStream.of(corners).max().orElseThrow();
    return new Interval(low > 0 && other.low > 0 ? Math.max(least, ABOVE_ZERO) : least, most);
  }

  /** One over each number; everything where zero is among them. */
  public Interval reciprocal() {
    if (isEmpty()) {
      return NONE;
    }
    if (low > 0) {
      return new Interval(Math.max(1 / high, ABOVE_ZERO), 1 / low);
    }
    if (high < 0) {
      return negative().reciprocal().negative();
    }
    return low == 0 ? NOT_NEGATIVE : ALL;
  }

  public Interval absolute() {
    if (isEmpty() || low >= 0) {
      return this;
    }
    return high <= 0 ? negative() : new Interval(0, magnitude());
  }

  public Interval square() {
    Interval size = absolute();
    return size.times(size);
  }

  /** What a function that never falls makes of it. */
  public Interval map(DoubleUnaryOperator rising) {
    if (isEmpty()) {
      return NONE;
    }
    double from = rising.applyAsDouble(low);
    double to = rising.applyAsDouble(high);
    return new Interval(
        Double.isNaN(from) ? Double.NEGATIVE_INFINITY : from,
        Double.isNaN(to) ? Double.POSITIVE_INFINITY : to);
  }

  /** Of the positive numbers among it. */
  public Interval logarithm() {
    return map(it -> it <= DUST ? Double.NEGATIVE_INFINITY : StrictMath.log(it));
  }

  private static double sum(double a, double b, double otherwise) {
    double sum = a + b;
    return Double.isNaN(sum) ? otherwise : sum;
  }

  /** Zero times what grows without bound is zero: every single number of it is finite. */
  private static double product(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
  }
}

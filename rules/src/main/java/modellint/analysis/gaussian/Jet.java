package modellint.analysis.gaussian;

import java.util.function.DoubleBinaryOperator;

/**
 * A function of one Gaussian variable z, sampled on the quadrature points: its values and its
 * derivative with respect to z. Functions compose by the chain rule, so a decomposed activation
 * ({@code x * Sigmoid(x)}) has the exact derivative of the whole, at any scale.
 */
public final class Jet {

  private final double[] value;
  private final double[] slope;

  private Jet(double[] value, double[] slope) {
    this.value = value;
    this.slope = slope;
  }

  /** The variable z itself, Gaussian with this mean and standard deviation. */
  public static Jet variable(double mean, double std) {
    var value = new double[Quadrature.SIZE];
    var slope = new double[Quadrature.SIZE];
    for (int i = 0; i < value.length; i++) {
      value[i] = mean + std * Quadrature.point(i);
      slope[i] = 1;
    }
    return new Jet(value, slope);
  }

  /** A variable of another law than the Gaussian's, with this mean and standard deviation. */
  public static Jet of(Law law, double mean, double std) {
    var value = new double[Quadrature.SIZE];
    var slope = new double[Quadrature.SIZE];
    for (int i = 0; i < value.length; i++) {
      value[i] = mean + std * law.value(Quadrature.point(i));
      slope[i] = 1;
    }
    return new Jet(value, slope);
  }

  /** {@code f} of this. */
  public Jet then(Scalar f) {
    var y = new double[value.length];
    var d = new double[value.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = f.value(value[i]);
      d[i] = slope[i] == 0 ? 0 : slope[i] * f.slope(value[i]);
    }
    return new Jet(y, d);
  }

  public Jet plus(Jet other) {
    return combine(other, Double::sum, Double::sum);
  }

  public Jet minus(Jet other) {
    return combine(other, (a, b) -> a - b, (a, b) -> a - b);
  }

  public Jet times(Jet other) {
    var y = new double[value.length];
    var d = new double[value.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = value[i] * other.value[i];
      d[i] = slope[i] * other.value[i] + value[i] * other.slope[i];
    }
    return new Jet(y, d);
  }

  /** The quotient; where the divisor is zero the result is not finite. */
  public Jet dividedBy(Jet other) {
    return times(other.then(Scalar.RECIPROCAL));
  }

  /** At each point the larger of the two, with its derivative. */
  public Jet max(Jet other) {
    return choose(other, true);
  }

  /** At each point the smaller of the two, with its derivative. */
  public Jet min(Jet other) {
    return choose(other, false);
  }

  double value(int index) {
    return value[index];
  }

  double slope(int index) {
    return slope[index];
  }

  private Jet choose(Jet other, boolean larger) {
    var y = new double[value.length];
    var d = new double[value.length];
    for (int i = 0; i < y.length; i++) {
      boolean mine = value[i] == other.value[i] || (value[i] > other.value[i]) == larger;
      y[i] = mine ? value[i] : other.value[i];
      d[i] = mine ? slope[i] : other.slope[i];
    }
    return new Jet(y, d);
  }

  private Jet combine(Jet other, DoubleBinaryOperator onValue, DoubleBinaryOperator onSlope) {
    var y = new double[value.length];
    var d = new double[value.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = onValue.applyAsDouble(value[i], other.value[i]);
      d[i] = onSlope.applyAsDouble(slope[i], other.slope[i]);
    }
    return new Jet(y, d);
  }
}

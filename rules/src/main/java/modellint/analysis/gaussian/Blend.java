package modellint.analysis.gaussian;

/** The sum of two independent functions, each of a variable of its own. */
public final class Blend {

  private final double[] first;
  private final double ofFirst;
  private final double[] second;
  private final double ofSecond;
  private final Law law;

  private Blend(double[] first, double ofFirst, double[] second, double ofSecond) {
    this.first = first;
    this.ofFirst = ofFirst;
    this.second = second;
    this.ofSecond = ofSecond;
    this.law = law(first, ofFirst, second, ofSecond);
  }

  private static Law law(double[] first, double ofFirst, double[] second, double ofSecond) {
    if (isGaussian(first) && isGaussian(second)) {
      return Law.GAUSSIAN;
    }
    // The smoother of the two blurs the other.
    boolean swapped = isGaussian(first);
    double[] rough = swapped ? second : first;
    double[] smooth = swapped ? first : second;
    return Law.ofSum(
        rough,
        swapped ? ofSecond : ofFirst,
        isGaussian(smooth) ? Quadrature::below : Law.below(smooth),
        swapped ? ofFirst : ofSecond);
  }

  /**
   * @param share part of the sum's variance that the first function makes
   * @param sign of the second one
   */
  public static Blend of(Jet first, Jet second, double share, int sign) {
    double[] other = standardised(second);
    for (int k = 0; k < other.length; k++) {
      other[k] *= sign;
    }
    return new Blend(
        standardised(first), StrictMath.sqrt(share), other, StrictMath.sqrt(1 - share));
  }

  /** How the sum is distributed. */
  public Law law() {
    return law;
  }

  /** What a gradient of the sum is as one of the first function. */
  public Tilt first(Tilt ofSum) {
    return pulled(ofSum, first, ofFirst, second, ofSecond);
  }

  /** What a gradient of the sum is as one of the second function. */
  public Tilt second(Tilt ofSum) {
    return pulled(ofSum, second, ofSecond, first, ofFirst);
  }

  /** E of the sum's tilt where one function's variable is known. */
  private Tilt pulled(Tilt ofSum, double[] known, double ofKnown, double[] other, double ofOther) {
    if (ofSum == Tilt.FLAT) {
      return Tilt.FLAT;
    }
    var marks = new double[Ruler.SIZE];
    for (int i = 0; i < marks.length; i++) {
      marks[i] = ofSum.at(law.place(Ruler.POINTS[i]));
    }
    var tilt = new double[known.length];
    for (int k = 0; k < known.length; k++) {
      for (int j = 0; j < other.length; j++) {
        double sum = ofKnown * known[k] + ofOther * other[j];
        tilt[k] += Nodes.weight(j) * Ruler.between(marks, sum);
      }
    }
    return Tilt.of(tilt);
  }

  private static double[] standardised(Jet f) {
    var values = new double[Nodes.SIZE];
    for (int k = 0; k < values.length; k++) {
      double value = f.value(Nodes.index(k));
      values[k] = Double.isFinite(value) ? value : 0;
    }
    return Law.standardised(values);
  }

  private static boolean isGaussian(double[] standardised) {
    for (int k = 0; k < standardised.length; k++) {
      if (Math.abs(Math.abs(standardised[k]) - Math.abs(Nodes.point(k))) > 1e-6) {
        return false;
      }
    }
    return true;
  }
}

package modellint.rules.damage;

import modellint.graph.Estimate;
import modellint.graph.Init;
import modellint.graph.Moments;
import modellint.graph.Parameter;
import modellint.graph.Weights;

/** What is known of the size of a parameter's elements. */
public final class Spread {

  /** Below this share of the second moment a variance is rounding, and all elements are equal. */
  private static final double ROUNDING = 1e-10;

  private Spread() {}

  /** Mean square of the elements. */
  public static Estimate of(Parameter parameter) {
    Weights weights = parameter.weights();
    if (weights instanceof Weights.Measured it && it.all().count() > 0) {
      return new Estimate(it.all().secondMoment(), Estimate.Basis.MEASURED);
    }
    return weights instanceof Weights.Declared it
        ? new Estimate(it.init().secondMoment(), Estimate.Basis.DECLARED)
        : Estimate.UNKNOWN;
  }

  /** True where all elements are known to be one number. */
  public static boolean isConstant(Parameter parameter) {
    Weights weights = parameter.weights();
    if (weights instanceof Weights.Declared it) {
      return it.init() instanceof Init.Constant;
    }
    if (weights instanceof Weights.Measured it) {
      Moments all = it.all();
      return all.count() > 1 && all.variance() <= ROUNDING * all.secondMoment();
    }
    return false;
  }
}

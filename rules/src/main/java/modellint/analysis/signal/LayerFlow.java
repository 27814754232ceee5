package modellint.analysis.signal;

import modellint.analysis.layer.Layer;

/**
 * Signal and gradient at one weighted layer, before training. With y the layer's output, L the last
 * weighted layer and norms over the whole batch:
 *
 * @param activationRms root mean square of y for standardised input
 * @param gradientLog10 log10 of the norm of dloss/dy over that of dloss/dy_L
 * @param weightGradientLog10 log10 of the RMS of dloss/dW over that of dloss/dW_L
 * @param deviation standard deviation of {@code gradientLog10} over draws of the weights
 * @param low lower end of the 95 % interval of {@code gradientLog10}
 * @param high upper end of the 95 % interval of {@code gradientLog10}
 * @param weightGradientRms absolute RMS of dloss/dW under the assumed loss
 */
public record LayerFlow(
    Layer layer,
    double activationRms,
    double gradientLog10,
    double weightGradientLog10,
    double deviation,
    double low,
    double high,
    double weightGradientRms) {

  private static final double LN_10 = StrictMath.log(10);

  /** What the theory itself misses, in decades, with the widths at infinity. */
  private static final double MODEL_ERROR = 0.1;

  /** What a run measured at the same layer; an interval is left no more. */
  public LayerFlow measured(double rms, double gradient, double weightGradient, double weightRms) {
    return new LayerFlow(layer, rms, gradient, weightGradient, 0, gradient, gradient, weightRms);
  }

  static LayerFlow of(Ensemble.Point at, Ensemble.Point last) {
    Fluctuation here = at.trace().fluctuation();
    Fluctuation there = last.trace().fluctuation();
    double gradient = (at.lnGradient() - last.lnGradient() + here.typical(there)) / 2 / LN_10;
    double deviation = here.decades(there);
    double reach = MODEL_ERROR + 2 * deviation;
    return new LayerFlow(
        at.trace().layer(),
        StrictMath.exp(at.lnActivation() / 2),
        gradient,
        (at.lnWeight() - last.lnWeight()) / 2 / LN_10,
        deviation,
        gradient - reach,
        gradient + reach,
        StrictMath.exp(at.lnWeight() / 2));
  }

  /** With an interval that reaches {@code decades} higher. */
  LayerFlow reaching(double decades) {
    return new LayerFlow(
        layer,
        activationRms,
        gradientLog10,
        weightGradientLog10,
        deviation,
        low,
        high + decades,
        weightGradientRms);
  }

  /** The same numbers for {@code other}, which stands for this layer. */
  LayerFlow of(Layer other) {
    return new LayerFlow(
        other,
        activationRms,
        gradientLog10,
        weightGradientLog10,
        deviation,
        low,
        high,
        weightGradientRms);
  }

  /** With an interval that also holds that of {@code other}. */
  LayerFlow covering(LayerFlow other) {
    return new LayerFlow(
        layer,
        activationRms,
        gradientLog10,
        weightGradientLog10,
        deviation,
        Math.min(low, other.low),
        Math.max(high, other.high),
        weightGradientRms);
  }
}

package modellint.analysis.signal;

import java.util.List;

/**
 * The four numbers, in decades, that rank networks by whether they train, each already reduced
 * towards zero by one standard deviation of the finite-width fluctuation.
 *
 * @param interior growth of the weight gradient from the last but one to the second weighted layer
 * @param gradientGrowth growth of the gradient norm per sample from last to first hidden trunk
 *     layer
 * @param signalGrowth growth of the activation RMS from first to last hidden trunk layer
 * @param logit log10 of the RMS of the outputs
 * @param normalised true where a normalisation stands on the trunk
 * @param skips true where a residual sum or dense concatenation bypasses weighted layers
 */
public record Scores(
    double interior,
    double gradientGrowth,
    double signalGrowth,
    double logit,
    boolean normalised,
    boolean skips) {

  static Scores of(List<LayerFlow> layers, double outputRms, boolean normalised, boolean skips) {
    LayerFlow first = layers.get(0);
    double deviation = first.deviation();
    int count = layers.size();
    double interior = 0;
    double gradient = 0;
    double signal = 0;
    if (count > 2) {
      LayerFlow hidden = layers.get(count - 2);
      interior = layers.get(1).weightGradientLog10() - hidden.weightGradientLog10();
      gradient = first.gradientLog10() - hidden.gradientLog10();
      signal = StrictMath.log10(hidden.activationRms() / first.activationRms());
    }
    return new Scores(
        shrunk(interior, deviation),
        shrunk(gradient, deviation),
        shrunk(signal, deviation),
        StrictMath.log10(outputRms),
        normalised,
        skips);
  }

  /** What is left when {@code deviation} is taken off the size of {@code x}. */
  private static double shrunk(double x, double deviation) {
    return Double.isNaN(x) ? 0 : Math.signum(x) * Math.max(0, Math.abs(x) - deviation);
  }
}

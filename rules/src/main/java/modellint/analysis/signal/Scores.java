package modellint.analysis.signal;

import java.util.List;
import java.util.Optional;

/**
 * The four numbers, in decades, that rank networks by whether they train, each already reduced
 * towards zero by one standard deviation of the finite-width fluctuation.
 *
 * @param interior growth of the weight gradient from the last but one to the second weighted layer
 *     of the trunk
 * @param gradientGrowth growth of the gradient norm per sample from last to first tensor of the
 *     hidden trunk
 * @param signalGrowth growth of the activation RMS from first to last tensor of the hidden trunk
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

  private static final double LN_10 = StrictMath.log(10);

  /**
   * @param trunkLayers the weighted layers that every path passes, in graph order
   * @param deviation of the gradient at the first layer, in decades
   */
  static Scores of(
      List<LayerFlow> trunkLayers, Ensemble ensemble, double deviation, double outputRms) {
    double interior = 0;
    int count = trunkLayers.size();
    if (count > 3) {
      interior =
          trunkLayers.get(1).weightGradientLog10()
              - trunkLayers.get(count - 2).weightGradientLog10();
    }
    Optional<TrunkLine.Ends> ends = ensemble.trunk();
    double gradient = ends.map(it -> it.lnFirstGradient() - it.lnLastGradient()).orElse(0.0);
    double signal = ends.map(it -> it.lnLastSignal() - it.lnFirstSignal()).orElse(0.0);
    return new Scores(
        shrunk(interior, deviation),
        shrunk(gradient / 2 / LN_10, deviation),
        shrunk(signal / 2 / LN_10, deviation),
        StrictMath.log10(outputRms),
        ensemble.expected().normalised(),
        ensemble.expected().skips());
  }

  /**
   * The same scores after a run: each is moved by what measured and predicted layers differ at its
   * two ends, which makes it the measured growth itself where the trunk is all there is. Nothing is
   * taken off any more, for these weights are no draw.
   */
  Scores measured(List<LayerFlow> predicted, List<LayerFlow> measured, double outputRms) {
    int hidden = predicted.size() - 2;
    if (hidden < 1 || measured.size() != predicted.size()) {
      return new Scores(0, 0, 0, StrictMath.log10(outputRms), normalised, skips);
    }
    double deviation = predicted.get(0).deviation();
    var off = new double[3][2];
    for (int end = 0; end < 2; end++) {
      LayerFlow before = predicted.get(end == 0 ? 0 : hidden);
      LayerFlow after = measured.get(end == 0 ? 0 : hidden);
      off[1][end] = after.gradientLog10() - before.gradientLog10();
      off[2][end] = StrictMath.log10(after.activationRms() / before.activationRms());
      int inner = end == 0 ? 1 : hidden;
      off[0][end] =
          measured.get(inner).weightGradientLog10() - predicted.get(inner).weightGradientLog10();
    }
    return new Scores(
        moved(interior, deviation, off[0][0] - off[0][1]),
        moved(gradientGrowth, deviation, off[1][0] - off[1][1]),
        moved(signalGrowth, deviation, off[2][1] - off[2][0]),
        StrictMath.log10(outputRms),
        normalised,
        skips);
  }

  private static double moved(double score, double deviation, double by) {
    double whole = score == 0 ? 0 : score + Math.signum(score) * deviation;
    return Double.isFinite(by) ? whole + by : whole;
  }

  /** What is left when {@code deviation} is taken off the size of {@code x}. */
  private static double shrunk(double x, double deviation) {
    return Double.isNaN(x) ? 0 : Math.signum(x) * Math.max(0, Math.abs(x) - deviation);
  }
}

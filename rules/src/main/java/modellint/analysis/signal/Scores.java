package modellint.analysis.signal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import modellint.graph.Node;

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
   * What a run makes of these numbers: each moved by as much as the run differs from the prediction
   * between the same two weighted layers.
   */
  Scores moved(List<LayerFlow> predicted, List<LayerFlow> measured, double outputRms) {
    Set<Node> seen = measured.stream().map(it -> it.layer().node()).collect(Collectors.toSet());
    List<LayerFlow> before =
        predicted.stream().filter(it -> seen.contains(it.layer().node())).toList();
    int last = Math.max(0, measured.size() - 2);
    int second = Math.min(1, last);
    return new Scores(
        interior + missed(before, measured, LayerFlow::weightGradientLog10, second, last),
        gradientGrowth + missed(before, measured, LayerFlow::gradientLog10, 0, last),
        signalGrowth
            + missed(before, measured, it -> StrictMath.log10(it.activationRms()), last, 0),
        StrictMath.log10(outputRms),
        normalised,
        skips);
  }

  private static double missed(
      List<LayerFlow> before,
      List<LayerFlow> after,
      ToDoubleFunction<LayerFlow> number,
      int to,
      int from) {
    double measured = number.applyAsDouble(after.get(to)) - number.applyAsDouble(after.get(from));
    double predicted =
        number.applyAsDouble(before.get(to)) - number.applyAsDouble(before.get(from));
    return measured - predicted;
  }

  /** What is left when {@code deviation} is taken off the size of {@code x}. */
  private static double shrunk(double x, double deviation) {
    return Double.isNaN(x) ? 0 : Math.signum(x) * Math.max(0, Math.abs(x) - deviation);
  }

  /** What both have: nothing that hangs on a size that was assumed. */
  Scores least(Scores other) {
    return new Scores(
        least(interior, other.interior),
        least(gradientGrowth, other.gradientGrowth),
        least(signalGrowth, other.signalGrowth),
        Math.min(logit, other.logit),
        normalised,
        skips);
  }

  private static double least(double a, double b) {
    return a * b <= 0 ? 0 : Math.signum(a) * Math.min(Math.abs(a), Math.abs(b));
  }
}

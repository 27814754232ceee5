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
 * @param logit log10 of the RMS of the outputs; of what goes into the softmax or sigmoid of the
 *     loss where a definition draws it as the last node
 * @param normalised true where a normalisation stands on the trunk
 * @param skips true where a residual sum or dense concatenation bypasses weighted layers
 * @param stations where these numbers are read off
 */
public record Scores(
    double interior,
    double gradientGrowth,
    double signalGrowth,
    double logit,
    boolean normalised,
    boolean skips,
    Stations stations) {

  private static final double LN_10 = StrictMath.log(10);

  /**
   * @param trunkLayers the weighted layers that every path passes, in graph order
   * @param deviation of the gradient at the first layer, in decades
   */
  static Scores of(
      List<LayerFlow> trunkLayers, Ensemble ensemble, double deviation, double outputRms) {
    double interior = 0;
    Optional<Stations.Span> span = Optional.empty();
    int count = trunkLayers.size();
    if (count > 3) {
      LayerFlow second = trunkLayers.get(1);
      LayerFlow last = trunkLayers.get(count - 2);
      interior = second.weightGradientLog10() - last.weightGradientLog10();
      span =
          Optional.of(
              new Stations.Span(
                  second.layer().node().output(), last.layer().node().output(), true));
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
        ensemble.expected().skips(),
        new Stations(span, ends.flatMap(TrunkLine.Ends::span)));
  }

  /** The same numbers read off a run; what it does not show stays as predicted. */
  Scores measured(Readings run, double measuredLogit) {
    double inside =
        stations
            .interior()
            .map(it -> Readings.fall(run.weightGradient(), it.first(), it.last(), interior))
            .orElse(interior);
    double gradient =
        stations
            .trunk()
            .map(it -> Readings.fall(run.gradient(), it.first(), it.last(), gradientGrowth))
            .orElse(gradientGrowth);
    double signal =
        stations
            .trunk()
            .filter(Stations.Span::comparable)
            .map(it -> Readings.fall(run.signal(), it.last(), it.first(), signalGrowth))
            .orElse(signalGrowth);
    return new Scores(inside, gradient, signal, measuredLogit, normalised, skips, stations);
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
        skips,
        stations);
  }

  private static double least(double a, double b) {
    return a * b <= 0 ? 0 : Math.signum(a) * Math.min(Math.abs(a), Math.abs(b));
  }
}

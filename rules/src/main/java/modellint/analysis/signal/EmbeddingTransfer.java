package modellint.analysis.signal;

import java.util.Optional;
import modellint.analysis.layer.Layer;

/**
 * Gather of rows of a table by tokens: q0 = E[W^2]; two tokens are the same row once in V times,
 * and otherwise share only the mean.
 */
final class EmbeddingTransfer implements Transfer {

  @Override
  public void apply(Step step) {
    FixedMoments table = step.moments(0);
    double rows = step.dims(step.name(0))[0];
    double mean = table.significantMean();
    double pair = table.variance() / rows + mean * mean;
    Tracked y =
        Tracked.gaussian(
            step.outputDims(), Signal.plain(table.square(), pair, pair, mean), Profile.FLAT);
    step.put(y);
    Optional<Layer> layer = step.layerIfAny();
    if (layer.isPresent()) {
      LayerTrace trace = new LayerTrace(layer.get(), y);
      step.trace(trace);
      double tokens = y.elements() / y.dim(-1);
      double perRow = tokens / rows;
      step.onBackward(
          () -> {
            TwoPoint g = y.gradient();
            // A row gathers the gradients of its tokens: about tokens/V of them, as a Poisson
            // count.
            trace.weightGradient(perRow * g.unit() + perRow * perRow * g.sample(), g.log());
          });
    }
  }
}

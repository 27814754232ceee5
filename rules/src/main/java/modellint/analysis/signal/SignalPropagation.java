package modellint.analysis.signal;

import java.util.List;
import java.util.Optional;
import modellint.graph.Loss;
import modellint.rule.Subject;

/**
 * Predicted signal and gradient through a graph.
 *
 * @param layers the weighted layers in graph order; empty where the prediction abstained
 * @param loss the loss the gradients are for; empty for a unit Gaussian cotangent at the outputs
 * @param abstained why there is no prediction
 */
public record SignalPropagation(
    List<LayerFlow> layers,
    Optional<Scores> scores,
    Optional<Loss> loss,
    Optional<String> abstained) {

  public SignalPropagation {
    layers = List.copyOf(layers);
  }

  public static SignalPropagation of(Subject subject, Assumptions assumptions) {
    return new SignalPropagation(
        List.of(), Optional.empty(), Optional.empty(), Optional.of("propagation is not available"));
  }

  /** {@code gradientLog10} of the first weighted layer. */
  public Optional<LayerFlow> first() {
    return layers.stream().findFirst();
  }
}

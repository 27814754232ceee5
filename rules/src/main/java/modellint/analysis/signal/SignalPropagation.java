package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.layer.Layers;
import modellint.analysis.layer.Trunk;
import modellint.analysis.pattern.Patterns;
import modellint.analysis.shape.Shapes;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.graph.Shape;
import modellint.graph.Value;

/**
 * Predicted signal and gradient through a graph, from weights' moments and shapes alone: the
 * forward and backward two-point recursions of mean-field theory (Poole et al. 2016, Schoenholz et
 * al. 2017) over any graph, with the finite-width interval of Hanin and Nica 2020.
 *
 * @param layers the weighted layers in graph order; empty where the prediction abstained
 * @param scores the numbers that tell whether such a network trains; empty where it abstained
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

  /**
   * @param trained true where the weights have seen training steps; without skips the alignment of
   *     neighbouring layers then decides, which moments do not show
   */
  public static SignalPropagation of(
      Graph graph,
      Layers layers,
      Patterns patterns,
      Trunk trunk,
      boolean trained,
      Assumptions assumptions) {
    Map<String, Shape> bound = Binding.shapes(graph, assumptions);
    double batch = Binding.batch(graph, bound, assumptions);
    Shapes shapes = Shapes.of(graph, bound);
    Optional<Loss> loss = graph.training().loss().or(assumptions::loss);
    Ensemble ensemble;
    try {
      ensemble =
          Ensemble.of(
              scale -> {
                var net = new Propagation(graph, layers, patterns, shapes, batch, trunk, scale);
                net.forward();
                net.backward(loss);
                return net;
              });
    } catch (Unmodelled e) {
      return abstained(e.reason(), loss);
    }
    if (layers.all().isEmpty()) {
      return abstained("the model has no operator with a stored weight", loss);
    }
    Propagation net = ensemble.expected();
    for (Value output : graph.outputs()) {
      Optional<String> reason = net.unknown(output.name());
      if (reason.isPresent()) {
        return abstained(reason.get(), loss);
      }
    }
    if (trained && !net.skips()) {
      return abstained("the weights are trained and nothing bypasses a layer", loss);
    }
    return predicted(ensemble, graph, trunk, loss);
  }

  private static SignalPropagation abstained(String reason, Optional<Loss> loss) {
    return new SignalPropagation(List.of(), Optional.empty(), loss, Optional.of(reason));
  }

  private static SignalPropagation predicted(
      Ensemble ensemble, Graph graph, Trunk trunk, Optional<Loss> loss) {
    List<Ensemble.Point> points = ensemble.points();
    if (points.isEmpty()) {
      return abstained("no weighted layer is reached", loss);
    }
    Ensemble.Point last = points.get(points.size() - 1);
    var flows = new ArrayList<LayerFlow>();
    for (Ensemble.Point point : points) {
      flows.add(LayerFlow.of(point, last));
    }
    Propagation net = ensemble.expected();
    Value first = graph.outputs().get(0);
    double rms =
        net.fixed().contains(first.name())
            ? Double.NaN
            : StrictMath.exp(net.tracked(first.name()).signal().moments().lnUnit() / 2);
    List<LayerFlow> onTrunk =
        flows.stream().filter(flow -> trunk.contains(flow.layer().node())).toList();
    Scores scores = Scores.of(onTrunk, ensemble, flows.get(0).deviation(), rms);
    return new SignalPropagation(flows, Optional.of(scores), loss, Optional.empty());
  }

  /** The same question answered by a run: what it measured in the place of what was predicted. */
  public SignalPropagation measured(List<LayerFlow> flows, double outputRms) {
    Optional<Scores> found =
        scores.filter(it -> !flows.isEmpty()).map(it -> it.moved(layers, flows, outputRms));
    return new SignalPropagation(flows, found, loss, abstained);
  }

  /** The first weighted layer, where gradients arrive last. */
  public Optional<LayerFlow> first() {
    return layers.stream().findFirst();
  }
}

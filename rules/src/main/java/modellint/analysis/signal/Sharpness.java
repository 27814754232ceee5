package modellint.analysis.signal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Layers;
import modellint.analysis.layer.Trunk;
import modellint.analysis.pattern.Patterns;
import modellint.graph.Graph;
import modellint.graph.Loss;

/**
 * The largest eigenvalue of the loss's Hessian before training, estimated from below without a run:
 * the Rayleigh quotient of the Gauss-Newton matrix in the direction that moves the outputs of all
 * samples alike. There it is the tangent kernel that samples share, E|mean over samples of J^T c|^2
 * for a unit c, times the loss's own second derivative (Jacot et al. 2018, arXiv:1806.07572;
 * Karakida et al. 2019, arXiv:1806.01316, who find that this mean-shift mode is the largest). What
 * lies outside that direction is left out, and what the predicted gradients are off enters.
 *
 * @param parts what each weighted layer adds to it, in graph order
 */
public record Sharpness(Map<Layer, Double> parts) {

  public Sharpness {
    parts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Empty where nothing can be predicted for this graph and loss. */
  public static Optional<Sharpness> of(
      Graph graph,
      Layers layers,
      Patterns patterns,
      Trunk trunk,
      Loss loss,
      Assumptions assumptions) {
    SizedGraph sized = SizedGraph.of(graph, assumptions, 1);
    if (sized.graph() != graph) {
      Patterns again = Patterns.of(sized.graph(), sized.shapes());
      Layers known = Layers.of(sized.graph(), sized.shapes(), again);
      return of(
          sized, known, again, Trunk.of(sized.graph(), sized.shapes(), again, known), loss, layers);
    }
    return of(sized, layers, patterns, trunk, loss, layers);
  }

  private static Optional<Sharpness> of(
      SizedGraph sized, Layers layers, Patterns patterns, Trunk trunk, Loss loss, Layers stated) {
    var parts = new LinkedHashMap<Layer, Double>();
    try {
      var net =
          new Propagation(sized.graph(), layers, patterns, sized.shapes(), sized.batch(), trunk, 1);
      net.forward();
      double curvature = net.backwardShared(loss);
      for (LayerTrace trace : net.traces()) {
        Layer layer = trace.layer();
        if (layer.weight().shape().elements().isKnown() && !layer.node().is("Gather")) {
          double part =
              curvature
                  * layer.weight().shape().elements().size()
                  * StrictMath.exp(trace.lnWeightGradient());
          parts.merge(stated.of(layer.node()).orElse(layer), part, Double::sum);
        }
      }
    } catch (Unmodelled e) {
      return Optional.empty();
    }
    Sharpness found = new Sharpness(parts);
    return Double.isFinite(found.value()) && found.value() > 0
        ? Optional.of(found)
        : Optional.empty();
  }

  /**
   * The same bound for the Hessian as Adam sees it at its first step, divided by each weight's own
   * gradient: in the direction that is best for it, every layer by the inverse of its gradient.
   */
  public double preconditioned(List<LayerFlow> flows) {
    double sum = 0;
    for (LayerFlow flow : flows) {
      double part = parts.getOrDefault(flow.layer(), 0.0);
      sum += flow.weightGradientRms() > 0 ? part / flow.weightGradientRms() : 0;
    }
    return sum;
  }

  /** The bound itself. */
  public double value() {
    return parts.values().stream().mapToDouble(it -> it).sum();
  }
}

package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modellint.analysis.layer.Bodies;
import modellint.analysis.layer.Layers;
import modellint.analysis.layer.Trunk;
import modellint.analysis.pattern.Patterns;
import modellint.graph.Graph;
import modellint.graph.Loss;
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
 * @param assumed sizes that the model leaves open and the prediction took for granted, by symbol;
 *     the interval of each layer covers a quarter and four times of those that parameters have
 */
public record SignalPropagation(
    List<LayerFlow> layers,
    Optional<Scores> scores,
    Optional<Loss> loss,
    Optional<String> abstained,
    Map<String, Long> assumed) {

  private static final double[] OTHER_SIZES = {0.25, 4};

  public SignalPropagation {
    layers = List.copyOf(layers);
    assumed = java.util.Collections.unmodifiableMap(new TreeMap<>(assumed));
  }

  /**
   * @param trained true where the weights have seen training steps; without skips or normalisation,
   *     or with attention, the alignment of layers then decides, which moments do not show
   */
  public static SignalPropagation of(
      Graph graph,
      Layers layers,
      Patterns patterns,
      Trunk trunk,
      boolean trained,
      Assumptions assumptions) {
    SizedGraph sized = SizedGraph.of(graph, assumptions, 1);
    SignalPropagation predicted = of(graph, sized, layers, patterns, trunk, trained, assumptions);
    if (sized.graph() == graph || predicted.abstained().isPresent()) {
      return predicted;
    }
    SignalPropagation covered = predicted;
    for (double factor : OTHER_SIZES) {
      SizedGraph other = SizedGraph.of(graph, assumptions, factor);
      if (!other.assumed().equals(sized.assumed())) {
        covered = covered.covering(of(graph, other, layers, patterns, trunk, trained, assumptions));
      }
    }
    return covered;
  }

  private static SignalPropagation of(
      Graph stated,
      SizedGraph sized,
      Layers layers,
      Patterns patterns,
      Trunk trunk,
      boolean trained,
      Assumptions assumptions) {
    Graph graph = sized.graph();
    if (graph == stated) {
      return of(sized, layers, patterns, trunk, trained, assumptions);
    }
    Patterns ofSized = Patterns.of(graph, sized.shapes());
    Layers sizedLayers = Layers.of(graph, sized.shapes(), ofSized);
    Trunk ofTrunk = Trunk.of(graph, sized.shapes(), ofSized, sizedLayers);
    SignalPropagation it = of(sized, sizedLayers, ofSized, ofTrunk, trained, assumptions);
    // Rules speak of the layers as the definition states them.
    return new SignalPropagation(
        it.layers.stream()
            .map(flow -> layers.of(flow.layer().node()).map(flow::of).orElse(flow))
            .toList(),
        it.scores,
        it.loss,
        it.abstained,
        it.assumed);
  }

  private static SignalPropagation of(
      SizedGraph sized,
      Layers layers,
      Patterns patterns,
      Trunk trunk,
      boolean trained,
      Assumptions assumptions) {
    Graph graph = sized.graph();
    Optional<Loss> loss = graph.training().loss().or(assumptions::loss);
    Ensemble ensemble;
    try {
      ensemble =
          Ensemble.of(
              scale -> {
                var net =
                    new Propagation(
                        graph, layers, patterns, sized.shapes(), sized.batch(), trunk, scale);
                net.forward();
                net.backward(loss);
                return net;
              });
    } catch (Unmodelled e) {
      return abstained(e.reason(), loss);
    }
    if (layers.all().isEmpty()) {
      return abstained(unweighted(graph), loss);
    }
    Propagation net = ensemble.expected();
    if (trained && net.attends()) {
      return abstained("the weights are trained and decide what the attention attends to", loss);
    }
    for (Value output : graph.outputs()) {
      Optional<String> reason = net.unknown(output.name());
      if (reason.isPresent()) {
        return abstained(reason.get(), loss);
      }
    }
    if (trained && !net.skips()) {
      return abstained("the weights are trained and nothing bypasses a layer", loss);
    }
    if (trained && !net.standardised()) {
      return abstained("the weights are trained and no normalisation holds the scale", loss);
    }
    return predicted(ensemble, sized, trunk, loss);
  }

  private static String unweighted(Graph graph) {
    return Bodies.of(graph).skip(1).anyMatch(SignalPropagation::hasWeights)
        ? "the layers stand in the bodies of If, Loop or Scan, which are not followed"
        : "the model has no weighted layer";
  }

  private static boolean hasWeights(Graph body) {
    return body.parameters().values().stream().anyMatch(it -> it.shape().rank() > 1);
  }

  private static SignalPropagation abstained(String reason, Optional<Loss> loss) {
    return new SignalPropagation(List.of(), Optional.empty(), loss, Optional.of(reason), Map.of());
  }

  private static SignalPropagation predicted(
      Ensemble ensemble, SizedGraph sized, Trunk trunk, Optional<Loss> loss) {
    List<Ensemble.Point> points = ensemble.points();
    if (points.isEmpty()) {
      return abstained("no weighted layer is reached", loss);
    }
    Ensemble.Point last = points.get(points.size() - 1);
    if (last.lnGradient() == Double.NEGATIVE_INFINITY) {
      return abstained(
          sized.graph().outputs().size() > 1
              ? "the loss does not reach the last layer, whose output is another one"
              : "the loss has no gradient, whatever the last layer computes",
          loss);
    }
    List<Double> aligned = aligned(points);
    var flows = new ArrayList<LayerFlow>();
    for (int i = 0; i < points.size(); i++) {
      flows.add(LayerFlow.of(points.get(i), last).reaching(aligned.get(i)));
    }
    Propagation net = ensemble.expected();
    String first = sized.graph().outputs().get(0).name();
    String output = loss.map(it -> Heads.logits(sized.graph(), it, first)).orElse(first);
    double rms =
        net.fixed().contains(output)
            ? Double.NaN
            : StrictMath.exp(net.tracked(output).signal().moments().lnUnit() / 2);
    List<LayerFlow> onTrunk =
        flows.stream().filter(flow -> trunk.contains(flow.layer().node())).toList();
    Scores scores = Scores.of(onTrunk, ensemble, flows.get(0).deviation() + aligned.get(0), rms);
    return new SignalPropagation(
        flows, Optional.of(scores), loss, Optional.empty(), sized.assumed());
  }

  /**
   * Decades by which steps that are alike may raise the gradient at each layer: what the recurrent
   * layers above it add, except for the topmost, whose own gradients come from the loss.
   */
  private static List<Double> aligned(List<Ensemble.Point> points) {
    var aligned = new ArrayList<>(Collections.nCopies(points.size(), 0.0));
    double sum = 0;
    boolean below = false;
    for (int i = points.size() - 1; i >= 0; i--) {
      aligned.set(i, sum / 2 / StrictMath.log(10));
      if (points.get(i).trace().layer().recurrent().isPresent()) {
        sum += below ? points.get(i).trace().alignment() : 0;
        below = true;
      }
    }
    return aligned;
  }

  /** The same prediction, unsure by as much as {@code other}, made for other sizes, differs. */
  private SignalPropagation covering(SignalPropagation other) {
    if (other.layers.size() != layers.size()) {
      return this;
    }
    var wider = new ArrayList<LayerFlow>();
    for (int i = 0; i < layers.size(); i++) {
      wider.add(layers.get(i).covering(other.layers.get(i)));
    }
    Optional<Scores> least = scores.flatMap(it -> other.scores.map(it::least));
    return new SignalPropagation(wider, least, loss, abstained, assumed);
  }

  /** The same question answered by a run: what it measured in the place of what was predicted. */
  public SignalPropagation measured(List<LayerFlow> flows, Readings run) {
    Optional<Scores> found =
        scores
            .filter(it -> !flows.isEmpty())
            .map(it -> it.measured(run, logit(it.logit(), flows, run)));
    return new SignalPropagation(flows, found, loss, abstained, assumed);
  }

  /** Where the outputs may be probabilities, the last layer tells how large the logits are. */
  private double logit(double predicted, List<LayerFlow> flows, Readings run) {
    boolean probabilities =
        loss.filter(it -> it == Loss.SOFTMAX_CROSS_ENTROPY || it == Loss.SIGMOID_CROSS_ENTROPY)
            .isPresent();
    return probabilities && !layers.isEmpty()
        ? predicted + StrictMath.log10(last(flows) / last(layers))
        : StrictMath.log10(run.outputRms());
  }

  private static double last(List<LayerFlow> flows) {
    return flows.get(flows.size() - 1).activationRms();
  }

  /** The first weighted layer, where gradients arrive last. */
  public Optional<LayerFlow> first() {
    return layers.stream().findFirst();
  }
}

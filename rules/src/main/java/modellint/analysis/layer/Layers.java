package modellint.analysis.layer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.pattern.Patterns;
import modellint.analysis.shape.Shapes;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Estimate;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;

/**
 * The weighted layers of a graph in graph order: Gemm, MatMul, Conv, ConvTranspose, LSTM, GRU, RNN,
 * Einsum and embedding Gather with a stored operand, fused and quantised forms included. Bodies of
 * If, Loop and Scan are not entered.
 */
public final class Layers {

  private final List<Layer> all;
  private final Map<String, Layer> byOutput = new HashMap<>();
  private final Map<String, List<Layer>> byParameter = new HashMap<>();
  private final Sources sources;

  private Layers(Wiring wiring, Patterns patterns) {
    this.sources = new Sources(wiring);
    var found = new ArrayList<Layer>();
    for (Node node : wiring.graph().nodes()) {
      layer(node, wiring, patterns).ifPresent(found::add);
    }
    this.all = List.copyOf(found);
    for (Layer layer : all) {
      byOutput.put(key(layer.node()), layer);
      layer.parameters().stream()
          .map(Parameter::name)
          .distinct()
          .forEach(it -> byParameter.computeIfAbsent(it, k -> new ArrayList<>(1)).add(layer));
    }
  }

  public static Layers of(Graph graph, Shapes shapes) {
    return of(graph, shapes, Patterns.of(graph, shapes));
  }

  public static Layers of(Graph graph, Shapes shapes, Patterns patterns) {
    return new Layers(Wiring.of(graph, shapes), patterns);
  }

  public List<Layer> all() {
    return all;
  }

  public Optional<Layer> of(Node node) {
    return Optional.ofNullable(byOutput.get(key(node)));
  }

  /** The layers that use {@code parameter}, several where weights are shared. */
  public List<Layer> using(Parameter parameter) {
    return List.copyOf(byParameter.getOrDefault(parameter.name(), List.of()));
  }

  /**
   * The parameter that {@code value} is, or is computed from by layout and type changes and
   * constant factors alone; the first where several are joined.
   */
  public Optional<Parameter> parameter(String value) {
    return sources.of(value).map(Source::parameter);
  }

  /** Nodes are told apart by what they produce: no value is produced twice. */
  private static String key(Node node) {
    return node.outputs().stream().filter(it -> !it.isEmpty()).findFirst().orElse("");
  }

  private Optional<Layer> layer(Node node, Wiring wiring, Patterns patterns) {
    if (wiring.isFixed(key(node))) {
      return Optional.empty();
    }
    return Kernel.of(node, sources).map(kernel -> layer(node, kernel, wiring, patterns));
  }

  private Layer layer(Node node, Kernel kernel, Wiring wiring, Patterns patterns) {
    Source weight = kernel.weight();
    Aftermath after = Aftermath.of(node, kernel.units(), wiring, patterns, sources);
    Optional<Source> bias = node.input(kernel.biasInput()).flatMap(sources::of);
    Optional<Source> recurrent =
        isRecurrent(node) ? node.input(2).flatMap(sources::of) : Optional.empty();
    var parameters = new LinkedHashSet<Parameter>(weight.parts());
    recurrent.ifPresent(it -> parameters.addAll(it.parts()));
    node.input(kernel.biasInput()).ifPresent(it -> parameters.addAll(sources.parts(it)));
    after.bias().ifPresent(parameters::add);
    Estimate factor = new Estimate(kernel.factor(), Estimate.Basis.EXACT);
    return new Layer(
        node,
        weight.parameter(),
        bias.map(Source::parameter).or(after::bias),
        kernel.fanIn(),
        kernel.fanOut(),
        kernel.units(),
        weight.axes().isEmpty() ? 0 : weight.axes().get(kernel.outputAxis()),
        after.activation(),
        after.normalisation(),
        recurrent.map(Source::parameter),
        kernel.factor() == 1 ? weight.scale() : weight.scaled(factor).scale(),
        List.copyOf(parameters));
  }

  private static boolean isRecurrent(Node node) {
    return switch (node.type()) {
      case "LSTM", "GRU", "RNN", "DynamicQuantizeLSTM" -> true;
      default -> false;
    };
  }
}

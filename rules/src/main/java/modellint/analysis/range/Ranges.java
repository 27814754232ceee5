package modellint.analysis.range;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Layers;
import modellint.analysis.pattern.Pattern;
import modellint.analysis.pattern.Patterns;
import modellint.analysis.wiring.Wiring;
import modellint.graph.ElementType;
import modellint.graph.Graph;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Value;
import modellint.graph.Weights;

/**
 * The range of every value, by interval arithmetic over the standard operators in topological
 * order, with the relations between operands that would otherwise raise false alarms. An input of
 * which nobody says what it takes has no bounds, and whatever needs them stays unsaid.
 */
public final class Ranges {

  private static final String KEY = "modellint.input_range.";
  private static final Map<String, Transfer> TRANSFERS = transfers();

  private final Map<String, Range> known = new HashMap<>();
  private final Wiring wiring;
  private final Layers layers;
  private final Patterns patterns;

  private Ranges(Wiring wiring, Layers layers, Patterns patterns, Map<String, Interval> inputs) {
    this.wiring = wiring;
    this.layers = layers;
    this.patterns = patterns;
    Graph graph = wiring.graph();
    for (Value input : graph.inputs()) {
      known.put(input.name(), input(input, inputs));
    }
    graph.parameters().forEach((name, parameter) -> known.put(name, stored(parameter)));
    var products = new Products(layers);
    for (Node node : graph.nodes()) {
      for (String output : node.outputs()) {
        known.put(output, Range.UNKNOWN);
      }
      known.put(node.output(), range(node, products));
    }
  }

  /** With the input ranges that the graph's metadata states. */
  public static Ranges of(Graph graph, Wiring wiring, Layers layers, Patterns patterns) {
    return new Ranges(wiring, layers, patterns, declared(graph));
  }

  public Range of(String value) {
    return known.getOrDefault(value, Range.UNKNOWN);
  }

  /** The ranges that metadata states, by input; what cannot be understood counts as none. */
  public static Map<String, Interval> declared(Graph graph) {
    var declared = new HashMap<String, Interval>();
    graph
        .metadata()
        .forEach(
            (key, text) -> {
              if (key.startsWith(KEY)) {
                interval(text).ifPresent(it -> declared.put(key.substring(KEY.length()), it));
              }
            });
    return declared;
  }

  private static Optional<Interval> interval(String text) {
    String[] ends = text.split(",", -1);
    if (ends.length != 2) {
      return Optional.empty();
    }
    try {
      double low = Double.parseDouble(ends[0].strip());
      double high = Double.parseDouble(ends[1].strip());
      return low <= high ? Optional.of(new Interval(low, high)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Range input(Value input, Map<String, Interval> declared) {
    Interval stated = declared.get(input.name());
    if (stated != null) {
      return Range.declared(stated);
    }
    boolean mask = input.name().toLowerCase(Locale.ROOT).contains("mask");
    boolean flag = input.type() == ElementType.BOOL || (mask && !input.type().isFloating());
    return flag ? Choosing.truth() : Range.UNKNOWN;
  }

  private static Range stored(Parameter parameter) {
    if (parameter.values().filter(it -> !it.isEmpty()).isPresent()) {
      List<Double> values = parameter.values().orElseThrow();
      return of(values);
    }
    if (parameter.weights() instanceof Weights.Measured it && it.nans() + it.infinities() == 0) {
      return Range.within(new Interval(-it.all().largest(), it.all().largest()));
    }
    return Range.UNKNOWN;
  }

  private static Range of(List<Double> values) {
    if (values.stream().anyMatch(it -> it.isNaN())) {
      return Range.UNKNOWN;
    }
    double low = values.stream().mapToDouble(it -> it).min().orElseThrow();
    double high = values.stream().mapToDouble(it -> it).max().orElseThrow();
    return Range.constant(new Interval(low, high), values.contains(0.0));
  }

  private Range range(Node node, Products products) {
    Optional<List<Double>> constant =
        wiring.isFixed(node.output()) ? wiring.elements(node.output()) : Optional.empty();
    if (constant.filter(it -> !it.isEmpty()).isPresent()) {
      return of(constant.get());
    }
    if (node.is("Constant")) {
      return wiring.tensor(node.output()).map(Ranges::stored).orElse(Range.UNKNOWN);
    }
    var step = new Step(node, wiring, known);
    Optional<Layer> layer = layers.of(node);
    boolean cell = node.isRecurrent();
    if (layer.isPresent() && !cell) {
      return products.of(layer.get(), step);
    }
    if (node.is("MatMul")) {
      return mixture(step);
    }
    Transfer transfer = node.domain().isEmpty() ? TRANSFERS.get(node.type()) : null;
    Range range = transfer == null ? Range.UNKNOWN : transfer.of(step);
    return patterns.producing(node.output()).map(it -> narrowed(it, range)).orElse(range);
  }

  /** Rows of a softmax weigh the rows of the other operand: no result leaves their range. */
  private Range mixture(Step step) {
    String weights = Relations.behind(step.name(0), wiring);
    return wiring.producer(weights, "Softmax").isPresent()
        ? Range.within(step.range(1).within())
        : Range.UNKNOWN;
  }

  /** What a known function gives holds however it is written. */
  private Range narrowed(Pattern pattern, Range range) {
    return switch (pattern.kind()) {
      case GELU, QUICK_GELU -> Curves.dipping(of(pattern.input()), -0.18);
      case SILU -> Curves.dipping(of(pattern.input()), -0.2785);
      case MISH -> Curves.dipping(of(pattern.input()), -0.309);
      case HARD_SWISH -> Curves.dipping(of(pattern.input()), -0.375);
      case SOFTMAX -> range.narrowed(new Interval(0, 1));
      case LAYER_NORM, GROUP_NORM -> Range.mixed(range.within(), range.declared());
      case L2_NORM -> range.narrowed(new Interval(-1, 1));
      case RMS_NORM, ATTENTION -> range;
    };
  }

  private static Map<String, Transfer> transfers() {
    var all = new HashMap<String, Transfer>();
    all.putAll(Curves.transfers());
    all.putAll(Arithmetic.transfers());
    all.putAll(Choosing.transfers());
    all.putAll(Reductions.transfers());
    all.putAll(Moving.transfers());
    all.putAll(Norms.transfers());
    return Map.copyOf(all);
  }
}

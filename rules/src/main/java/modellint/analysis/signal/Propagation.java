package modellint.analysis.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Layers;
import modellint.analysis.layer.Trunk;
import modellint.analysis.pattern.Pattern;
import modellint.analysis.pattern.Patterns;
import modellint.analysis.shape.Shapes;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.graph.Node;
import modellint.graph.Shape;
import modellint.graph.Value;

/**
 * One pass of signals forward and one of gradients back over a graph whose sizes are all known.
 * Every node leaves what is to happen on the way back on a tape, which then runs in reverse.
 */
final class Propagation {

  private final Graph graph;
  private final Layers layers;
  private final Shapes shapes;
  private final Fixed fixed;
  private final double batch;
  private final double inputScale;
  private final Trunk trunk;
  private final Map<String, Tracked> tensors = new HashMap<>();
  private final Map<String, String> unknown = new HashMap<>();
  private final Map<String, Pattern> patterns = new HashMap<>();
  private final Set<Node> inside = new HashSet<>();
  private final List<Runnable> tape = new ArrayList<>();
  private final TrunkLine trunkLine = new TrunkLine();
  private final List<LayerTrace> traces = new ArrayList<>();
  private final List<AttentionScores> attended = new ArrayList<>();
  private boolean normalised;
  private boolean standardised;
  private boolean skips;

  Propagation(
      Graph graph,
      Layers layers,
      Patterns patterns,
      Shapes shapes,
      double batch,
      Trunk trunk,
      double inputScale) {
    this.graph = graph;
    this.layers = layers;
    this.shapes = shapes;
    this.fixed = new Fixed(graph, shapes);
    this.batch = batch;
    this.trunk = trunk;
    this.inputScale = inputScale;
    for (Pattern pattern : patterns.all()) {
      if (PatternTransfer.handles(pattern)) {
        this.patterns.put(pattern.output(), pattern);
        inside.addAll(pattern.nodes());
      }
    }
  }

  /**
   * The signal of one batch with a number for every size.
   *
   * @param layers of the graph as it is stated, like {@code patterns} and {@code trunk}
   * @return empty where something is not modelled
   */
  static Optional<Propagation> forward(
      Graph graph, Layers layers, Patterns patterns, Trunk trunk, Assumptions assumptions) {
    SizedGraph sized = SizedGraph.of(graph, assumptions, 1);
    boolean same = sized.graph() == graph;
    Patterns known = same ? patterns : Patterns.of(sized.graph(), sized.shapes());
    Layers all = same ? layers : Layers.of(sized.graph(), sized.shapes(), known);
    Trunk line = same ? trunk : Trunk.of(sized.graph(), sized.shapes(), known, all);
    var net = new Propagation(sized.graph(), all, known, sized.shapes(), sized.batch(), line, 1);
    try {
      net.forward();
      return Optional.of(net);
    } catch (Unmodelled e) {
      return Optional.empty();
    }
  }

  void forward() {
    for (Value input : graph.inputs()) {
      if (!fixed.contains(input.name())) {
        enter(input);
      }
    }
    for (Node node : graph.nodes()) {
      if (node.outputs().stream().noneMatch(fixed::contains)) {
        visit(node);
      }
    }
  }

  /** Lets gradients in at the outputs and runs the tape back. */
  void backward(Optional<Loss> loss) {
    Heads.seed(this, graph, loss);
    back();
  }

  /** The same with one unit cotangent for all samples; see {@link Heads#seedShared}. */
  double backwardShared(Loss loss) {
    double curvature = Heads.seedShared(this, graph, loss);
    back();
    return curvature;
  }

  private void back() {
    for (int i = tape.size() - 1; i >= 0; i--) {
      tape.get(i).run();
    }
  }

  private void enter(Value input) {
    if (!input.type().isFloating()) {
      unknown.put(input.name(), "the values of input " + input.name() + " are whole numbers");
      return;
    }
    try {
      tensors.put(
          input.name(), Tracked.gaussian(dims(input.name()), entering(input), Profile.FLAT));
    } catch (Unmodelled e) {
      unknown.put(input.name(), e.reason());
    }
  }

  /** Standardised, of the scale asked for; a sample of few elements has a scale of its own. */
  private Signal entering(Value input) {
    long[] dims = dims(input.name());
    double elements = 1;
    for (long dim : dims) {
      elements *= dim;
    }
    double overlap = dims.length == 2 || dims.length == 4 ? 1.0 / dims[1] : 0;
    return Signal.STANDARD.times(inputScale).wandering(2 * batch / elements).overlapping(overlap);
  }

  private void visit(Node node) {
    Pattern pattern = patterns.get(node.output());
    if (pattern == null && inside.contains(node)) {
      return;
    }
    try {
      if (pattern != null) {
        PatternTransfer.apply(new Step(this, node), pattern);
        follow(node);
        return;
      }
      Transfer transfer = Transfers.of(node).orElseThrow(() -> new Unmodelled(unmodelled(node)));
      transfer.apply(new Step(this, node));
      follow(node);
    } catch (Unmodelled e) {
      String reason = reasonOf(node).orElse(e.reason() + " (" + node.name() + ")");
      node.outputs().forEach(output -> unknown.put(output, reason));
    }
  }

  /** In the words of the front end, where it drew the node for something that it could not read. */
  private static String unmodelled(Node node) {
    return node.text(Node.REASON, "operator " + node.type() + " is not modelled");
  }

  /** Keeps to the trunk what tells of growth there. */
  private void follow(Node node) {
    Tracked output = tensors.get(node.output());
    if (output == null || !trunk.contains(node)) {
      return;
    }
    boolean joins = node.is("Add") || node.is("Sum") || node.is("Concat");
    // A normalisation written out ends with the addition of its shift.
    if (patterns.containsKey(node.output()) || node.type().endsWith("Normalization")) {
      trunkLine.normalise();
    } else if (layers.of(node).isPresent() || joins) {
      trunkLine.pass(output, node.output());
    }
  }

  /** Where an operand is unknown already, its reason is the cause. */
  private Optional<String> reasonOf(Node node) {
    return node.inputs().stream().filter(unknown::containsKey).map(unknown::get).findFirst();
  }

  Fixed fixed() {
    return fixed;
  }

  double batch() {
    return batch;
  }

  List<LayerTrace> traces() {
    return traces;
  }

  /** Notes that a normalisation was met. */
  void normalise() {
    normalised = true;
  }

  /** Notes a normalisation by statistics of the tensor itself, which holds its scale. */
  void standardise() {
    normalised = true;
    standardised = true;
  }

  /** Notes that two paths came together. */
  void join() {
    skips = true;
  }

  /** Notes that a softmax weighs other tensors. */
  void attend(AttentionScores scores) {
    attended.add(scores);
  }

  boolean standardised() {
    return standardised;
  }

  boolean normalised() {
    return normalised;
  }

  boolean skips() {
    return skips;
  }

  /** The scores of each attention that was met. */
  List<AttentionScores> attended() {
    return List.copyOf(attended);
  }

  boolean attends() {
    return !attended.isEmpty();
  }

  Optional<String> unknown(String value) {
    return Optional.ofNullable(unknown.get(value));
  }

  Tracked tracked(String value) {
    Tracked tensor = tensors.get(value);
    if (tensor != null) {
      return tensor;
    }
    if (unknown.containsKey(value)) {
      throw new Unmodelled(unknown.get(value));
    }
    if (!fixed.contains(value)) {
      throw new Unmodelled("nothing is known of " + value);
    }
    FixedMoments it = fixed.moments(value);
    return Tracked.gaussian(
        dims(value),
        Signal.plain(it.square(), it.mean() * it.mean(), it.square(), it.mean()),
        Profile.FLAT);
  }

  Optional<Shape> shape(String value) {
    return shapes.shape(value);
  }

  long[] dims(String value) {
    Shape shape =
        shapes
            .shape(value)
            .orElseThrow(() -> new Unmodelled("the shape of " + value + " is not known"));
    if (!shape.isKnown()) {
      throw new Unmodelled("the shape of " + value + " is not known: " + shape);
    }
    return shape.dims().stream().mapToLong(Dim::size).toArray();
  }

  void put(String value, Tracked tensor) {
    tensors.put(value, tensor);
  }

  void onBackward(Runnable step) {
    tape.add(step);
  }

  TrunkLine trunkLine() {
    return trunkLine;
  }

  void trace(LayerTrace trace) {
    trunkLine.layer();
    traces.add(trace);
  }

  Optional<Layer> layerIfAny(Node node) {
    return layers.of(node);
  }

  Layer layer(Node node) {
    return layers
        .of(node)
        .orElseThrow(() -> new Unmodelled("the weight of " + node.name() + " is not followed"));
  }
}

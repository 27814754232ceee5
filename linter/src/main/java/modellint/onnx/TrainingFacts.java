package modellint.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Attribute;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Training;
import modellint.graph.Training.Clipping;

/**
 * What a model says of its own training: by optimiser nodes, either of the standard's preview
 * operators or of ONNX Runtime's training artefacts, and by {@code modellint.*} metadata, which
 * wins. A statement that cannot be understood counts as none.
 */
final class TrainingFacts {

  private static final String PREVIEW = "ai.onnx.preview.training";
  private static final String RUNTIME = "com.microsoft";

  private final Map<String, String> metadata;
  private final List<Node> nodes;
  private final Map<String, Parameter> parameters = new HashMap<>();

  /** From the metadata, the model's own graph and the graphs of its training information. */
  TrainingFacts(Map<String, String> metadata, List<Graph> graphs) {
    this.metadata = metadata;
    this.nodes = graphs.stream().flatMap(graph -> graph.nodes().stream()).toList();
    graphs.forEach(graph -> parameters.putAll(graph.parameters()));
  }

  Training read() {
    Optional<Node> optimizer = nodes.stream().filter(it -> name(it).isPresent()).findFirst();
    return Training.builder()
        .optimizer(stated("optimizer").or(() -> optimizer.flatMap(TrainingFacts::name)))
        .learningRate(number("learning_rate").or(() -> optimizer.flatMap(this::learningRate)))
        .momentum(number("momentum").or(() -> optimizer.flatMap(TrainingFacts::momentum)))
        .schedule(stated("schedule"))
        .clipping(stated("clipping").flatMap(TrainingFacts::clipping).or(this::clippingNode))
        .l2(optimizer.filter(it -> it.domain().equals(PREVIEW)).flatMap(TrainingFacts::normWeight))
        .weightDecay(optimizer.flatMap(it -> real(it, "weight_decay")))
        .loss(stated("loss").map(TrainingFacts::loss))
        .batchSize(stated("batch_size").flatMap(TrainingFacts::whole))
        .build();
  }

  private static Optional<String> name(Node node) {
    return switch (node.domain() + "." + node.type()) {
      case PREVIEW + ".Adam" -> Optional.of("adam");
      case PREVIEW + ".Adagrad" -> Optional.of("adagrad");
      case PREVIEW + ".Momentum" ->
          Optional.of(node.text("mode", "standard").equals("nesterov") ? "nesterovs" : "momentum");
      case RUNTIME + ".AdamWOptimizer" -> Optional.of("adamw");
      case RUNTIME + ".AdamOptimizer" -> Optional.of("adam");
      case RUNTIME + ".LambOptimizer" -> Optional.of("lamb");
      case RUNTIME + ".SGDOptimizer", RUNTIME + ".SGDOptimizerV2" -> Optional.of("sgd");
      default -> Optional.empty();
    };
  }

  /** Input 0 of every optimiser is the rate; known where it is stored and not fed at run time. */
  private Optional<Double> learningRate(Node optimizer) {
    int input = optimizer.type().equals("LambOptimizer") ? 2 : 0;
    return optimizer
        .input(input)
        .map(parameters::get)
        .flatMap(Parameter::values)
        .filter(values -> values.size() == 1)
        .map(values -> values.get(0));
  }

  private static Optional<Double> momentum(Node optimizer) {
    return optimizer.domain().equals(PREVIEW) && optimizer.type().equals("Momentum")
        ? real(optimizer, "beta")
        : Optional.empty();
  }

  /** The standard's optimisers add this times the weight to the gradient: an L2 penalty. */
  private static Optional<Double> normWeight(Node optimizer) {
    return real(optimizer, "norm_coefficient").filter(it -> it != 0);
  }

  private static Optional<Double> real(Node node, String attribute) {
    return node.attributes().get(attribute) instanceof Attribute.Real it
        ? Optional.of(it.value())
        : Optional.empty();
  }

  private Optional<Clipping> clippingNode() {
    return nodes.stream()
        .filter(it -> it.domain().equals(RUNTIME) && it.type().equals("InplaceClipGradNorm"))
        .flatMap(it -> real(it, "max_norm").stream())
        .map(norm -> new Clipping("global-norm", norm))
        .findFirst();
  }

  private Optional<String> stated(String key) {
    return Optional.ofNullable(metadata.get("modellint." + key))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private Optional<Double> number(String key) {
    return stated(key).flatMap(TrainingFacts::real);
  }

  /** {@code global-norm 1.0} or {@code value=0.5}: the kind, then the threshold. */
  private static Optional<Clipping> clipping(String text) {
    String[] parts = text.split("[\\s=:,]+", 2);
    return parts.length < 2
        ? Optional.empty()
        : real(parts[1]).filter(it -> it > 0).map(it -> new Clipping(parts[0], it));
  }

  private static Optional<Double> real(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> whole(String text) {
    try {
      return Optional.of(Integer.parseInt(text)).filter(it -> it > 0);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Loss loss(String text) {
    String word = text.toLowerCase(Locale.ROOT).replace('_', '-');
    return Stream.of(Loss.values())
        .filter(it -> it.word().equals(word))
        .findFirst()
        .orElse(Loss.OTHER);
  }
}

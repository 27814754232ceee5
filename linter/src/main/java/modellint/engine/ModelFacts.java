package modellint.engine;

import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.analysis.layer.Bodies;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Skip;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.provenance.InitFamily;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.SignalPropagation;
import modellint.definition.Definition;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Histogram;
import modellint.graph.Loss;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.Weights;
import modellint.rule.Subject;

/** Turns the analyses of one model into its entry in the report. */
final class ModelFacts {

  private final Model model;
  private final Subject subject;
  private final String path;

  ModelFacts(Model model, Subject subject, String path) {
    this.model = model;
    this.subject = subject;
    this.path = path;
  }

  CheckedModel collect() {
    Graph graph = subject.graph();
    return new CheckedModel(
        path,
        graph.name(),
        model.kind(),
        model.line(),
        // Frameworks that export ONNX do not count running statistics as parameters.
        model
            .definition()
            .map(it -> number(it.parameters()))
            .orElseGet(() -> count(runningStatistics(graph))),
        model
            .definition()
            .map(it -> number(it.trainable()))
            .orElseGet(() -> count(runningStatistics(graph))),
        model.definition().map(Definition::unknowns).orElse(List.of()),
        weights(),
        Optional.of(graph.training()).filter(it -> !it.equals(Training.UNKNOWN)),
        subject.layers().all().stream().map(this::row).toList(),
        skips(),
        growth(subject.signal()),
        Optional.empty());
  }

  private static OptionalLong number(Dim size) {
    return size.isKnown() ? OptionalLong.of(size.size()) : OptionalLong.empty();
  }

  private List<CheckedModel.Skip> skips() {
    List<Node> nodes = model.graph().nodes();
    Map<Node, Integer> layersBefore = new IdentityHashMap<>();
    int layers = 0;
    for (Node node : nodes) {
      layersBefore.put(node, layers);
      layers += subject.layers().of(node).isPresent() ? 1 : 0;
    }
    return subject.trunk().skips().stream()
        .map(it -> skip(it, layersBefore))
        .flatMap(Optional::stream)
        .toList();
  }

  /** In graph order, where a branch beside the skipped one counts as skipped too. */
  private Optional<CheckedModel.Skip> skip(Skip skip, Map<Node, Integer> layersBefore) {
    int from =
        skip.fork()
            .map(
                it ->
                    layersBefore.getOrDefault(it, 0)
                        + (subject.layers().of(it).isPresent() ? 1 : 0))
            .orElse(0);
    int to = layersBefore.getOrDefault(skip.join(), 0);
    return from < to ? Optional.of(new CheckedModel.Skip(from, to)) : Optional.empty();
  }

  private OptionalLong count(Set<String> excluded) {
    var layerWeights =
        subject.layers().all().stream()
            .map(layer -> layer.weight().name())
            .collect(Collectors.toSet());
    long sum = 0;
    Set<Parameter> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Bodies.of(model.graph()).flatMap(it -> it.parameters().values().stream()).forEach(seen::add);
    for (Parameter parameter : seen) {
      boolean weight = parameter.type().isFloating() || layerWeights.contains(parameter.name());
      // Scalars are the constants of written-out functions, not weights.
      if (!weight || parameter.shape().rank() == 0 || excluded.contains(parameter.name())) {
        continue;
      }
      Dim elements = parameter.shape().elements();
      if (!elements.isKnown()) {
        return OptionalLong.empty();
      }
      sum = Math.addExact(sum, elements.size());
    }
    return OptionalLong.of(sum);
  }

  private static Set<String> runningStatistics(Graph graph) {
    var names = new HashSet<String>();
    for (Node node : graph.nodes()) {
      if (node.is("BatchNormalization")) {
        Stream.of(node.input(3), node.input(4)).flatMap(Optional::stream).forEach(names::add);
      }
    }
    return names;
  }

  private String weights() {
    return switch (subject.provenance().overall()) {
      case FOLDED, QUANTISED -> "trained";
      case FRESH, TRAINED, DECLARED, UNKNOWN ->
          subject.provenance().overall().name().toLowerCase(Locale.ROOT);
    };
  }

  private LayerRow row(Layer layer) {
    Node node = layer.node();
    return new LayerRow(
        node.name().isEmpty() ? node.output() : node.name(),
        node.type(),
        layer.weight().name(),
        node.output(),
        node.place() instanceof Place.Line at ? OptionalInt.of(at.line()) : OptionalInt.empty(),
        parameters(layer),
        subject.shapes().shape(node.output()),
        init(layer),
        layer.activation(),
        subject.signal().layers().stream()
            .filter(flow -> flow.layer().node() == node)
            .findFirst()
            .map(this::predicted),
        Optional.empty());
  }

  private static OptionalLong parameters(Layer layer) {
    long sum = 0;
    for (Parameter it : layer.parameters()) {
      Dim elements = it.shape().elements();
      if (!elements.isKnown()) {
        return OptionalLong.empty();
      }
      sum += elements.size();
    }
    return OptionalLong.of(sum);
  }

  private Optional<LayerRow.Init> init(Layer layer) {
    Weights weights = layer.weight().weights();
    if (weights instanceof Weights.Measured it) {
      return Optional.of(
          new LayerRow.Init(
              it.all().std(),
              it.all().mean(),
              layer.fanIn(),
              layer.fanOut(),
              Optional.empty(),
              subject.provenance().family(layer.weight().name()).map(InitFamily::name),
              it.histogram()));
    }
    if (weights instanceof Weights.Declared it) {
      return Optional.of(
          new LayerRow.Init(
              Math.sqrt(it.init().variance()),
              it.init().mean(),
              layer.fanIn(),
              layer.fanOut(),
              Optional.of(it.init().name()),
              Optional.empty(),
              Histogram.NONE));
    }
    return Optional.empty();
  }

  private LayerRow.Predicted predicted(LayerFlow flow) {
    return new LayerRow.Predicted(
        flow.activationRms(),
        flow.gradientLog10(),
        flow.weightGradientLog10(),
        flow.low(),
        flow.high(),
        update(flow.layer()));
  }

  private double update(Layer layer) {
    return subject.learningRate().stream()
        .flatMap(it -> it.updates().stream())
        .filter(it -> it.layer().node() == layer.node())
        .mapToDouble(LearningRate.Update::relative)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Growth growth(SignalPropagation signal) {
    return new Growth(
        signal.loss().map(Loss::word).orElse("random"),
        of(signal.first().map(LayerFlow::gradientLog10)),
        of(signal.first().map(LayerFlow::low)),
        of(signal.first().map(LayerFlow::high)),
        OptionalDouble.empty(),
        signal.abstained(),
        signal.assumed());
  }

  private static OptionalDouble of(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }
}

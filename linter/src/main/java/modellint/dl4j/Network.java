package modellint.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.definition.GraphSketch;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Place;
import modellint.graph.TrainingData;
import modellint.graph.TrainingDetails;

/** A definition read to the end: the graph, and what the library would report of each layer. */
record Network(Definition definition, List<LayerFact> layers) {

  /** Structure that the source does not determine; the message says what. */
  static final class Undetermined extends Exception {
    private static final long serialVersionUID = 1L;

    Undetermined(String message) {
      super(message);
    }
  }

  Network {
    layers = List.copyOf(layers);
  }

  static Network of(
      Place.Line site,
      Globals globals,
      LayerDrawer drawer,
      List<String> outputs,
      Refusals refusals) {
    List<LayerFact> layers = drawer.facts();
    FailureChecks.check(globals, layers, drawer.isCutting(), refusals);
    Graph graph =
        drawer.sketch().finish(outputs, TrainingReader.read(globals, layers, refusals.all()));
    Dim all =
        Sizes.sum(
            Stream.concat(layers.stream().map(LayerFact::parameters), drawer.besides().stream())
                .toList());
    Dim still = Sizes.sum(layers.stream().map(LayerFact::still).toList());
    Dim trainable = all.isKnown() && still.isKnown() ? Dim.of(all.size() - still.size()) : all;
    return new Network(
        new Definition(site, "dl4j", graph, all, trainable, unknowns(layers)), layers);
  }

  /** What the library refuses as a whole, so that nothing can be drawn of it. */
  static Network refused(Place.Line site, Globals globals, GraphSketch sketch, Refusals refusals) {
    Graph graph = sketch.finish(List.of(), TrainingReader.read(globals, List.of(), refusals.all()));
    Dim unknown = Sizes.symbol("refused");
    String why = "the layers: the library refuses to build the network";
    return new Network(
        new Definition(site, "dl4j", graph, unknown, unknown, List.of(why)), List.of());
  }

  /**
   * This network on top of another that is not at hand; {@code base} is its name, if it has one.
   */
  Network on(String base) {
    Dim unknown = Sizes.symbol(base.isEmpty() ? "base" : base);
    var unknowns = new ArrayList<String>();
    unknowns.add(
        ("the layers of the base network " + base).strip()
            + ": its definition is not in the sources");
    unknowns.addAll(definition.unknowns());
    return new Network(
        new Definition(
            definition.site(), definition.kind(), definition.graph(), unknown, unknown, unknowns),
        layers);
  }

  /** This network, fitted to {@code data}. */
  Network fittedTo(TrainingData data) {
    Graph graph = definition.graph();
    return new Network(
        new Definition(
            definition.site(),
            definition.kind(),
            graph.with(graph.training().fittedTo(data)),
            definition.parameters(),
            definition.trainable(),
            definition.unknowns()),
        layers);
  }

  /** This network with one thing more that only its builder tells. */
  Network remarking(TrainingDetails.Remark it) {
    Graph graph = definition.graph();
    return new Network(
        new Definition(
            definition.site(),
            definition.kind(),
            graph.with(graph.training().remarking(it)),
            definition.parameters(),
            definition.trainable(),
            definition.unknowns()),
        layers);
  }

  private static List<String> unknowns(List<LayerFact> layers) {
    var unknowns = new ArrayList<String>();
    for (LayerFact layer : layers) {
      if (!layer.parameters().isKnown()) {
        unknowns.add("the number of parameters of " + layer.name() + ": " + layer.parameters());
      }
    }
    return unknowns;
  }

  /** As {@link Definition#or}. */
  Network or(Network other) {
    return definition.or(other.definition) == definition ? this : other;
  }

  Optional<LayerFact> layer(String name) {
    return layers.stream().filter(it -> it.name().equals(name)).findFirst();
  }
}

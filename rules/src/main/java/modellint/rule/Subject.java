package modellint.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import modellint.analysis.hazard.Hazards;
import modellint.analysis.layer.Layers;
import modellint.analysis.layer.Trunk;
import modellint.analysis.learning.GradientScale;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.pattern.Patterns;
import modellint.analysis.provenance.Provenance;
import modellint.analysis.range.Ranges;
import modellint.analysis.shape.Shapes;
import modellint.analysis.signal.Assumptions;
import modellint.analysis.signal.AttentionScores;
import modellint.analysis.signal.Recurrence;
import modellint.analysis.signal.Sharpness;
import modellint.analysis.signal.SignalPropagation;
import modellint.analysis.signal.SizedGraph;
import modellint.analysis.wiring.Wiring;
import modellint.graph.Graph;
import modellint.graph.Training;

/**
 * A graph under inspection, its settings, and the analyses, each computed once when first asked.
 */
public final class Subject {

  private final Graph graph;
  private final Map<String, Double> settings;
  private final Assumptions assumptions;
  private final Supplier<Shapes> shapes;
  private final Supplier<Wiring> wiring;
  private final Supplier<Patterns> patterns;
  private final Supplier<Layers> layers;
  private final Supplier<Trunk> trunk;
  private final Supplier<Provenance> provenance;
  private final Supplier<Ranges> ranges;
  private final Supplier<Hazards> hazards;
  private final Supplier<SignalPropagation> signal;
  private final Supplier<Optional<LearningRate>> learningRate;
  private final Supplier<List<Recurrence>> recurrences;
  private final Supplier<List<AttentionScores>> attentionScores;

  public Subject(Graph graph, Map<String, Double> settings, Assumptions assumptions) {
    this(graph, settings, assumptions, Optional.empty());
  }

  private Subject(
      Graph graph,
      Map<String, Double> settings,
      Assumptions assumptions,
      Optional<SignalPropagation> measured) {
    this.graph = graph;
    this.settings = Map.copyOf(settings);
    this.assumptions = assumptions;
    this.shapes = once(() -> Shapes.of(graph));
    this.wiring = once(() -> Wiring.of(graph, shapes()));
    this.patterns = once(() -> Patterns.of(graph, shapes()));
    this.layers = once(() -> Layers.of(graph, shapes(), patterns()));
    this.trunk = once(() -> Trunk.of(graph, shapes(), patterns(), layers()));
    this.provenance = once(() -> Provenance.of(graph, layers()));
    this.ranges = once(() -> Ranges.of(graph, wiring(), layers(), patterns()));
    this.hazards = once(() -> Hazards.of(wiring(), ranges(), layers()));
    this.signal = once(() -> measured.orElseGet(() -> signal(assumptions)));
    this.learningRate =
        once(
            () ->
                LearningRate.of(
                    graph.training(),
                    GradientScale.of(graph, shapes()),
                    layers(),
                    signal(),
                    this::sharpness));
    this.recurrences = once(() -> Recurrence.of(graph, layers(), patterns(), trunk(), assumptions));
    this.attentionScores =
        once(() -> AttentionScores.of(graph, layers(), patterns(), trunk(), assumptions));
  }

  /** The same question about another graph: what a change would gain. */
  public Subject with(Graph changed) {
    return new Subject(changed, settings, assumptions);
  }

  /** The same graph with the signal that a run of it has shown. */
  public Subject with(SignalPropagation measured) {
    return new Subject(graph, settings, assumptions, Optional.of(measured));
  }

  /** The same once for each optimiser at work, where layers state their own. */
  public List<Subject> optimizers() {
    List<Training> each = graph.training().apart();
    return each.equals(List.of(graph.training()))
        ? List.of(this)
        : each.stream()
            .map(it -> new Subject(graph.with(it), settings, assumptions, Optional.of(signal())))
            .toList();
  }

  public Graph graph() {
    return graph;
  }

  /** The graph with a number for every size, as the predictions take them; for so many samples. */
  public SizedGraph sized(int batch) {
    return SizedGraph.of(graph, new Assumptions(batch, assumptions.sizes(), assumptions.loss()), 1);
  }

  /** What the predictions take for granted. */
  public Assumptions assumptions() {
    return assumptions;
  }

  public double setting(Setting setting) {
    return settings.getOrDefault(setting.name(), setting.otherwise());
  }

  public Shapes shapes() {
    return shapes.get();
  }

  public Wiring wiring() {
    return wiring.get();
  }

  public Patterns patterns() {
    return patterns.get();
  }

  public Layers layers() {
    return layers.get();
  }

  public Trunk trunk() {
    return trunk.get();
  }

  public Provenance provenance() {
    return provenance.get();
  }

  public Ranges ranges() {
    return ranges.get();
  }

  public Hazards hazards() {
    return hazards.get();
  }

  public SignalPropagation signal() {
    return signal.get();
  }

  /** Empty where no learning rate is stated. */
  public Optional<LearningRate> learningRate() {
    return learningRate.get();
  }

  /** What time does to the gradient in each recurrent layer, as it is before training. */
  public List<Recurrence> recurrences() {
    return recurrences.get();
  }

  /** How far apart the scores of each attention lie, as they are before training. */
  public List<AttentionScores> attentionScores() {
    return attentionScores.get();
  }

  private Optional<Sharpness> sharpness() {
    return graph
        .training()
        .loss()
        .flatMap(loss -> Sharpness.of(graph, layers(), patterns(), trunk(), loss, assumptions));
  }

  private SignalPropagation signal(Assumptions assumptions) {
    boolean trained = provenance().overall() == Provenance.Origin.TRAINED;
    return SignalPropagation.of(graph, layers(), patterns(), trunk(), trained, assumptions);
  }

  private static <T> Supplier<T> once(Supplier<T> computation) {
    return new Supplier<>() {
      private Optional<T> result = Optional.empty();

      @Override
      public T get() {
        if (result.isEmpty()) {
          result = Optional.of(computation.get());
        }
        return result.get();
      }
    };
  }
}

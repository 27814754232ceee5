package modellint.verify.judge;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.learning.GradientScale;
import modellint.analysis.learning.RateCurve;
import modellint.analysis.learning.StepRule;
import modellint.graph.Loss;
import modellint.graph.Node;
import modellint.graph.Parameter;
import modellint.graph.Training;
import modellint.rule.Finding;
import modellint.rule.Subject;
import modellint.verify.probe.Descent;

/**
 * Which training is to be simulated for a model's findings; none where none of them asks for it, or
 * where several optimisers share the work.
 */
final class Simulation {

  /** Rules that only training can settle. */
  static final Set<String> OF_TRAINING =
      Set.of(
          "excessive-learning-rate",
          "negligible-learning-rate",
          "reckless-default",
          "missing-clipping",
          "idle-clipping");

  /** Of those, the ones that say that the rate is too high. */
  static final Set<String> TOO_HIGH = Set.of("excessive-learning-rate", "reckless-default");

  private static final Set<String> NORMALISING =
      Set.of(
          "BatchNormalization",
          "InstanceNormalization",
          "LayerNormalization",
          "GroupNormalization",
          "RMSNormalization");

  /** Of the nodes behind the last function that only pass on. */
  private static final int LONGEST = 8;

  /** Scale and shift of a normalisation; what follows are its running statistics. */
  private static final int TRAINED_INPUTS = 3;

  private final Subject subject;
  private final Training training;

  Simulation(Subject subject) {
    this.subject = subject;
    this.training = subject.graph().training();
  }

  Optional<Descent> of(List<Finding> findings) {
    boolean asked = findings.stream().anyMatch(it -> OF_TRAINING.contains(it.name()));
    boolean growth = findings.stream().anyMatch(it -> it.name().startsWith("exploding-"));
    boolean held = growth && training.clipping().isPresent();
    if ((!asked && !held)
        || training.optimizer().isEmpty()
        || !training.movesAll()
        || Double.isNaN(rate())) {
      return Optional.empty();
    }
    return Optional.of(
        new Descent(
            parameters(),
            losses(),
            training.optimizer().get(),
            training.momentum().orElse(0.0),
            numbers(),
            training.l2().orElse(0.0),
            courses(findings)));
  }

  /**
   * The stated loss; where none is stated, the one that belongs to the function at the end, and
   * where there is none, those that outputs of any kind may have.
   */
  private List<String> losses() {
    return subject
        .signal()
        .loss()
        .map(Loss::word)
        .filter(it -> !it.equals(Loss.OTHER.word()))
        .or(this::ofHead)
        .map(List::of)
        .orElseGet(
            () ->
                hasClasses()
                    ? List.of(Loss.MSE.word(), Loss.SOFTMAX_CROSS_ENTROPY.word())
                    : List.of(Loss.MSE.word()));
  }

  /** The loss of which a final softmax or sigmoid is part: its output is a probability. */
  private Optional<String> ofHead() {
    String value = subject.graph().outputs().get(0).name();
    for (int step = 0; step < LONGEST; step++) {
      Optional<Node> node = subject.wiring().producer(value).filter(it -> it.domain().isEmpty());
      String type = node.map(Node::type).orElse("");
      switch (type) {
        case "Softmax", "LogSoftmax" -> {
          return Optional.of(Loss.SOFTMAX_CROSS_ENTROPY.word());
        }
        case "Sigmoid" -> {
          return Optional.of(Loss.SIGMOID_CROSS_ENTROPY.word());
        }
        case "Identity", "Transpose" -> value = node.orElseThrow().inputs().get(0);
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  /** Whether the first output may be scores of several classes. */
  private boolean hasClasses() {
    return subject
        .shapes()
        .shape(subject.graph().outputs().get(0).name())
        .filter(it -> it.rank() > 1)
        .map(it -> it.dim(it.rank() == 3 ? 2 : 1))
        .filter(it -> !it.isKnown() || it.size() > 1)
        .isPresent();
  }

  private Map<String, Double> numbers() {
    var numbers = new LinkedHashMap<>(training.details().hyperparameters());
    training.weightDecay().ifPresent(it -> numbers.put("weightDecay", it));
    return numbers;
  }

  /** What is multiplied with the gradient of the mean loss; NaN where that is not known. */
  private double rate() {
    boolean proportional =
        training
            .optimizer()
            .flatMap(StepRule::of)
            .filter(it -> it.kind() == StepRule.Kind.GRADIENT)
            .isPresent();
    double stated = stated();
    GradientScale scale = GradientScale.of(subject.graph(), subject.shapes());
    return !proportional ? stated : scale.exact() ? stated * scale.least() : Double.NaN;
  }

  /** The rate that a warm-up leads to, whose end the few steps of a run do not see. */
  private double stated() {
    return training
        .details()
        .schedule()
        .map(RateCurve::new)
        .filter(it -> it.start() > 0)
        .map(it -> it.at(it.start()).orElse(Double.NaN))
        .orElseGet(() -> training.learningRate().orElse(Double.NaN));
  }

  private Map<String, Descent.Course> courses(List<Finding> findings) {
    double rate = rate();
    Optional<Descent.Clipping> stated =
        training.clipping().map(it -> new Descent.Clipping(it.kind(), it.threshold()));
    var courses = new LinkedHashMap<String, Descent.Course>();
    courses.put(Descent.STATED, new Descent.Course(rate, stated));
    boolean ofClipping = findings.stream().anyMatch(it -> it.name().endsWith("-clipping"));
    if (stated.isPresent()) {
      courses.put(Descent.OTHER_CLIPPING, new Descent.Course(rate, Optional.empty()));
    } else if (ofClipping) {
      double threshold = training.details().idleThreshold().orElse(1.0);
      courses.put(
          Descent.OTHER_CLIPPING,
          new Descent.Course(rate, Optional.of(new Descent.Clipping("l2-per-layer", threshold))));
    }
    if (findings.stream().anyMatch(it -> TOO_HIGH.contains(it.name()))) {
      courses.put(Descent.TENTH_OF_RATE, new Descent.Course(rate / 10, stated));
    }
    training
        .optimizer()
        .flatMap(StepRule::of)
        .ifPresent(
            it ->
                courses.put(
                    Descent.USUAL_RATE,
                    new Descent.Course(Math.sqrt(it.least() * it.most()), stated)));
    return courses;
  }

  /** Weights and biases of the layers, scales and shifts of the normalisations. */
  private List<String> parameters() {
    var names = new LinkedHashSet<String>();
    for (Node node : subject.graph().nodes()) {
      Stream<Parameter> own =
          NORMALISING.contains(node.type())
              ? node.inputs().stream()
                  .limit(TRAINED_INPUTS)
                  .flatMap(it -> subject.layers().parameter(it).stream())
              : subject.layers().of(node).stream().flatMap(it -> it.parameters().stream());
      own.forEach(it -> names.add(it.name()));
    }
    return List.copyOf(names);
  }
}

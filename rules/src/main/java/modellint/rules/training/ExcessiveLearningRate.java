package modellint.rules.training;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.learning.StepRule;
import modellint.analysis.learning.StepRule.Kind;
import modellint.graph.Estimate;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Literal;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** The learning rate is too high for these weights and gradients. */
@RuleInfo(
    id = "ML401",
    severity = Severity.ERROR,
    summary = "The first steps overwrite the weights or are unstable",
    docs =
        """
        ## What it does
        Predicts how far the first step moves the weights of each layer, relative to their size:
        rate / (1 - momentum) times the predicted gradient, as clipping lets it through. Where the
        library sums over the batch, the outputs or the steps, the sum counts, and so does a weight
        of the loss; a batch that is not known has one sample at least. With Adam and its relatives
        the step is about the rate itself, less where a large epsilon shortens it.

        The limits of plain descent are those of 6174 runs of perceptrons of one to four hidden
        layers. Of the runs beyond the best rate of their network, half of the fall of the loss or
        more was lost by

        | first step | batches of 32 | single samples |
        |---|---|---|
        | 0.1 to 0.2 | 1 % | 24 % |
        | 1 to 1.5 | 43 % | 84 % |
        | 3 to 4 | 78 % | 95 % |
        | 9 to 13 | 93 % | 100 % |

        so that an error is given where nearly all are lost, and a warning where most are. It is an
        error of single samples from the same limit on, though less was too much for all of them in
        the sweep. Sigmoids bear three times as much as tanh. Adam is judged by the sum over the
        layers, for each passes its change on: half was lost where it exceeded 1.5, or 2.7 with one
        hidden layer of sigmoids, seven times that with AdaGrad, whose steps fade.

        With a known loss it also predicts the sharpness, the largest eigenvalue of the loss's
        Hessian, and from it the largest rate that is stable at the first step: 2 / sharpness, with
        momentum m (2 + 2m) / sharpness. Descent may leave a sharp place and survive, so ten times
        that rate is a note, and a warning with Adam, which does not. Convolutions and attention
        were not part of the sweeps: with convolutions a stable rate of less than a tenth of the
        least usual one is not believed, and a rate ten times the usual one, whose first step is
        more than a tenth of the weights, is a note. So is ten times the usual rate of Adam and its
        relatives where a step is longer than 0.2 of the weights, the least that did harm to any
        network of the sweep; an LSTM of a hundred cells lost no more than a fiftieth by a step of
        0.5. Where loss or weights are not known,
        only rates far outside the usual range are reported. Networks with normalisation, which
        recover, get one severity less. Schedules that begin low are not judged. A momentum of one
        or more is an error at any rate. Layers that state an optimiser of their own are judged by it
        alone.

        ## Why it matters
        Where the step is as large as the weights, the initialisation is lost: the loss
        diverges, or ReLUs die and it stands still. A thousandth is the usual healthy step.

        ## How to fix
        Lower the rate, begin low and warm up, or let the optimiser adapt the rate of each weight,
        `new Adam(1e-3)`, whose steps do not grow with the gradient. The rate that is advised moves
        the weights of no layer by more than a tenth, which is near the best for the median network
        of the sweep.

        ## References
        Cohen et al. 2021, Gradient descent on neural networks typically occurs at the edge of
        stability, <https://arxiv.org/abs/2103.00065>;
        Kingma and Ba 2015, Adam, <https://arxiv.org/abs/1412.6980>
        """)
public final class ExcessiveLearningRate implements Rule {

  static final Setting STABILITY =
      new Setting(
          "excessive-learning-rate.stability",
          10,
          "Rate over the largest stable one from which it is said");
  static final Setting EFFECTIVE =
      new Setting(
          "excessive-learning-rate.effective", 1, "Rate / (1 - momentum) that gives a warning");

  /** Outside the usual range by this factor, a rate is a warning without further knowledge. */
  private static final double FAR = 10;

  /** The relative step from which a rate far out of the usual is remarked on. */
  private static final double SLIGHT = 0.1;

  /** Rounding of rates such as 0.1 / (1 - 0.9). */
  private static final double ROUNDING = 1e-9;

  @Override
  public List<Setting> settings() {
    return Stream.concat(FirstStep.settings().stream(), Stream.of(STABILITY, EFFECTIVE)).toList();
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.optimizers().stream()
        .flatMap(each -> each.learningRate().flatMap(it -> describe(it, each)).stream());
  }

  private Optional<Finding> describe(LearningRate it, Subject subject) {
    Optional<Double> momentum = subject.graph().training().momentum();
    if (it.rule().kind() == Kind.GRADIENT && momentum.filter(value -> value >= 1).isPresent()) {
      return Optional.of(
          finding(
              Severity.ERROR,
              "a momentum of one or more forgets no step, so the steps only grow",
              List.of(new Measure("momentum", exact(momentum.get()), 1)),
              Fix.of("set the momentum to 0.9"),
              subject));
    }
    Optional<Finding> step =
        FirstStep.of(it, subject)
            .flatMap(first -> first.crossed().map(limit -> overlong(it, first, limit, subject)));
    if (step.isPresent()) {
      return step;
    }
    Optional<Finding> unstable = it.stable().flatMap(most -> unstable(it, most, subject));
    if (unstable.isEmpty() && strides(it)) {
      return unusual(it, subject);
    }
    if (unstable.isPresent() || it.stable().filter(most -> it.rate() <= most).isPresent()) {
      return unstable;
    }
    double most = subject.setting(EFFECTIVE);
    if (it.rule().kind() == Kind.GRADIENT && it.comparable() >= most * (1 - ROUNDING)) {
      return Optional.of(
          finding(
              Severity.WARNING,
              it.comparable() > it.effective()
                  ? "a summed gradient makes the steps as large as a rate that few networks survive"
                  : it.effective() > it.rate()
                      ? "momentum makes the steps as large as a rate that few networks survive"
                      : "few networks survive a learning rate as large",
              measures(it, most),
              Fix.of(
                  "set the learning rate to "
                      + Literal.of(round(it.rate() * most / it.comparable() / FAR))
                      + " or less"),
              subject));
    }
    return unusual(it, subject);
  }

  /** What the steps come to, and the rate itself where that is another number. */
  private static List<Measure> measures(LearningRate it, double most) {
    var effective = new Measure("effective learning rate", exact(it.comparable()), most);
    return it.comparable() == it.rate()
        ? List.of(effective)
        : List.of(
            effective,
            new Measure("learning rate", exact(it.rate()), it.rate() * most / it.comparable()));
  }

  /** Where the first step is predicted, a rate far out of the usual is no more than a remark. */
  private Optional<Finding> unusual(LearningRate it, Subject subject) {
    double usual = it.rule().most();
    boolean known = it.update().isPresent();
    if (it.rate() <= usual
        || (known ? !slight(it) && !strides(it) : it.damped() && !overruns(it, subject))) {
      return Optional.empty();
    }
    return Optional.of(
        finding(
            !known && !it.damped() && it.rate() > FAR * usual ? Severity.WARNING : Severity.NOTE,
            "the learning rate is above what is usual for this optimiser",
            List.of(new Measure("learning rate", exact(it.rate()), usual)),
            Fix.of("set the learning rate to " + Literal.of(round(usual)) + " or less"),
            subject));
  }

  /**
   * A large epsilon makes plain descent at rate / epsilon of small gradients: where that is far
   * above the usual, too, the size of the gradient does not matter.
   */
  private static boolean overruns(LearningRate it, Subject subject) {
    double epsilon =
        subject
            .graph()
            .training()
            .details()
            .hyperparameters()
            .getOrDefault("epsilon", Double.POSITIVE_INFINITY);
    double descent = StepRule.of("sgd").orElseThrow().most();
    return it.rate() > FAR * it.rule().most() && it.rate() / epsilon > FAR * descent;
  }

  /** Far above the usual rate of an optimiser like Adam, and a step as long as did harm to some. */
  private static boolean strides(LearningRate it) {
    return it.rule().kind() == Kind.SIGN
        && it.rate() > FAR * it.rule().most()
        && FirstStep.harmedSome(it);
  }

  /** Ten times the usual rate, and a step that nobody has measured on networks of this kind. */
  private static boolean slight(LearningRate it) {
    return it.rate() >= FAR * it.rule().most() * (1 - ROUNDING)
        && it.update().filter(step -> step.relative() > SLIGHT).isPresent()
        && convolves(it);
  }

  private static boolean convolves(LearningRate it) {
    return it.updates().stream().anyMatch(step -> step.layer().node().is("Conv"));
  }

  /**
   * Descent often leaves a sharp place for a flatter one and survives (Cohen et al. 2021): it did
   * in a third of measured runs beyond this limit, so it is a remark. Adam did in none. Of
   * convolutions, which no run had, a rate that nobody uses is not believed to be the largest.
   */
  private Optional<Finding> unstable(LearningRate it, double stable, Subject subject) {
    double excess = it.rate() / stable;
    boolean credible = stable >= it.rule().least() / FAR || !convolves(it);
    if (excess <= subject.setting(STABILITY) || !credible) {
      return Optional.empty();
    }
    Severity severity = it.rule().kind() == Kind.SIGN ? Severity.WARNING : Severity.NOTE;
    return Optional.of(
        finding(
            normalised(subject) ? Severity.NOTE : severity,
            "descent at this learning rate is unstable from the first step",
            List.of(
                new Measure(
                    "rate over the largest stable one",
                    new Estimate(excess, Estimate.Basis.PREDICTED),
                    subject.setting(STABILITY)),
                new Measure("learning rate", exact(it.rate()), stable)),
            Fix.of("set the learning rate to " + Literal.of(round(stable)) + " or less"),
            subject));
  }

  private static boolean normalised(Subject subject) {
    return subject.signal().scores().filter(scores -> scores.normalised()).isPresent();
  }

  private Finding overlong(
      LearningRate it, FirstStep first, FirstStep.Limit limit, Subject subject) {
    double relative = first.update().relative();
    double sound = it.rate() * first.correction();
    double rate = round(Math.min(sound, it.stable().orElse(sound)));
    var effect =
        String.format(
            Locale.ROOT,
            "predicted first step %.2g -> %.2g of the weights",
            relative,
            relative * rate / it.rate());
    return finding(
        limit.severity(),
        "the first step at this learning rate overwrites the weights",
        List.of(
            new Measure(
                "first step relative to the weights of " + first.update().layer().weight().name(),
                new Estimate(relative, Estimate.Basis.PREDICTED),
                limit.value()),
            new Measure("learning rate", exact(it.rate()), it.rate() * limit.value() / relative)),
        new Fix("set the learning rate to " + Literal.of(rate) + " or less", Optional.of(effect)),
        subject);
  }

  private Finding finding(
      Severity severity, String message, List<Measure> measures, Fix fix, Subject subject) {
    return Finding.of(this, severity, Stated.place("optimizer", subject), message, measures, fix);
  }

  private static Estimate exact(double value) {
    return new Estimate(value, Estimate.Basis.EXACT);
  }

  /** Down to one digit, but for rounding. */
  private static double round(double rate) {
    return new BigDecimal(rate * (1 + ROUNDING))
        .round(new MathContext(1, RoundingMode.FLOOR))
        .doubleValue();
  }
}

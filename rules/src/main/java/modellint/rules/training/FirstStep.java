package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import modellint.analysis.learning.LearningRate;
import modellint.analysis.learning.LearningRate.Update;
import modellint.analysis.learning.StepRule.Kind;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/**
 * How far the first step moves the weights of the layer that it moves most, and from where on that
 * did harm to networks that were trained with it.
 *
 * @param limits the relative step that each severity begins at, gravest first
 * @param sound the relative step that hardly any network lost by
 */
record FirstStep(Update update, List<Limit> limits, double sound) {

  /** From {@code value} on it is said with {@code severity}. */
  record Limit(double value, Severity severity) {}

  /**
   * Of 6174 runs of perceptrons of one to four hidden layers (fixtures/recipes/descent.py), those
   * on batches beyond their best rate lost half of the fall of the loss in 0.43 of the cases at a
   * first step of 1 to 1.5, in 0.78 at 3 to 4, in 0.93 at 9 to 13.
   */
  static final Setting NOTE =
      new Setting("excessive-learning-rate.note", 1, "Relative step of plain descent for a note");

  static final Setting WARNING =
      new Setting(
          "excessive-learning-rate.warning", 3, "Relative step of plain descent for a warning");
  static final Setting ERROR =
      new Setting(
          "excessive-learning-rate.error", 9, "Relative step of plain descent for an error");

  /** Where each sample is a step of its own, 0.84 were lost between 1 and 1.5. */
  static final Setting ONLINE =
      new Setting(
          "excessive-learning-rate.online-warning",
          1,
          "Relative step of plain descent for a warning, where every sample is a step");

  /**
   * 354 runs of perceptrons of one to six hidden layers (fixtures/recipes/steps.py): beyond it Adam
   * and RMSprop lost half of the fall of the loss that a better rate gave, with one hidden layer
   * from a relative step of 0.75 on, with six from 0.2. On Fashion-MNIST a perceptron and a LeNet
   * learned as well at 0.2 to 0.35 as at 0.03.
   */
  static final Setting SIGN_WARNING =
      new Setting(
          "excessive-learning-rate.adaptive-warning",
          1.5,
          "Relative step of Adam and its relatives, summed over the layers, for a warning");

  /**
   * The perceptrons learned nothing from 1.5 on. Twice that is a convention: character models of
   * LSTMs that are published as examples start near 2, and how well those train was not measured.
   */
  static final Setting SIGN_ERROR =
      new Setting(
          "excessive-learning-rate.adaptive-error",
          3,
          "Relative step of Adam and its relatives at one layer for an error");

  /** The largest step that cost less than one in fifty of the runs on batches. */
  private static final double SOUND = 0.1;

  /** The relative step that a corrected rate of Adam's should make at most. */
  private static final double SIGN_SOUND = 0.03;

  /**
   * One hidden layer of sigmoids, a quarter as steep as the line, lost half of its progress from a
   * sum of 2.7 on, not from 1.5 (80 runs of the same sweep); two and three layers of them did not.
   */
  private static final double SQUASHED = 1.8;

  /** The shortest relative step of Adam's that ever did harm. */
  private static final double LEAST = 0.2;

  /** The same between normalisations, which take the scale out again. */
  private static final double LEAST_NORMALISED = 0.3;

  static List<Setting> settings() {
    return List.of(NOTE, WARNING, ERROR, ONLINE, SIGN_WARNING, SIGN_ERROR);
  }

  /** Empty where the step is not known. */
  static Optional<FirstStep> of(LearningRate rate, Subject subject) {
    boolean normalised = subject.signal().scores().filter(it -> it.normalised()).isPresent();
    return rate.update()
        .map(
            it ->
                rate.rule().kind() == Kind.SIGN
                    ? new FirstStep(it, ofSign(rate, normalised, subject), SIGN_SOUND)
                    : new FirstStep(it, ofGradient(rate, normalised, subject), SOUND));
  }

  private static List<Limit> ofSign(LearningRate rate, boolean normalised, Subject subject) {
    double patience = rate.rule().patience();
    double sum = subject.setting(SIGN_WARNING) * patience * (squashed(rate) ? SQUASHED : 1);
    double each = Math.max(sum / rate.updates().size(), normalised ? LEAST_NORMALISED : LEAST);
    return List.of(
        new Limit(subject.setting(SIGN_ERROR) * patience, Severity.ERROR),
        new Limit(each, Severity.WARNING));
  }

  /**
   * Normalised networks recover, which costs a step of severity. The note is left to rates that are
   * unusual besides, where the curvature, which tells more, is not known.
   */
  private static List<Limit> ofGradient(LearningRate rate, boolean normalised, Subject subject) {
    boolean online = subject.graph().training().batchSize().filter(it -> it == 1).isPresent();
    double warning = subject.setting(online ? ONLINE : WARNING);
    boolean unusual = rate.stable().isEmpty() && rate.comparable() > rate.rule().most();
    double note = unusual ? subject.setting(NOTE) : Double.POSITIVE_INFINITY;
    return normalised
        ? List.of(
            new Limit(subject.setting(ERROR), Severity.WARNING), new Limit(warning, Severity.NOTE))
        : List.of(
            new Limit(subject.setting(ERROR), Severity.ERROR),
            new Limit(warning, Severity.WARNING),
            new Limit(note, Severity.NOTE));
  }

  /** True where a step of Adam or its like is as long as the shortest that ever did harm. */
  static boolean harmedSome(LearningRate rate) {
    double least = LEAST * rate.rule().patience();
    return !squashed(rate) && rate.update().filter(it -> it.relative() > least).isPresent();
  }

  private static boolean squashed(LearningRate rate) {
    return rate.updates().size() == 2
        && rate.updates().get(0).layer().activation().filter("Sigmoid"::equals).isPresent();
  }

  /** The gravest limit that is crossed. */
  Optional<Limit> crossed() {
    return limits.stream().filter(it -> update.relative() > it.value()).findFirst();
  }

  /** What the rate is to be multiplied with for a step that hardly any network lost by. */
  double correction() {
    return sound / update.relative();
  }
}

package modellint.rules.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Training;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Literal;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.training.ExcessiveLearningRate;
import modellint.rules.training.Stated;

/** The right numbers in the wrong order. */
@RuleInfo(
    id = "ML712",
    severity = Severity.ERROR,
    summary = "Arguments of Adam stand in places that are not theirs",
    explains = {DecayForRate.class, ExcessiveLearningRate.class},
    docs =
        """
        ## What it does
        Finds Adam and its relatives with running means that nobody would choose: a beta of one or
        more or below zero, a second beta below a half, a first beta above the second, or an epsilon
        above a hundredth. Each is what arguments in another order give. A warning for an
        RMSprop whose decay is below a half, as a decay of the learning rate would be.

        ## Why it matters
        `new Adam(0.9, 0.999, 1e-8, 1e-3)` trains at a rate of 0.9 without a second moment, and a
        mean that forgets everything, or never forgets, makes steps of any size.

        ## How to fix
        The order is rate, beta1, beta2, epsilon: `new Adam(1e-3, 0.9, 0.999, 1e-8)`.

        ## References
        Kingma and Ba 2015, Adam, <https://arxiv.org/abs/1412.6980>;
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, Adam
        """)
public final class MisplacedMoments implements Rule {

  static final Setting BETA2 =
      new Setting("misplaced-moments.beta2", 0.5, "Second beta below which it was misplaced");
  static final Setting EPSILON =
      new Setting("misplaced-moments.epsilon", 0.01, "Epsilon above which it was misplaced");

  @Override
  public List<Setting> settings() {
    return List.of(BETA2, EPSILON);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    Training training = subject.graph().training();
    Map<String, Double> numbers = training.details().hyperparameters();
    Optional<Measure> fault =
        numbers.containsKey("beta2") ? fault(numbers, subject) : decay(training, subject);
    return fault.map(it -> describe(it, training, subject)).stream();
  }

  private static Optional<Measure> decay(Training training, Subject subject) {
    Map<String, Double> numbers = training.details().hyperparameters();
    double decay = numbers.getOrDefault("rmsDecay", numbers.getOrDefault("rho", Double.NaN));
    boolean low =
        training.optimizer().filter("rmsprop"::equals).isPresent()
            && decay < subject.setting(BETA2);
    return low
        ? Optional.of(measure("decay of the running mean", decay, subject.setting(BETA2)))
        : Optional.empty();
  }

  private static Optional<Measure> fault(Map<String, Double> numbers, Subject subject) {
    double beta1 = numbers.getOrDefault("beta1", Double.NaN);
    double beta2 = numbers.getOrDefault("beta2", Double.NaN);
    double epsilon = numbers.getOrDefault("epsilon", Double.NaN);
    if (beta1 < 0 || beta1 >= 1) {
      return Optional.of(measure("beta1", beta1, beta1 < 0 ? 0 : 1));
    }
    if (beta2 < subject.setting(BETA2) || beta2 >= 1) {
      return Optional.of(measure("beta2", beta2, beta2 >= 1 ? 1 : subject.setting(BETA2)));
    }
    if (epsilon > subject.setting(EPSILON)) {
      return Optional.of(measure("epsilon", epsilon, subject.setting(EPSILON)));
    }
    return beta1 > beta2 ? Optional.of(measure("beta1", beta1, beta2)) : Optional.empty();
  }

  private static Measure measure(String name, double value, double limit) {
    return new Measure(name, new Estimate(value, Estimate.Basis.EXACT), limit);
  }

  private Finding describe(Measure fault, Training training, Subject subject) {
    double rate =
        training.learningRate().filter(it -> it < DecayForRate.LEAST.otherwise()).orElse(1e-3);
    String optimizer = training.optimizer().orElse("adam");
    boolean rmsprop = optimizer.equals("rmsprop");
    return Finding.of(
        this,
        rmsprop ? Severity.WARNING : Severity.ERROR,
        Stated.place("optimizer", subject),
        rmsprop
            ? "the decay is that of the running mean, which so forgets everything at once"
            : "the arguments of the optimiser stand in another order than it reads them",
        List.of(fault),
        Fix.of(
            rmsprop
                ? "write new RmsProp(" + Literal.of(rate) + ", 0.95, 1e-8)"
                : "write " + constructor(optimizer, rate, "0.9", "0.999")));
  }

  /** The optimiser with a usual rate. */
  static Advice constructor(String optimizer) {
    String made =
        switch (optimizer) {
          case "rmsprop" -> "new RmsProp(1e-3)";
          case "adagrad" -> "new AdaGrad(0.01)";
          default -> constructor(optimizer, 1e-3, "0.9", "0.999");
        };
    return new Advice(
        "set the learning rate to " + (optimizer.equals("adagrad") ? "0.01" : "0.001"),
        Map.of(
            "dl4j",
            "write " + made,
            "samediff",
            "write " + made,
            "djl",
            "write .optLearningRateTracker(Tracker.fixed(1e-3f))"));
  }

  private static String constructor(String optimizer, double rate, String beta1, String beta2) {
    String name =
        switch (optimizer) {
          case "adamax" -> "AdaMax";
          case "nadam" -> "Nadam";
          case "amsgrad" -> "AMSGrad";
          case "adabelief" -> "AdaBelief";
          default -> "Adam";
        };
    return "new " + name + "(" + Literal.of(rate) + ", " + beta1 + ", " + beta2 + ", 1e-8)";
  }
}

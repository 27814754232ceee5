package modellint.rules.loss;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Output function and loss that exclude each other. */
@RuleInfo(
    id = "ML313",
    severity = Severity.ERROR,
    summary = "The loss takes the outputs for something that they are not",
    docs =
        """
        ## What it does
        Compares the function that ends the network with what the stated loss reads: softmax
        under binary cross-entropy, sigmoid under that of classes, a sigmoid before a loss that
        applies its own, anything but a log-softmax under a loss of logarithms, probabilities
        under a hinge, and any function that leaves the range of the loss, or none: [0, 1] for
        cross-entropies and divergences, above zero for Poisson, above minus one for the squared
        logarithmic error.

        ## Why it matters
        Binary cross-entropy on a softmax counts every class twice, cross-entropy of classes on
        sigmoids rewards raising all of them, the logarithm of a negative number is NaN,
        and a probability never reaches the margin of a hinge on the negative side. DL4J refuses
        most of the pairs with cross-entropy when it builds the network.

        ## How to fix
        In DL4J `.activation(Activation.SOFTMAX)` with `LossFunction.MCXENT`, SIGMOID with XENT,
        SOFTPLUS with POISSON, IDENTITY with HINGE. In DJL no function before
        `Loss.softmaxCrossEntropyLoss()`, whose fromLogit is true by default.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, OutputLayerUtil, LossPoisson;
        DJL, <https://github.com/deepjavalibrary/djl>, SoftmaxCrossEntropyLoss
        """)
public final class ContradictedLoss implements Rule {

  private static final Set<String> POSITIVE = Set.of("Softplus", "Softmax", "Sigmoid");

  /** Functions that go below minus one. */
  private static final Set<String> UNBOUNDED = Set.of("Identity", "LeakyRelu", "Selu");

  private static final String SOFTMAX_OR_SIGMOID =
      "use a softmax with cross-entropy of classes, .activation(Activation.SOFTMAX) and MCXENT, or"
          + " a sigmoid with binary cross-entropy, SIGMOID and XENT";

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<Contract> contract = Contract.of(subject.graph().training());
    Optional<Head> head = Head.of(subject);
    return contract.isEmpty() || head.isEmpty()
        ? Stream.empty()
        : describe(head.get(), contract.get(), subject).stream();
  }

  private Optional<Finding> describe(Head head, Contract loss, Subject subject) {
    String function = head.function();
    if (loss.isOfEvents() && function.equals("Softmax")) {
      return finding(
          head,
          Severity.ERROR,
          "softmax under binary cross-entropy, which takes every output for a yes or no",
          new Measure("sum of the outputs", exact(1), head.units()),
          SOFTMAX_OR_SIGMOID);
    }
    if (loss.isOfClasses() && head.isSigmoid()) {
      return finding(
          head,
          Severity.ERROR,
          "sigmoid under cross-entropy of classes, which takes the outputs for one choice",
          new Measure("greatest sum of the outputs", exact(head.units()), 1),
          SOFTMAX_OR_SIGMOID);
    }
    if (loss == Contract.EVENT_LOGITS && function.equals("Sigmoid")) {
      return finding(
          head,
          Severity.WARNING,
          "sigmoid before a loss that applies its own",
          new Measure("sigmoids in series", exact(2), 1),
          "remove the sigmoid before the loss");
    }
    if (loss == Contract.CLASS_LOGARITHMS && !function.equals("LogSoftmax")) {
      return finding(
          head,
          Severity.ERROR,
          head.word() + " under a loss that takes logarithms of probabilities",
          new Measure("log-softmax before the loss", exact(0), 1),
          "leave fromLogit true, Loss.softmaxCrossEntropyLoss(), and no softmax before it");
    }
    if (loss == Contract.MARGINS && head.isProbability()) {
      return finding(
          head,
          Severity.WARNING,
          head.word() + " under a hinge, whose margin of minus one it never reaches",
          new Measure("least output", exact(0), -1),
          "end the network without a function: .activation(Activation.IDENTITY)");
    }
    if (loss == Contract.COUNTS && !POSITIVE.contains(function)) {
      return finding(
          head,
          function.equals("Relu") ? Severity.WARNING : Severity.ERROR,
          head.word() + " under a loss that takes the logarithm of expected counts",
          function.equals("Relu") ? new Measure("least output", exact(0), 0) : outside(function),
          "end the network with a softplus: .activation(Activation.SOFTPLUS)");
    }
    if (loss == Contract.LOGARITHMS_OF_ONE_MORE && UNBOUNDED.contains(function)) {
      return finding(
          head,
          Severity.ERROR,
          head.word() + " under a loss that takes the logarithm of one more than the output",
          function.equals("Selu")
              ? outside(function)
              : new Measure("least output", exact(Double.NEGATIVE_INFINITY), -1),
          "end the network with a softplus: .activation(Activation.SOFTPLUS)");
    }
    if (loss.takesProbabilities() && !head.isProbability() && !function.equals("LogSoftmax")) {
      return finding(
          head,
          Severity.ERROR,
          head.word() + " under a loss that takes the logarithm of probabilities",
          outside(function),
          probabilities(loss == Contract.EVENTS ? "sigmoid" : "softmax", subject));
    }
    return Optional.empty();
  }

  private static String probabilities(String wanted, Subject subject) {
    String constant = wanted.toUpperCase(Locale.ROOT);
    boolean netts = "deepnetts".equals(subject.graph().metadata().get(Advice.LIBRARY));
    return "end the network with a "
        + wanted
        + (netts ? ": ActivationType." + constant : ": .activation(Activation." + constant + ")");
  }

  private static Measure outside(String function) {
    return switch (function) {
      case "Relu", "Softplus" -> new Measure("greatest output", exact(Double.POSITIVE_INFINITY), 1);
      case "Tanh", "HardTanh", "Softsign", "Elu" -> new Measure("least output", exact(-1), 0);
      case "Selu" -> new Measure("least output", exact(-1.76), 0);
      default -> new Measure("least output", exact(Double.NEGATIVE_INFINITY), 0);
    };
  }

  private static Estimate exact(double value) {
    return new Estimate(value, Estimate.Basis.EXACT);
  }

  private Optional<Finding> finding(
      Head head, Severity severity, String message, Measure measure, String fix) {
    return Optional.of(
        Finding.of(this, severity, head.node().place(), message, List.of(measure), Fix.of(fix)));
  }
}

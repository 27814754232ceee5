package modellint.rules.loss;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Estimate;
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
        Compares the function that ends the network with what the stated cross-entropy reads:
        softmax under binary cross-entropy, sigmoid under that of classes, a sigmoid before a
        loss that applies its own, and any function that leaves [0, 1], or none, under a loss
        that takes the logarithm of probabilities.

        ## Why it matters
        Binary cross-entropy on a softmax counts every class twice, cross-entropy of classes on
        sigmoids rewards raising all of them, and the logarithm of a negative number is no
        number. DL4J refuses most of these pairs when it builds the network.

        ## How to fix
        Softmax with cross-entropy of classes (MCXENT), sigmoid with binary cross-entropy
        (XENT), no function before a loss on logits.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, OutputLayerUtil
        """)
public final class ContradictedLoss implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    Optional<Contract> contract = Contract.of(subject.graph().training());
    Optional<Head> head = Head.of(subject);
    return contract.isEmpty() || head.isEmpty()
        ? Stream.empty()
        : describe(head.get(), contract.get()).stream();
  }

  private Optional<Finding> describe(Head head, Contract loss) {
    String function = head.function();
    if (loss.isOfEvents() && function.equals("Softmax")) {
      return finding(
          head,
          Severity.ERROR,
          "softmax under binary cross-entropy, which takes every output for a yes or no",
          new Measure("sum of the outputs", exact(1), head.units()),
          "use a softmax with cross-entropy of classes, or a sigmoid with binary cross-entropy");
    }
    if (loss.isOfClasses() && function.equals("Sigmoid")) {
      return finding(
          head,
          Severity.ERROR,
          "sigmoid under cross-entropy of classes, which takes the outputs for one choice",
          new Measure("greatest sum of the outputs", exact(head.units()), 1),
          "use a softmax with cross-entropy of classes, or a sigmoid with binary cross-entropy");
    }
    if (loss == Contract.EVENT_LOGITS && function.equals("Sigmoid")) {
      return finding(
          head,
          Severity.WARNING,
          "sigmoid before a loss that applies its own",
          new Measure("sigmoid in series", exact(2), 1),
          "remove the sigmoid before the loss");
    }
    if (loss.takesProbabilities() && !head.isProbability() && !function.equals("LogSoftmax")) {
      String wanted = loss == Contract.CLASSES ? "softmax" : "sigmoid";
      return finding(
          head,
          Severity.ERROR,
          head.word() + " under a loss that takes the logarithm of probabilities",
          outside(function),
          "end the network with a " + wanted);
    }
    return Optional.empty();
  }

  private static Measure outside(String function) {
    return switch (function) {
      case "Relu", "Softplus" -> new Measure("greatest output", exact(Double.POSITIVE_INFINITY), 1);
      case "Tanh", "Softsign", "Elu" -> new Measure("least output", exact(-1), 0);
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

package modellint.rules.loss;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Outputs that cannot reach the targets. */
@RuleInfo(
    id = "ML315",
    severity = Severity.WARNING,
    summary = "A regression ends in a function that many targets lie outside of",
    docs =
        """
        ## What it does
        Finds a rectifier (a warning) or a tanh or softsign (a note) at the output of a network
        whose stated loss is a distance: squared or absolute error. Under the absolute error
        also a softmax (a warning) or a sigmoid (a note), which ML314 reports for the squared
        one. Whether the targets lie inside is not known to the model.

        ## Why it matters
        Targets below zero are out of reach of a rectifier, and an output unit that starts below
        zero for all samples never gets a gradient. Beyond one, a tanh saturates.

        ## How to fix
        No activation at the output, `.activation(Activation.IDENTITY)` in DL4J; for targets above
        zero `Activation.SOFTPLUS`, or the logarithm of the target.

        ## References
        Goodfellow, Bengio and Courville 2016, Deep Learning, section 6.2.2,
        <https://www.deeplearningbook.org/contents/mlp.html>
        """)
public final class ConfinedRegression implements Rule {

  private static final Advice LINEAR =
      new Advice(
          "leave the activation of the last layer out",
          Map.of(
              "dl4j",
              "give the last layer .activation(Activation.IDENTITY)",
              "deepnetts",
              "give the output layer ActivationType.LINEAR"));

  @Override
  public Stream<Finding> check(Subject subject) {
    return Contract.chosen(subject.graph().training())
        .filter(Contract::isRegression)
        .flatMap(loss -> Head.of(subject).flatMap(head -> describe(head, loss, subject)))
        .stream();
  }

  private Optional<Finding> describe(Head head, Contract loss, Subject subject) {
    boolean distance = loss == Contract.DISTANCES;
    return switch (head.function()) {
      case "Relu" -> Optional.of(finding(head, Severity.WARNING, "least output", 0, subject));
      case "Tanh", "HardTanh", "Softsign" ->
          Optional.of(finding(head, Severity.NOTE, "greatest output", 1, subject));
      case "Sigmoid", "HardSigmoid" ->
          Optional.of(finding(head, Severity.NOTE, "greatest output", 1, subject))
              .filter(it -> distance);
      case "Softmax" ->
          Optional.of(finding(head, Severity.WARNING, "greatest sum of the outputs", 1, subject))
              .filter(it -> distance && head.units() != 1);
      default -> Optional.empty();
    };
  }

  private Finding finding(
      Head head, Severity severity, String measure, double value, Subject subject) {
    double limit = value == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    return Finding.of(
        this,
        severity,
        head.node().place(),
        head.word() + " at the output of a regression keeps targets out of reach",
        List.of(new Measure(measure, new Estimate(value, Estimate.Basis.EXACT), limit)),
        LINEAR.to(subject));
  }
}

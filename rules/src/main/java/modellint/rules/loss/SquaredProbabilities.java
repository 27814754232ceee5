package modellint.rules.loss;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A saturated softmax or sigmoid under the squared error has no gradient. */
@RuleInfo(
    id = "ML314",
    severity = Severity.WARNING,
    summary = "Probabilities are trained with the squared error",
    docs =
        """
        ## What it does
        Finds a softmax (a warning) or a sigmoid (a note) at the output of a network whose
        stated loss is the squared error; where it is the default of a library, nobody chose it. A
        regression on [0, 1] with a sigmoid can be meant.

        ## Why it matters
        The slope of the function, p (1 - p), multiplies the error: an output that is certain
        and wrong hardly moves, and the plateau at the start is long. Cross-entropy cancels the
        slope.

        ## How to fix
        Cross-entropy: `new OutputLayer.Builder(LossFunction.MCXENT)` for the softmax, XENT for the
        sigmoid.

        ## References
        Golik, Doetsch and Ney 2013, Cross-entropy vs. squared error training,
        <https://www.isca-archive.org/interspeech_2013/golik13_interspeech.html>
        """)
public final class SquaredProbabilities implements Rule {

  private static final Advice OF_CLASSES =
      new Advice(
          "use cross-entropy for classes, or no activation for a regression",
          Map.of(
              "dl4j",
              "use LossFunction.MCXENT for classes, or .activation(Activation.IDENTITY) for a"
                  + " regression"));

  private static final Advice OF_EVENTS =
      new Advice(
          "use binary cross-entropy, or no activation for a regression",
          Map.of(
              "dl4j",
              "use LossFunction.XENT, or .activation(Activation.IDENTITY) for a regression",
              "deepnetts",
              "use lossFunction(LossType.CROSS_ENTROPY), or ActivationType.LINEAR for a"
                  + " regression"));

  @Override
  public Stream<Finding> check(Subject subject) {
    return Contract.chosen(subject.graph().training())
        .filter(Contract.SQUARES::equals)
        .flatMap(it -> Head.of(subject))
        .filter(it -> it.isProbability() && (it.units() > 1 || it.isSigmoid()))
        .map(it -> describe(it, subject))
        .stream();
  }

  private Finding describe(Head head, Subject subject) {
    boolean softmax = head.function().equals("Softmax");
    return Finding.of(
        this,
        softmax ? Severity.WARNING : Severity.NOTE,
        head.node().place(),
        head.word() + " trained with the squared error stands still where it is surely wrong",
        List.of(
            new Measure(
                "greatest slope at the outputs", new Estimate(0.25, Estimate.Basis.EXACT), 1)),
        (softmax ? OF_CLASSES : OF_EVENTS).to(subject));
  }
}

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

/** A softmax with nothing to choose from. */
@RuleInfo(
    id = "ML311",
    severity = Severity.ERROR,
    summary = "A softmax over one unit is one, whatever the network computes",
    docs =
        """
        ## What it does
        Finds a softmax over an axis of one element after the last layer, in the graph or in the
        loss that takes the only logit. Axes whose size the model does not state are not reported.

        ## Why it matters
        The output is the constant one. Its gradient is zero, so no weight ever moves; accuracy
        is the share of one class. DL4J refuses to build such a layer.

        ## How to fix
        One unit with a sigmoid and binary cross-entropy, `.activation(Activation.SIGMOID)` with
        `LossFunction.XENT` in DL4J, or two units with the softmax.

        ## References
        DL4J, <https://github.com/deeplearning4j/deeplearning4j>, OutputLayerUtil
        """)
public final class SingleUnitSoftmax implements Rule {

  private static final Advice SIGMOID =
      new Advice(
          "use a sigmoid with binary cross-entropy, or two units",
          Map.of(
              "dl4j", "use .activation(Activation.SIGMOID) with LossFunction.XENT, or two units"));

  @Override
  public Stream<Finding> check(Subject subject) {
    return Head.of(subject)
        .filter(
            it ->
                it.function().endsWith("Softmax")
                    ? isOfOne(it, subject)
                    : it.function().equals("Identity") && it.units() == 1 && isInLoss(subject))
        .map(it -> describe(it, subject))
        .stream();
  }

  private static boolean isInLoss(Subject subject) {
    return Contract.chosen(subject.graph().training())
            .filter(Contract.CLASS_LOGITS::equals)
            .isPresent()
        && subject
            .shapes()
            .shape(subject.graph().outputs().get(0).name())
            .filter(it -> it.rank() == 2)
            .isPresent();
  }

  private static boolean isOfOne(Head head, Subject subject) {
    long stated = head.node().integer("axis", head.node().opset() < 13 ? 1 : -1);
    return subject
        .shapes()
        .shape(head.node().output())
        .filter(shape -> stated >= -shape.rank() && stated < shape.rank())
        .map(shape -> shape.dim((int) (stated < 0 ? shape.rank() + stated : stated)))
        .filter(it -> it.isKnown() && it.size() == 1)
        .isPresent();
  }

  private Finding describe(Head head, Subject subject) {
    return Finding.of(
        this,
        Severity.ERROR,
        head.node().place(),
        "a softmax over one unit is always one, so nothing is learned",
        List.of(new Measure("units", new Estimate(1, Estimate.Basis.EXACT), 2)),
        SIGMOID.to(subject));
  }
}

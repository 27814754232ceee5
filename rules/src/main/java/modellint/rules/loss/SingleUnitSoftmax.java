package modellint.rules.loss;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Node;
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
    Optional<Head> head = Head.of(subject);
    if (head.filter(it -> it.function().endsWith("Softmax")).isPresent()) {
      return head
          .filter(it -> isOfOne(it, subject))
          .map(it -> describe(it.node(), subject))
          .stream();
    }
    // Of a sigmoid it is said that the loss takes its output for something else.
    return subject.layers().all().stream()
        .reduce((earlier, later) -> later)
        .filter(last -> head.filter(Head::isSigmoid).isEmpty() && isInLoss(subject))
        .map(last -> describe(head.map(Head::node).orElse(last.node()), subject))
        .stream();
  }

  /** The loss makes probabilities of a single column, whatever that column is made by. */
  private static boolean isInLoss(Subject subject) {
    return Contract.chosen(subject.graph().training())
            .filter(Contract.CLASS_LOGITS::equals)
            .isPresent()
        && subject
            .shapes()
            .shape(subject.graph().outputs().get(0).name())
            .filter(it -> it.rank() == 2 && it.dim(1).isKnown() && it.dim(1).size() == 1)
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

  private Finding describe(Node at, Subject subject) {
    return Finding.of(
        this,
        Severity.ERROR,
        at.place(),
        "a softmax over one unit is always one, so nothing is learned",
        List.of(new Measure("units", new Estimate(1, Estimate.Basis.EXACT), 2)),
        SIGMOID.to(subject));
  }
}

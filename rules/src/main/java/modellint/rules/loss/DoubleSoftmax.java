package modellint.rules.loss;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Probabilities where logits are wanted. */
@RuleInfo(
    id = "ML312",
    severity = Severity.WARNING,
    summary = "A softmax is applied to what a softmax has made",
    docs =
        """
        ## What it does
        Finds a softmax whose input is a softmax, in the graph or by a loss that applies its
        own: the operator SoftmaxCrossEntropyLoss, or a stated loss on logits. A statement of
        cross-entropy that leaves open whether it is on logits is not reported.

        ## Why it matters
        Probabilities differ by one at most, so the second softmax gives nearly equal classes:
        among ten, never more than 0.23. The loss cannot fall below about 1.5, and gradients are
        divided by the number of classes.

        ## How to fix
        Remove the softmax before the loss, or take the loss that reads probabilities.

        ## References
        PyTorch, CrossEntropyLoss,
        <https://pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html>
        """)
public final class DoubleSoftmax implements Rule {

  private static final Set<String> OWN = Set.of("Softmax", "LogSoftmax", "SoftmaxCrossEntropyLoss");
  private static final Set<String> PASSING =
      Set.of("Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Dropout", "Cast");
  private static final int LONGEST = 16;

  @Override
  public Stream<Finding> check(Subject subject) {
    Stream<Node> second =
        subject.graph().nodes().stream()
            .filter(it -> it.domain().isEmpty() && OWN.contains(it.type()))
            .filter(it -> readsSoftmax(it, subject));
    Optional<Node> last =
        Contract.of(subject.graph().training()).filter(Contract.CLASS_LOGITS::equals).isPresent()
            ? Head.of(subject).filter(it -> it.function().equals("Softmax")).map(Head::node)
            : Optional.empty();
    return Stream.concat(second, last.stream()).distinct().map(this::describe);
  }

  private static boolean readsSoftmax(Node node, Subject subject) {
    Optional<String> value = node.input(0);
    for (int step = 0; step < LONGEST && value.isPresent(); step++) {
      Optional<Node> before = value.flatMap(subject.wiring()::producer);
      if (before.filter(it -> it.is("Softmax")).isPresent()) {
        return isSameAxis(before.get(), node);
      }
      value =
          before
              .filter(it -> it.domain().isEmpty() && PASSING.contains(it.type()))
              .flatMap(it -> it.input(0));
    }
    return false;
  }

  private static boolean isSameAxis(Node first, Node second) {
    return second.is("SoftmaxCrossEntropyLoss")
        || first.integer("axis", -1) == second.integer("axis", -1);
  }

  private Finding describe(Node node) {
    return Finding.of(
        this,
        Severity.WARNING,
        node.place(),
        "probabilities go through a second softmax",
        List.of(new Measure("softmax in series", new Estimate(2, Estimate.Basis.EXACT), 1)),
        Fix.of("remove the softmax before the loss, which applies its own"));
  }
}

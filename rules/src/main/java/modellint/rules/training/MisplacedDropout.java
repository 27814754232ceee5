package modellint.rules.training;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.graph.Shape;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Dropout where it can only harm. */
@RuleInfo(
    id = "ML413",
    severity = Severity.WARNING,
    summary = "Dropout on the outputs, or on a single feature",
    docs =
        """
        ## What it does
        Finds dropout after the last layer, where it drops predictions instead of features, and
        dropout on one feature alone, which switches the whole network off and on.

        ## Why it matters
        Dropped outputs are wrong by construction and their loss teaches nothing. With a single
        feature there is no other to rely on: each sample is seen or not.

        ## How to fix
        Dropout between hidden layers only: in DL4J `.dropOut(0.8)` on the layer whose inputs are to
        be dropped, and not globally where a layer has one input.

        ## References
        Srivastava et al. 2014, Dropout, <https://jmlr.org/papers/v15/srivastava14a.html>
        """)
public final class MisplacedDropout implements Rule {

  private static final Set<String> PASSING =
      Set.of(
          "Identity",
          "Reshape",
          "Flatten",
          "Squeeze",
          "Unsqueeze",
          "Transpose",
          "Cast",
          "Softmax",
          "LogSoftmax",
          "Sigmoid",
          "Tanh");
  private static final int LONGEST = 16;

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.graph().nodes().stream()
        .filter(it -> it.is("Dropout") && drops(it, subject))
        .flatMap(it -> describe(it, subject).stream());
  }

  private static boolean drops(Node node, Subject subject) {
    return node.input(1)
            .map(subject.wiring()::scalar)
            .orElse(OptionalDouble.empty())
            .orElse(node.real("ratio", 0.5))
        > 0;
  }

  private Optional<Finding> describe(Node node, Subject subject) {
    Optional<Shape> shape = subject.shapes().shape(node.inputs().get(0));
    boolean single =
        shape
            .filter(it -> it.rank() == 2 && it.dim(1).isKnown() && it.dim(1).size() == 1)
            .isPresent();
    if (isBehindLastLayer(node, subject)) {
      return Optional.of(
          finding(
              node,
              "dropout after the last layer drops predictions",
              new Measure("layers after it", exact(0), 1)));
    }
    return single
        ? Optional.of(
            finding(
                node,
                "dropout on a single feature switches the network off and on",
                new Measure("features", exact(1), 2)))
        : Optional.empty();
  }

  /** True where nothing but functions without weights stands before the only output. */
  private static boolean isBehindLastLayer(Node node, Subject subject) {
    if (subject.graph().outputs().size() != 1 || subject.layers().all().isEmpty()) {
      return false;
    }
    String output = subject.graph().outputs().get(0).name();
    Optional<Node> at = Optional.of(node);
    for (int step = 0; step < LONGEST && at.isPresent(); step++) {
      String value = at.get().output();
      if (value.equals(output)) {
        return true;
      }
      at = subject.wiring().reader(value).filter(it -> PASSING.contains(it.type()));
    }
    return false;
  }

  private static Estimate exact(double value) {
    return new Estimate(value, Estimate.Basis.EXACT);
  }

  private Finding finding(Node node, String message, Measure measure) {
    return Finding.of(
        this,
        Severity.WARNING,
        node.place(),
        message,
        List.of(measure),
        Fix.of("take the dropout out here, and keep it between hidden layers"));
  }
}

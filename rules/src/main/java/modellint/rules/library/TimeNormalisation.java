package modellint.rules.library;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.layer.RecurrentSource;
import modellint.graph.Dim;
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

/** Normalisation over the wrong axis. */
@RuleInfo(
    id = "ML709",
    severity = Severity.WARNING,
    summary = "A batch normalisation normalises steps of time instead of features",
    docs =
        """
        ## What it does
        Finds batch normalisation after a recurrent layer whose channel axis is as long as the
        sequence and not as wide as the hidden state. Where the two sizes are equal, or not
        known, nothing is said.

        ## Why it matters
        Each step of time gets a scale and shift of its own, shared by all features: the network
        works for one length only, and features stay unnormalised.

        ## How to fix
        `BatchNorm.builder().optAxis(2).build()` in DJL, or a layer normalisation.

        ## References
        Ba, Kiros and Hinton 2016, Layer normalization, <https://arxiv.org/abs/1607.06450>
        """)
public final class TimeNormalisation implements Rule {

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.graph().nodes().stream()
        .filter(it -> it.is("BatchNormalization"))
        .flatMap(it -> describe(it, subject).stream());
  }

  private Optional<Finding> describe(Node norm, Subject subject) {
    Optional<Node> cell = RecurrentSource.of(norm, subject.wiring());
    Optional<Shape> input = norm.input(0).flatMap(subject.shapes()::shape);
    if (cell.isEmpty() || input.filter(it -> it.rank() == 3 && it.dim(1).isKnown()).isEmpty()) {
      return Optional.empty();
    }
    long channels = input.get().dim(1).size();
    long steps = steps(cell.get(), subject);
    long hidden = cell.get().integer("hidden_size", 0);
    boolean time = channels == steps && hidden > 0 && channels != hidden && channels != 2 * hidden;
    return time ? Optional.of(finding(norm, channels, hidden)) : Optional.empty();
  }

  private static long steps(Node cell, Subject subject) {
    return cell.input(0)
        .flatMap(subject.shapes()::shape)
        .filter(it -> it.rank() == 3)
        .map(it -> it.dim(cell.integer("layout", 0) == 0 ? 0 : 1))
        .filter(Dim::isKnown)
        .map(Dim::size)
        .orElse(-1L);
  }

  private Finding finding(Node norm, long channels, long hidden) {
    return Finding.of(
        this,
        Severity.WARNING,
        norm.place(),
        "the batch normalisation runs over steps of time instead of features",
        List.of(
            new Measure(
                "channels normalised", new Estimate(channels, Estimate.Basis.EXACT), hidden)),
        Fix.of("normalise the features: BatchNorm.builder().optAxis(2).build(), or LayerNorm"));
  }
}

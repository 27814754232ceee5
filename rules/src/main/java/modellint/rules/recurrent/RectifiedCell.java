package modellint.rules.recurrent;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.provenance.Provenance;
import modellint.graph.Attribute;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A memory that is fed and read through a function without an upper end. */
@RuleInfo(
    id = "ML604",
    severity = Severity.WARNING,
    summary = "The cells of an LSTM have no upper end",
    docs =
        """
        ## What it does
        Finds LSTM layers whose cells pass through a rectifier or another unbounded function instead
        of tanh. A warning without clipping, a note with it. Trained weights stay unsaid.

        ## Why it matters
        The memory adds what comes in at each step and the gates let most of it stay. A tanh bounds
        both ends; through a rectifier the memory takes no negative value that would take anything
        back, and what it has grown to feeds the next step through the recurrent weights.

        ## How to fix
        .activation(Activation.TANH) on the layer, which only replaces the function of the cells;
        a rectifier belongs behind the layer.

        ## References
        Hochreiter and Schmidhuber 1997, Long short-term memory,
        <https://doi.org/10.1162/neco.1997.9.8.1735>;
        Le, Jaitly and Hinton 2015, <https://arxiv.org/abs/1504.00941>
        """)
public final class RectifiedCell implements Rule {

  private static final Set<String> UNBOUNDED =
      Set.of("relu", "leakyrelu", "thresholdedrelu", "elu", "softplus", "affine");

  /** Of the functions of one direction: gates, candidate, output. */
  private static final int CELL = 1;

  private static final Advice TANH =
      new Advice(
          "use tanh inside the cells, and a rectifier behind the layer",
          Map.of("dl4j", "write .activation(Activation.TANH) on this layer"));

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.provenance().overall() == Provenance.Origin.TRAINED
        ? Stream.empty()
        : subject.graph().nodes().stream()
            .filter(it -> it.is("LSTM") && isUnbounded(it))
            .map(it -> describe(it, subject));
  }

  private static boolean isUnbounded(Node cell) {
    return cell.attributes().get("activations") instanceof Attribute.Texts it
        && it.values().size() > CELL
        && UNBOUNDED.contains(it.values().get(CELL).toLowerCase(java.util.Locale.ROOT));
  }

  private Finding describe(Node cell, Subject subject) {
    boolean clipped = subject.graph().training().clipping().isPresent();
    return Finding.of(
        this,
        clipped ? Severity.NOTE : Severity.WARNING,
        cell.place(),
        "the memory of this LSTM grows without an upper end",
        List.of(
            new Measure(
                "greatest value of the cell's function",
                new Estimate(Double.POSITIVE_INFINITY, Estimate.Basis.EXACT),
                1)),
        TANH.to(subject));
  }
}

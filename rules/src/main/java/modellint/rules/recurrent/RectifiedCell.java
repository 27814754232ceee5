package modellint.rules.recurrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import modellint.analysis.layer.SequenceLength;
import modellint.analysis.provenance.Provenance;
import modellint.graph.Attribute;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.rule.Advice;
import modellint.rule.Finding;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** A memory that is fed and read through a function without an upper end. */
@RuleInfo(
    id = "ML604",
    severity = Severity.ERROR,
    summary = "The cells of an LSTM have no upper end",
    docs =
        """
        ## What it does
        Finds LSTM layers whose cells pass through a rectifier or another unbounded function instead
        of tanh, and counts the steps that their memory adds up. With clipping a finding is one
        degree milder. A note where the number of steps is not known; sequences too short to do harm
        and trained weights are not reported.

        ## Why it matters
        The memory adds what comes in at each step and the gates let most of it stay. A tanh bounds
        both ends; through a rectifier the memory takes no negative value that would take anything
        back, and what it has grown to feeds the next step through the recurrent weights. Measured
        with 32 units: over 10 steps rectified cells learned as well as tanh; over 30 the memory
        reached thousands, and of four trainings without clipping none got below guessing; over 80
        it reached ten billion, and all failed, those with clipping as well.

        ## How to fix
        `.activation(Activation.TANH)` on the layer, which only replaces the function of the cells;
        a rectifier belongs after the layer.

        ## References
        Hochreiter and Schmidhuber 1997, Long short-term memory,
        <https://doi.org/10.1162/neco.1997.9.8.1735>;
        Le, Jaitly and Hinton 2015, <https://arxiv.org/abs/1504.00941>
        """)
public final class RectifiedCell implements Rule {

  static final Setting NOTE =
      new Setting("rectified-cell.note", 15, "Steps of a memory without an end for a note");

  /** Of fixtures/recipes/limits.py, cells: harmless at 10 steps, harmful at 30, fatal at 80. */
  static final Setting WARNING =
      new Setting("rectified-cell.warning", 30, "Steps of a memory without an end for a warning");

  static final Setting ERROR =
      new Setting("rectified-cell.error", 80, "Steps of a memory without an end for an error");

  private static final Estimate INFINITE =
      new Estimate(Double.POSITIVE_INFINITY, Estimate.Basis.EXACT);

  private static final Set<String> UNBOUNDED =
      Set.of("relu", "leakyrelu", "thresholdedrelu", "elu", "softplus", "affine");

  /** Of the functions of one direction: gates, candidate, output. */
  private static final int CELL = 1;

  private static final Advice TANH =
      new Advice(
          "use tanh inside the cells, and a rectifier after the layer",
          Map.of("dl4j", "write .activation(Activation.TANH) on this layer"));

  @Override
  public List<Setting> settings() {
    return List.of(NOTE, WARNING, ERROR);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    return subject.provenance().overall() == Provenance.Origin.TRAINED
        ? Stream.empty()
        : subject.graph().nodes().stream()
            .filter(it -> it.is("LSTM") && isUnbounded(it))
            .flatMap(it -> describe(it, subject).stream());
  }

  private static boolean isUnbounded(Node cell) {
    return cell.attributes().get("activations") instanceof Attribute.Texts it
        && it.values().size() > CELL
        && UNBOUNDED.contains(it.values().get(CELL).toLowerCase(java.util.Locale.ROOT));
  }

  private Optional<Finding> describe(Node cell, Subject subject) {
    OptionalLong steps = SequenceLength.of(cell, subject.shapes());
    if (steps.isEmpty()) {
      return Optional.of(
          finding(
              cell,
              Severity.NOTE,
              new Measure("greatest value of the cell's function", INFINITE, 1),
              subject));
    }
    boolean clipped = subject.graph().training().clipping().isPresent();
    return Stream.of(ERROR, WARNING, NOTE)
        .filter(it -> steps.getAsLong() >= subject.setting(it))
        .findFirst()
        .map(
            it ->
                finding(
                    cell,
                    severity(it, clipped),
                    new Measure(
                        "steps that the memory adds up",
                        new Estimate(steps.getAsLong(), Estimate.Basis.EXACT),
                        subject.setting(it)),
                    subject));
  }

  private static Severity severity(Setting crossed, boolean clipped) {
    if (crossed.equals(ERROR)) {
      return clipped ? Severity.WARNING : Severity.ERROR;
    }
    return crossed.equals(WARNING) && !clipped ? Severity.WARNING : Severity.NOTE;
  }

  private Finding finding(Node cell, Severity severity, Measure measure, Subject subject) {
    return Finding.of(
        this,
        severity,
        cell.place(),
        "the memory of this LSTM grows without an upper end",
        List.of(measure),
        TANH.to(subject));
  }
}

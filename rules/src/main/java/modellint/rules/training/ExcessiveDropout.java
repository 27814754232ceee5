package modellint.rules.training;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import modellint.graph.Estimate;
import modellint.graph.Node;
import modellint.graph.Place;
import modellint.graph.TrainingDetails.OfLayer;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Setting;
import modellint.rule.Severity;
import modellint.rule.Subject;

/** Dropout above one half. */
@RuleInfo(
    id = "ML407",
    severity = Severity.WARNING,
    summary = "Dropout drops more than it keeps",
    docs =
        """
        ## What it does
        Finds dropout that keeps less than half of what passes: Dropout operators in the graph,
        and settings of layers in a definition, as they take effect. A warning where less than a
        third is kept, else a note; a warning as well where the probability to keep is above one.

        ## Why it matters
        The usual maximum is one half. Beyond it the signal is mostly noise. In DL4J
        dropOut(0.2) keeps a fifth: the argument is the probability to retain.

        ## How to fix
        Half or less; in DL4J write the probability to keep, `.dropOut(0.8)` or `new
        DropoutLayer(0.8)`.

        ## References
        Srivastava et al. 2014, Dropout, <https://jmlr.org/papers/v15/srivastava14a.html>
        """)
public final class ExcessiveDropout implements Rule {

  static final Setting NOTE =
      new Setting("excessive-dropout.note", 0.5, "Share kept below which a note is given");
  static final Setting WARNING =
      new Setting("excessive-dropout.warning", 0.34, "Share kept below which a warning is given");

  @Override
  public List<Setting> settings() {
    return List.of(NOTE, WARNING);
  }

  @Override
  public Stream<Finding> check(Subject subject) {
    List<OfLayer> layers = subject.graph().training().details().layers();
    Stream<Finding> stated =
        layers.stream()
            .filter(it -> it.retain().isPresent())
            .flatMap(it -> describe(it.place(), it.retain().get(), true, subject).stream());
    // A definition draws the operators of the settings that it has stated.
    return layers.stream().anyMatch(it -> it.retain().isPresent())
        ? stated
        : subject.graph().nodes().stream()
            .filter(it -> it.is("Dropout"))
            .flatMap(it -> inGraph(it, subject).stream());
  }

  private Optional<Finding> inGraph(Node node, Subject subject) {
    OptionalDouble ratio =
        node.input(1).map(subject.wiring()::scalar).orElse(OptionalDouble.empty());
    double drop = ratio.orElse(node.real("ratio", Double.NaN));
    return describe(node.place(), 1 - drop, false, subject);
  }

  private Optional<Finding> describe(Place place, double keep, boolean stated, Subject subject) {
    if (keep > 1) {
      return Optional.of(amplified(place, keep));
    }
    if (!(keep < subject.setting(NOTE)) || keep <= 0) {
      return Optional.empty();
    }
    boolean worse = keep < subject.setting(WARNING);
    return Optional.of(
        Finding.of(
            this,
            worse ? Severity.WARNING : Severity.NOTE,
            place,
            "dropout drops more than it keeps",
            List.of(
                new Measure(
                    "share kept",
                    new Estimate(keep, Estimate.Basis.EXACT),
                    subject.setting(worse ? WARNING : NOTE))),
            Fix.of(
                stated
                    ? "drop half or less: write "
                        + BigDecimal.valueOf(1).subtract(BigDecimal.valueOf(keep)).toPlainString()
                        + ", since DL4J's argument is the probability to keep"
                    : "drop half or less")));
  }

  /** A probability above one always keeps, and what is kept is divided by it. */
  private Finding amplified(Place place, double keep) {
    return Finding.of(
        this,
        Severity.WARNING,
        place,
        "this dropout drops nothing, and training divides by a probability above one",
        List.of(new Measure("share kept", new Estimate(keep, Estimate.Basis.EXACT), 1)),
        Fix.of("write the probability to keep, between zero and one"));
  }
}

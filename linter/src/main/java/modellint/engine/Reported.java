package modellint.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import modellint.config.FailOn;
import modellint.graph.Place;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Severity;

/**
 * A finding as every report format shows it: with the file it stands in and its verdict.
 *
 * @param node the node's name in a binary graph; empty in source and for the graph as a whole
 * @param evidence what running the model showed, in one sentence
 */
public record Reported(
    String rule,
    String name,
    Severity severity,
    String path,
    OptionalInt line,
    OptionalInt column,
    Optional<String> node,
    String message,
    List<Measure> measures,
    Fix fix,
    Verdict verdict,
    Optional<String> evidence) {

  public Reported {
    measures = List.copyOf(measures);
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("finding of " + rule + " rests on no measure");
    }
  }

  /** {@code finding} in the file that reports call {@code path}, the model not yet run. */
  static Reported of(Finding finding, String path) {
    var source =
        finding.place() instanceof Place.Line at ? Optional.of(at) : Optional.<Place.Line>empty();
    var node =
        finding.place() instanceof Place.NodeAt at && !at.node().isEmpty()
            ? Optional.of(at.node())
            : Optional.<String>empty();
    return new Reported(
        finding.rule(),
        finding.name(),
        finding.severity(),
        path,
        source.map(at -> OptionalInt.of(at.line())).orElse(OptionalInt.empty()),
        source.map(at -> OptionalInt.of(at.column())).orElse(OptionalInt.empty()),
        node,
        finding.message(),
        finding.measures(),
        finding.fix(),
        Verdict.STATIC,
        Optional.empty());
  }

  /** True where it fails a run that fails from {@code failOn} upwards; refuted, it never does. */
  public boolean fails(FailOn failOn) {
    return verdict != Verdict.REFUTED && failOn.fails(severity);
  }

  /** The same finding after the model has been run. */
  public Reported settled(Verdict verdict, String evidence) {
    return new Reported(
        rule,
        name,
        severity,
        path,
        line,
        column,
        node,
        message,
        measures,
        fix,
        verdict,
        Optional.of(evidence));
  }
}

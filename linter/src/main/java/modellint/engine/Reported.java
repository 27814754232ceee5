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
 * @param shown what running the model makes of the measures
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
    Optional<String> evidence,
    List<Verification.Shown> shown) {

  public Reported {
    measures = List.copyOf(measures);
    shown = List.copyOf(shown);
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("finding of " + rule + " rests on no measure");
    }
  }

  /** Of whose measures no run has said anything. */
  public Reported(
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
    this(
        rule, name, severity, path, line, column, node, message, measures, fix, verdict, evidence,
        List.of());
  }

  /**
   * {@code finding} in a model of the file that reports call {@code path}, the model not yet run. A
   * definition may have lines in other sources too.
   */
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
        source.map(Place.Line::file).orElse(path),
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
  public Reported settled(Verification.Settlement run) {
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
        run.verdict(),
        Optional.of(run.evidence()),
        run.shown());
  }

  /** What running the model makes of {@code measure}. */
  public Optional<Verification.Shown> shown(Measure measure) {
    return shown.stream().filter(it -> it.measure().equals(measure.name())).findFirst();
  }
}

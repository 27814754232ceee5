package modellint.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import modellint.config.FailOn;
import modellint.rule.Severity;

/**
 * The result of a run. Every format is written from this and from nothing else, so no two can
 * disagree, nor any with the exit code.
 *
 * @param version the version of ModelLint that made it
 */
public record Report(
    String version,
    List<CheckedModel> models,
    List<Reported> findings,
    List<NotChecked> notChecked) {

  /** Version of the JSON form, raised when a reader written for the old one would fail. */
  public static final int SCHEMA_VERSION = 1;

  public Report {
    models = List.copyOf(models);
    findings = List.copyOf(findings);
    notChecked = List.copyOf(notChecked);
  }

  public Summary summary() {
    return new Summary(
        models.size(),
        notChecked.size(),
        count(it -> it.severity() == Severity.ERROR),
        count(it -> it.severity() == Severity.WARNING),
        count(it -> it.severity() == Severity.NOTE),
        count(it -> it.verdict() == Verdict.CONFIRMED),
        count(it -> it.verdict() == Verdict.REFUTED),
        count(it -> it.verdict() == Verdict.INCONCLUSIVE));
  }

  /** What the run comes to when findings from {@code failOn} upwards fail it. */
  public Outcome outcome(FailOn failOn) {
    if (findings.stream().anyMatch(finding -> finding.fails(failOn))) {
      return Outcome.FINDINGS;
    }
    return notChecked.isEmpty() ? Outcome.CLEAN : Outcome.INCOMPLETE;
  }

  /**
   * The model that {@code finding} is about; of several in a source file, the last begun above, or
   * the first where all are begun below, as with an updater made in a line of its own.
   */
  public Optional<CheckedModel> modelOf(Reported finding) {
    int line = finding.line().orElse(Integer.MAX_VALUE);
    List<CheckedModel> inFile =
        models.stream()
            .filter(model -> model.path().equals(finding.path()))
            .sorted(Comparator.comparingInt(model -> model.line().orElse(0)))
            .toList();
    return inFile.stream()
        .filter(model -> model.line().orElse(0) <= line)
        .reduce((before, after) -> after)
        .or(() -> inFile.stream().findFirst());
  }

  /** The same run with only some of its findings. */
  public Report showing(Predicate<Reported> which) {
    return new Report(version, models, findings.stream().filter(which).toList(), notChecked);
  }

  /** Every file in which a model was checked. */
  public Set<String> paths() {
    return models.stream().map(CheckedModel::path).collect(Collectors.toUnmodifiableSet());
  }

  private int count(Predicate<Reported> which) {
    return (int) findings.stream().filter(which).count();
  }
}

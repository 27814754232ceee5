package modellint.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import modellint.config.Config;
import modellint.rule.Finding;
import modellint.rule.Rule;
import modellint.rule.Subject;

/** What a run has come to so far. */
final class Collected {

  private final Sources sources;
  private final List<CheckedModel> models = new ArrayList<>();
  private final List<Reported> findings = new ArrayList<>();
  private final List<NotChecked> notChecked = new ArrayList<>();

  /** The files that gave anything. */
  private final Set<String> telling = new HashSet<>();

  private final Suppressions suppressions;

  /**
   * @param rules all that a suppression may name
   */
  Collected(Sources sources, List<Rule> rules) {
    this.sources = sources;
    this.suppressions = new Suppressions(rules);
    notChecked.addAll(sources.notChecked());
  }

  /** Enters that the file which reports call {@code path} gave {@code reading}. */
  void read(String path, Reading reading) {
    notChecked.addAll(reading.notChecked());
    if (!reading.models().isEmpty() || !reading.notChecked().isEmpty()) {
      telling.add(path);
    }
  }

  /** Enters the model itself. */
  void describe(Model model, Subject subject, String path) {
    try {
      models.add(new ModelFacts(model, subject, path).collect());
    } catch (RuntimeException | StackOverflowError e) {
      notChecked.add(new NotChecked(path, NotChecked.Kind.CRASH, Crash.cause(e)));
    }
  }

  /** Enters what the rules found in it, less what is accepted. */
  List<Finding> lint(Model model, Config config, RuleRun run, Path file, String path) {
    var accepted = new ArrayList<>(config.suppressions());
    accepted.addAll(model.suppressions());
    List<Finding> left =
        suppressions.apply(accepted, config.selection(), file, path, run.findings());
    left.forEach(finding -> findings.add(Reported.of(finding, path)));
    run.failures().forEach(it -> notChecked.add(new NotChecked(path, NotChecked.Kind.CRASH, it)));
    return left;
  }

  /** Enters what a run of the model last described has settled of the findings last entered. */
  void settle(Verification run, String path) {
    int from = findings.size() - run.verdicts().size();
    for (int i = 0; i < run.verdicts().size(); i++) {
      Verification.Settlement it = run.verdicts().get(i);
      findings.set(from + i, findings.get(from + i).settled(it));
    }
    run.failure()
        .ifPresent(
            it -> notChecked.add(new NotChecked(path, it.kind(), "not verified: " + it.reason())));
    int last = models.size() - 1;
    if (last >= 0 && models.get(last).path().equals(path)) {
      models.set(last, models.get(last).with(run));
    }
  }

  /**
   * The report of a run that linted. What several models share in one line is said once, what
   * stands in one file in the order of its lines, and what is about the run itself at the end.
   */
  Report report(Plan plan) {
    List<Reported> said =
        findings.stream()
            .distinct()
            .sorted(
                Comparator.comparing(Reported::path)
                    .thenComparingInt(it -> it.line().orElse(0))
                    .thenComparingInt(it -> it.column().orElse(0)))
            .toList();
    var fresh = new ArrayList<>(plan.baseline().without(said));
    fresh.addAll(suppressions.unused());
    fresh.addAll(plan.baseline().stale(said, sources.files().keySet(), plan.baselineFile()));
    return new Report(Version.NUMBER, models, fresh, gaps());
  }

  /** The report of a run that only looked at the layers. */
  Report tables() {
    return new Report(Version.NUMBER, models, List.of(), gaps());
  }

  /**
   * A directory or pattern in which no model was found is not clean: the path may be a slip, and a
   * gate that checks nothing must not stay green. A named file without a model is what a hook
   * gives.
   */
  private List<NotChecked> gaps() {
    Set<String> seen = new HashSet<>(telling);
    models.forEach(model -> seen.add(model.path()));
    notChecked.forEach(entry -> seen.add(entry.path()));
    var gaps = new ArrayList<>(notChecked);
    for (Sources.Searched searched : sources.searched()) {
      if (searched.found().stream().noneMatch(seen::contains)) {
        gaps.add(
            new NotChecked(
                searched.argument(),
                NotChecked.Kind.UNSUPPORTED,
                "no model was found here: no .onnx file, and no Java source that builds a"
                    + " network"));
      }
    }
    return gaps;
  }
}

package modellint.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modellint.config.Config;
import modellint.rule.Rule;
import modellint.rule.Subject;
import modellint.rules.Rules;

/**
 * From paths to a report: find the files, read each, run the analyses and the rules over every
 * model in it, take out what was accepted. A file that cannot be read, and a rule that fails,
 * become entries of the report and hide nothing else.
 */
public final class Linter {

  private final Plan plan;
  private final List<FrontEnd> frontEnds;
  private final List<Rule> rules;
  private final Profile profile = new Profile();

  /** The linter with one configuration for every file. */
  public Linter(Config config) {
    this(Plan.of(config));
  }

  public Linter(Plan plan) {
    this(plan, FrontEnds.ALL, Rules.ALL);
  }

  Linter(Plan plan, List<FrontEnd> frontEnds, List<Rule> rules) {
    this.plan = plan;
    this.frontEnds = List.copyOf(frontEnds);
    this.rules = List.copyOf(rules);
  }

  /**
   * Checks files, directories and patterns.
   *
   * @throws MissingInputException where one of them does not exist
   */
  public Report lint(List<String> paths) {
    return run(paths, rules);
  }

  /** The layer tables alone: no rule runs. */
  public Report inspect(List<String> paths) {
    return run(paths, List.of());
  }

  /** Where the time of all runs so far went. */
  public Profile profile() {
    return profile;
  }

  private Report run(List<String> paths, List<Rule> rules) {
    Sources sources = Sources.find(paths, this::isClaimed, this::isExcluded);
    var models = new ArrayList<CheckedModel>();
    var findings = new ArrayList<Reported>();
    var notChecked = new ArrayList<>(sources.notChecked());
    var suppressions = new Suppressions();
    int index = 0;
    for (Map.Entry<String, Path> source : sources.files().entrySet()) {
      String path = source.getKey();
      Path file = source.getValue();
      plan.progress().reading(path, ++index, sources.files().size());
      Config config = plan.configOf(file);
      Reading reading = profile.time("read " + path, () -> read(file, path));
      notChecked.addAll(reading.notChecked());
      for (Model model : reading.models()) {
        Subject subject = Configured.subject(model.graph(), config);
        profile.time("analyses", () -> describe(model, subject, path, models, notChecked));
        RuleRun run =
            RuleRun.of(
                rules.stream().filter(config.selection()::includes).map(profile::timed).toList(),
                subject);
        var accepted = new ArrayList<>(config.suppressions());
        accepted.addAll(model.suppressions());
        suppressions
            .apply(accepted, file, run.findings())
            .forEach(finding -> findings.add(Reported.of(finding, path)));
        run.failures()
            .forEach(it -> notChecked.add(new NotChecked(path, NotChecked.Kind.CRASH, it)));
      }
    }
    List<Reported> fresh = new ArrayList<>(plan.baseline().without(findings));
    if (!rules.isEmpty()) {
      fresh.addAll(suppressions.unused());
      fresh.addAll(plan.baseline().stale(findings, sources.files().keySet(), plan.baselineFile()));
    }
    return new Report(Version.NUMBER, models, fresh, withEmpty(sources, models, notChecked));
  }

  private boolean isClaimed(Path file) {
    return frontEnds.stream().anyMatch(it -> it.claims(file));
  }

  private boolean isExcluded(Path file, boolean named) {
    return (!named || plan.forceExclude()) && plan.configs().apply(file).excludes(file);
  }

  private Reading read(Path file, String path) {
    FrontEnd frontEnd =
        frontEnds.stream().filter(it -> it.claims(file)).findFirst().orElse(frontEnds.get(0));
    try {
      return frontEnd.read(file, path);
    } catch (IOException e) {
      return new Reading(List.of(), List.of(Sources.unreadable(file, e)));
    } catch (OutOfMemoryError e) {
      return Reading.failed(path, NotChecked.Kind.UNREADABLE, "needs more memory than is allowed");
    } catch (RuntimeException | StackOverflowError e) {
      return Reading.failed(path, NotChecked.Kind.CRASH, Crash.cause(e));
    }
  }

  private static boolean describe(
      Model model,
      Subject subject,
      String path,
      List<CheckedModel> models,
      List<NotChecked> notChecked) {
    try {
      return models.add(new ModelFacts(model, subject, path).collect());
    } catch (RuntimeException | StackOverflowError e) {
      return notChecked.add(new NotChecked(path, NotChecked.Kind.CRASH, Crash.cause(e)));
    }
  }

  /**
   * A directory or pattern in which no model was found is not clean: the path may be a slip, and a
   * gate that checks nothing must not stay green. A named file without a model is what a hook
   * gives.
   */
  private static List<NotChecked> withEmpty(
      Sources sources, List<CheckedModel> models, List<NotChecked> notChecked) {
    Set<String> seen = new HashSet<>();
    models.forEach(model -> seen.add(model.path()));
    notChecked.forEach(entry -> seen.add(entry.path()));
    var all = new ArrayList<>(notChecked);
    for (Sources.Searched searched : sources.searched()) {
      if (searched.found().stream().noneMatch(seen::contains)) {
        all.add(
            new NotChecked(
                searched.argument(), NotChecked.Kind.UNSUPPORTED, "no model was found here"));
      }
    }
    return all;
  }
}

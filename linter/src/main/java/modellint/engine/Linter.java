package modellint.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import modellint.config.Config;
import modellint.rule.Rule;
import modellint.rule.Subject;
import modellint.rules.Rules;

/**
 * From paths to a report. The whole program in one method: find the files, read each, run the
 * analyses and the rules over every model in it. A file that cannot be read, and a rule that fails,
 * become entries of the report and hide nothing else.
 */
public final class Linter {

  private final Function<Path, Config> config;
  private final List<FrontEnd> frontEnds;
  private final List<Rule> rules;

  /** The linter with one configuration for every file. */
  public Linter(Config config) {
    this(file -> config, FrontEnds.ALL, Rules.ALL);
  }

  Linter(Function<Path, Config> config, List<FrontEnd> frontEnds, List<Rule> rules) {
    this.config = config;
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

  private Report run(List<String> paths, List<Rule> chosen) {
    Sources sources =
        Sources.find(paths, file -> frontEnds.stream().anyMatch(it -> it.claims(file)));
    var models = new ArrayList<CheckedModel>();
    var findings = new ArrayList<Reported>();
    var notChecked = new ArrayList<>(sources.notChecked());
    sources
        .files()
        .forEach(
            (path, file) -> {
              Reading reading = read(file, path);
              notChecked.addAll(reading.notChecked());
              for (Model model : reading.models()) {
                var subject =
                    new Subject(
                        model.graph(),
                        config.apply(file).settings(),
                        config.apply(file).assumptions());
                try {
                  models.add(new ModelFacts(model, subject, path).collect());
                } catch (RuntimeException | StackOverflowError e) {
                  notChecked.add(new NotChecked(path, NotChecked.Kind.CRASH, Crash.cause(e)));
                }
                RuleRun run = RuleRun.of(chosen, subject);
                run.findings().forEach(it -> findings.add(Reported.of(it, path)));
                run.failures()
                    .forEach(it -> notChecked.add(new NotChecked(path, NotChecked.Kind.CRASH, it)));
              }
            });
    return new Report(Version.NUMBER, models, findings, withEmpty(sources, models, notChecked));
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

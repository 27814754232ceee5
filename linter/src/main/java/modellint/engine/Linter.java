package modellint.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import modellint.config.Config;
import modellint.rule.Finding;
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
    return run(paths, true);
  }

  /** The layer tables alone: no rule runs, but the models do where the plan says so. */
  public Report inspect(List<String> paths) {
    return run(paths, false);
  }

  /** Where the time of all runs so far went. */
  public Profile profile() {
    return profile;
  }

  private Report run(List<String> paths, boolean lint) {
    Sources sources = Sources.find(paths, this::isClaimed, this::isExcluded).with(plan.piped());
    List<FrontEnd> readers = frontEnds.stream().map(it -> it.over(sources.files())).toList();
    var collected = new Collected(sources, rules);
    int index = 0;
    for (Map.Entry<String, Path> source : sources.files().entrySet()) {
      String path = source.getKey();
      Path file = source.getValue();
      plan.progress().reading(path, ++index, sources.files().size());
      Reading reading = profile.time("read " + path, () -> read(readers, file, path));
      collected.read(path, reading);
      Config config = plan.configOf(file);
      for (Model model : reading.models()) {
        String at = model.path(path);
        Subject subject = Configured.subject(model, config);
        profile.time("analyses", () -> collected.describe(model, subject, at));
        if (lint) {
          RuleRun run = RuleRun.of(chosen(config), subject);
          List<Finding> found = collected.lint(model, config, run, plan.nameOf(file), at);
          if (!found.isEmpty()) {
            verify(collected, model, subject, chosen(config), found, file, at);
          }
        } else {
          verify(collected, model, subject, List.of(), List.of(), file, at);
        }
      }
    }
    return lint ? collected.report(plan) : collected.tables();
  }

  private void verify(
      Collected collected,
      Model model,
      Subject subject,
      List<Rule> chosen,
      List<Finding> found,
      Path file,
      String path) {
    if (plan.verifier().isPresent()) {
      Verifier verifier = plan.verifier().get();
      var suspect =
          new Suspect(file, model.definition(), subject, chosen, found, plan.progress()::running);
      profile.time("verify " + path, () -> collected.settle(verifier.verify(suspect), path));
    }
  }

  private List<Rule> chosen(Config config) {
    return rules.stream().filter(config.selection()::includes).map(profile::timed).toList();
  }

  private boolean isClaimed(Path file) {
    return frontEnds.stream().anyMatch(it -> it.claims(file));
  }

  private boolean isExcluded(Path file, boolean named) {
    return (!named || plan.forceExclude()) && plan.configs().apply(file).excludes(file);
  }

  private static Reading read(List<FrontEnd> readers, Path file, String path) {
    FrontEnd frontEnd =
        readers.stream().filter(it -> it.claims(file)).findFirst().orElse(readers.get(0));
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
}

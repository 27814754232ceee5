package modellint.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import modellint.config.ConfigFile;
import modellint.config.FailOn;
import modellint.engine.Baseline;
import modellint.engine.Linter;
import modellint.engine.Outcome;
import modellint.engine.Plan;
import modellint.engine.Report;
import modellint.engine.Verifier;
import modellint.report.Statistics;
import modellint.rule.Severity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code modellint check}: reads, predicts, reports. */
@Command(
    name = "check",
    description = "Check models and say what will keep them from training.",
    sortOptions = false)
final class CheckCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private Inputs inputs = new Inputs();
  @Mixin private Choices choices = new Choices();
  @Mixin private BaselineOption baseline = new BaselineOption();
  @Mixin private Running running = new Running();
  @Mixin private Outputs outputs = new Outputs();

  @Option(
      names = "--severity",
      paramLabel = "LEVEL",
      defaultValue = "note",
      description = "Show findings from this severity upwards, and those that fail the run.")
  private Severity severity = Severity.NOTE;

  @Option(
      names = "--save-inputs",
      paramLabel = "DIR",
      description = "With --verify: keep each input that was found to make NaN or infinity.")
  private Optional<Path> savedInputs = Optional.empty();

  @Option(names = "--force-exclude", description = "Leave out excluded files also where named.")
  private boolean forceExclude;

  @Option(names = "--quiet", description = "Print nothing where there is nothing to say.")
  private boolean quiet;

  @Option(
      names = "--statistics",
      description = "Count the findings of each rule, on the error stream.")
  private boolean statistics;

  @Option(names = "--profile", description = "Say what took how long, on the error stream.")
  private boolean profile;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    outputs.check();
    Optional<Verifier> verifier = running.verifier(savedInputs);
    Function<Path, ConfigFile> configs = choices.configs();
    FailOn failOn = choices.failOn(configs);
    List<String> paths = inputs.paths(console.in());
    Baseline accepted = baseline.read();
    var progress = new ProgressLine(console.err(), console.errIsTerminal() && !quiet);
    Linter linter;
    Report report;
    try (Piped piped = inputs.piped(console.in())) {
      linter =
          new Linter(
              new Plan(
                  configs,
                  choices.chosen(),
                  accepted,
                  baseline.file(),
                  forceExclude,
                  progress,
                  verifier,
                  piped.model()));
      report = linter.lint(paths);
    }
    progress.erase();

    Outcome outcome = report.outcome(failOn);
    Report shown = report.showing(it -> it.severity().compareTo(severity) >= 0 || it.fails(failOn));
    boolean silent = quiet && outcome == Outcome.CLEAN && shown.findings().isEmpty();
    outputs.write(shown, failOn, silent, console);
    if (statistics) {
      Statistics.write(report, console.err());
    }
    if (profile) {
      linter.profile().write(console.err());
    }
    return outcome.exitCode();
  }
}

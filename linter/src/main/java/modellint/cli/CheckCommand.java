package modellint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
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
  @Mixin private Outputs outputs = new Outputs();

  @Option(
      names = "--severity",
      paramLabel = "LEVEL",
      defaultValue = "note",
      description = "Show findings from this severity upwards, and those that fail the run.")
  private Severity severity = Severity.NOTE;

  @Option(names = "--force-exclude", description = "Leave out excluded files also where named.")
  private boolean forceExclude;

  @Option(
      names = "--verify",
      description = "Run the models that have findings, and settle each by what happens.")
  private boolean verify;

  @Option(
      names = "--inputs",
      paramLabel = "FILE",
      description =
          "With --verify, run models on these tensors instead of made-up ones: .npz, .npy, an ONNX"
              + " tensor (.pb), or a directory with input_0.pb, input_1.pb ...")
  private String samples = "";

  @Option(
      names = "--save-inputs",
      paramLabel = "DIR",
      description = "With --verify: keep each input that was found to make NaN or infinity.")
  private Optional<Path> savedInputs = Optional.empty();

  @Option(names = "--quiet", description = "Print nothing where there is nothing to say.")
  private boolean quiet;

  @Option(
      names = "--statistics",
      description = "Count the findings of each rule, on the error stream.")
  private boolean statistics;

  @Option(names = "--profile", description = "Say what took how long, on the error stream.")
  private boolean profile;

  private Verifier verifier() {
    Verifier verifier =
        ServiceLoader.load(Verifier.class)
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "--verify needs the full distribution: this one cannot run models"));
    return savedInputs.map(verifier::saving).orElse(verifier);
  }

  private Verifier feeding(Verifier verifier) {
    return samples.isEmpty() ? verifier : verifier.feeding(Path.of(samples));
  }

  /** The user's inputs have a use, and are there. */
  private void checkSamples() {
    if (!samples.isEmpty() && !verify) {
      throw new UsageException("--inputs has a use with --verify alone");
    }
    if (!samples.isEmpty() && !Files.isReadable(Path.of(samples))) {
      throw new UsageException("cannot read the inputs: " + samples);
    }
  }

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    outputs.check();
    checkSamples();
    if (savedInputs.isPresent() && !verify) {
      throw new UsageException("--save-inputs keeps what --verify finds: give both");
    }
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
                  verify ? Optional.of(feeding(verifier())) : Optional.empty(),
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

package modellint.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import modellint.config.Config;
import modellint.config.FailOn;
import modellint.engine.Linter;
import modellint.engine.Outcome;
import modellint.engine.Report;
import modellint.report.Ink;
import modellint.report.ReportFormat;
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

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "text, concise or json.",
      defaultValue = "text")
  private String output = "text";

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      description = "Fail from this severity upwards: error, warning, note or never.",
      defaultValue = "error")
  private FailOn failOn = FailOn.ERROR;

  @Option(names = "--quiet", description = "Print nothing where there is nothing to say.")
  private boolean quiet;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ReportFormat format = OutputOption.format(output, console.colour() ? Ink.ANSI : Ink.PLAIN);
    Report report = new Linter(Config.DEFAULT).lint(inputs.paths(console.in()));
    Outcome outcome = report.outcome(failOn);
    if (!quiet || outcome != Outcome.CLEAN || !report.findings().isEmpty()) {
      format.write(report, outcome, console.out());
    }
    return outcome.exitCode();
  }
}

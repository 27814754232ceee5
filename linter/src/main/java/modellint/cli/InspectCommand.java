package modellint.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import modellint.config.FailOn;
import modellint.engine.Linter;
import modellint.engine.Outcome;
import modellint.engine.Plan;
import modellint.engine.Report;
import modellint.report.Formats;
import modellint.report.Ink;
import modellint.report.ReportFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code modellint inspect}: the layer table. */
@Command(
    name = "inspect",
    description = "Show a model's layers: shapes, parameters, initialisation, predicted gradient.",
    sortOptions = false)
final class InspectCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private Inputs inputs = new Inputs();
  @Mixin private Choices choices = new Choices();
  @Mixin private Running running = new Running();

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      description = "table or json.",
      defaultValue = "table")
  private String output = "table";

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ReportFormat format =
        switch (output) {
          case "table" -> Formats.layerTable();
          case "json" -> Formats.named("json", Ink.PLAIN).orElseThrow();
          default ->
              throw new UsageException(
                  "unknown format: " + output + "; table and json are known here");
        };
    var progress = new ProgressLine(console.err(), console.errIsTerminal());
    Plan plan =
        Plan.of(choices.configs(), choices.chosen())
            .running(running.verifier(Optional.empty()), progress);
    try (Piped piped = inputs.piped(console.in())) {
      Report report = new Linter(plan.with(piped.model())).inspect(inputs.paths(console.in()));
      progress.erase();
      Outcome outcome = report.outcome(FailOn.ERROR);
      format.write(report, FailOn.ERROR, console.out());
      if (report.models().isEmpty() && report.notChecked().isEmpty()) {
        console.err().println("modellint: there is no model in what was named");
      }
      return outcome.exitCode();
    }
  }
}

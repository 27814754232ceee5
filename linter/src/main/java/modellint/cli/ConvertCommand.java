package modellint.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import modellint.config.FailOn;
import modellint.report.ReportReader;
import modellint.report.ReportSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modellint convert}: a report in another form. */
@Command(
    name = "convert",
    description = "Write a JSON report in other forms, without a second run.",
    sortOptions = false)
final class ConvertCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "REPORT", description = "What --output json wrote.")
  private String report = "";

  @Mixin private Outputs outputs = new Outputs();

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "error",
      description = "The level that failed that run: error, warning, note or never.")
  private FailOn failOn = FailOn.ERROR;

  @Option(names = "--schema", description = "Print the JSON Schema of reports instead.")
  private boolean schema;

  ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (schema) {
      console.out().print(ReportSchema.text());
      return 0;
    }
    outputs.check();
    if (!Files.isRegularFile(Path.of(report))) {
      throw new UsageException("no such report: " + report);
    }
    try (Reader text = Files.newBufferedReader(Path.of(report))) {
      outputs.write(ReportReader.read(text), failOn, false, console);
    }
    return 0;
  }
}

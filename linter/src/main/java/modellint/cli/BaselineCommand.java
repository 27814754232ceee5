package modellint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import modellint.engine.Baseline;
import modellint.engine.BaselineFile;
import modellint.engine.Linter;
import modellint.engine.Outcome;
import modellint.engine.Plan;
import modellint.engine.Report;
import modellint.report.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modellint baseline}: accepts what is there, or drops what is no longer. */
@Command(
    name = "baseline",
    description = "Accept the findings that are there now, or drop those that are gone.",
    sortOptions = false)
final class BaselineCommand implements Callable<Integer> {

  private enum Action {
    CREATE,
    PRUNE
  }

  private final Console console;

  @Parameters(index = "0", paramLabel = "create|prune", description = "What to do.")
  private Action action = Action.CREATE;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      defaultValue = "modellint-baseline.json",
      description = "The baseline's file; modellint-baseline.json by default.")
  private String file = "";

  @Mixin private Inputs inputs = new Inputs();
  @Mixin private Choices choices = new Choices();

  BaselineCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    var plan =
        new Plan(
            choices.configs(), choices.chosen(), Baseline.EMPTY, "", false, (path, i, n) -> {});
    Report report = new Linter(plan).lint(inputs.paths(console.in()));
    Baseline baseline =
        switch (action) {
          case CREATE -> Baseline.of(report.findings());
          case PRUNE -> old().prune(report.findings(), report.paths());
        };
    ReportFile.write(file, out -> out.write(BaselineFile.text(baseline)));
    int accepted = baseline.counts().values().stream().mapToInt(Integer::intValue).sum();
    console.out().print(file + ": " + accepted + " findings accepted\n");
    return report.notChecked().isEmpty() ? 0 : Outcome.INCOMPLETE.exitCode();
  }

  private Baseline old() throws IOException {
    if (!Files.isRegularFile(Path.of(file))) {
      throw new UsageException("no such baseline: " + file);
    }
    return BaselineFile.read(Path.of(file));
  }
}

package modellint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import modellint.engine.Baseline;
import modellint.engine.BaselineFile;
import modellint.engine.Linter;
import modellint.engine.Outcome;
import modellint.engine.Plan;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.report.ReportFile;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code modellint baseline}: accepts what is there, or drops what is no longer. */
@Command(sortOptions = false)
final class BaselineCommand implements Callable<Integer> {

  private enum Action {
    CREATE,
    PRUNE
  }

  private final Console console;
  private final Action action;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      defaultValue = "modellint-baseline.json",
      description = "The baseline's file; modellint-baseline.json by default.")
  private String file = "";

  @Mixin private Inputs inputs = new Inputs();
  @Mixin private Choices choices = new Choices();

  private BaselineCommand(Console console, Action action) {
    this.console = console;
    this.action = action;
  }

  /** The command with its two parts. */
  static CommandLine both(Console console) {
    CommandSpec group = CommandSpec.create().name("baseline");
    group.usageMessage().description("Accept the findings that are there, or drop those gone.");
    return new CommandLine(group)
        .addSubcommand("create", part(console, Action.CREATE, "Accept what is found now."))
        .addSubcommand("prune", part(console, Action.PRUNE, "Drop what is no longer found."));
  }

  private static CommandLine part(Console console, Action action, String description) {
    var part = new CommandLine(new BaselineCommand(console, action));
    part.getCommandSpec().usageMessage().description(description);
    return part;
  }

  @Override
  public Integer call() throws IOException {
    Plan plan = Plan.of(choices.configs(), choices.chosen());
    Report report;
    try (Piped piped = inputs.piped(console.in())) {
      report = new Linter(plan.with(piped.model())).lint(inputs.paths(console.in()));
    }
    Baseline baseline =
        switch (action) {
          case CREATE -> Baseline.of(ofModels(report));
          case PRUNE -> old().prune(ofModels(report), report.paths());
        };
    ReportFile.write(file, out -> out.write(BaselineFile.text(baseline)));
    int accepted = baseline.counts().values().stream().mapToInt(Integer::intValue).sum();
    console.out().print(file + ": " + accepted + " findings accepted\n");
    return report.notChecked().isEmpty() ? 0 : Outcome.INCOMPLETE.exitCode();
  }

  /** What a run says of itself, such as an unused suppression, is to be mended and not accepted. */
  private static List<Reported> ofModels(Report report) {
    return report.findings().stream().filter(it -> !it.rule().startsWith("ML0")).toList();
  }

  private Baseline old() throws IOException {
    if (!Files.isRegularFile(Path.of(file))) {
      throw new UsageException("no such baseline: " + file);
    }
    return BaselineFile.read(Path.of(file));
  }
}

package modellint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import modellint.config.ConfigSchema;
import modellint.config.ConfigSearch;
import modellint.config.ConfigTemplate;
import modellint.report.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code modellint config}: what applies to a file, what may be written, a file to start with. */
@Command(
    name = "config",
    description = "Show the configuration of a file, print the schema, or write a first file.",
    sortOptions = false)
final class ConfigCommand implements Callable<Integer> {

  private enum Action {
    SHOW,
    SCHEMA,
    INIT
  }

  private final Console console;

  @Parameters(index = "0", paramLabel = "show|schema|init", description = "What to do.")
  private Action action = Action.SHOW;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "The file to show the configuration of, or the directory to write to.")
  private String path = "";

  @Mixin private Choices choices = new Choices();

  ConfigCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    switch (action) {
      case SHOW -> {
        var configs = choices.configs();
        var config = configs.apply(Path.of(path)).of(Path.of(path)).then(choices.chosen());
        console.out().print(ConfigTemplate.of(config, choices.failOn(configs)));
      }
      case SCHEMA -> ConfigSchema.write(console.out());
      case INIT -> {
        Path file = Path.of(path).resolve(ConfigSearch.NAME);
        if (Files.exists(file)) {
          throw new UsageException(file + " exists already");
        }
        ReportFile.write(file.toString(), out -> out.write(ConfigTemplate.first()));
        console.out().print("wrote " + file + "\n");
      }
    }
    return 0;
  }
}

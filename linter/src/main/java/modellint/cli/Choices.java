package modellint.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import modellint.config.Config;
import modellint.config.ConfigFile;
import modellint.config.ConfigReader;
import modellint.config.ConfigSearch;
import modellint.config.FailOn;
import modellint.config.KnownRules;
import modellint.config.Selection;
import modellint.rules.Rules;
import picocli.CommandLine.Option;

/** Where the configuration comes from, and what the command line puts over it. */
final class Choices {

  @Option(names = "--config", paramLabel = "FILE", description = "Use this configuration alone.")
  private String config = "";

  @Option(names = "--isolated", description = "Use no configuration file at all.")
  private boolean isolated;

  @Option(
      names = "--select",
      split = ",",
      paramLabel = "RULE",
      description = "Run these rules only: ids, beginnings of ids, names, ALL.")
  private List<String> select = List.of();

  @Option(
      names = "--extend-select",
      split = ",",
      paramLabel = "RULE",
      description = "Run these rules besides.")
  private List<String> extendSelect = List.of();

  @Option(
      names = "--ignore",
      split = ",",
      paramLabel = "RULE",
      description = "Do not run these rules.")
  private List<String> ignore = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = Option.NULL_VALUE,
      description = "Fail from this severity upwards: error (default), warning, note or never.")
  private Optional<FailOn> failOn = Optional.empty();

  /** The configuration of each file. */
  Function<Path, ConfigFile> configs() {
    if (isolated) {
      return file -> ConfigFile.NONE;
    }
    var reader = new ConfigReader(Rules.KNOWN);
    if (config.isEmpty()) {
      return new ConfigSearch(reader)::near;
    }
    if (!Files.isRegularFile(Path.of(config))) {
      throw new UsageException("no such configuration file: " + config);
    }
    ConfigFile one = reader.read(Path.of(config));
    return file -> one;
  }

  /** What the command line chooses for every file. */
  Config chosen() {
    for (List<String> words : List.of(select, extendSelect, ignore)) {
      for (String word : words) {
        KnownRules.complaint(word, Rules.KNOWN)
            .ifPresent(
                complaint -> {
                  throw new UsageException(complaint);
                });
      }
    }
    Optional<List<String>> only = select.isEmpty() ? Optional.empty() : Optional.of(select);
    return Config.selecting(new Selection(only, extendSelect, ignore));
  }

  /** The level that fails: the option's, or that of the working directory's configuration. */
  FailOn failOn(Function<Path, ConfigFile> configs) {
    return failOn.or(() -> configs.apply(Path.of("")).failOn()).orElse(FailOn.ERROR);
  }
}

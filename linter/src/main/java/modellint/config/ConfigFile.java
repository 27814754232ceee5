package modellint.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one configuration file says, together with all that it extends.
 *
 * @param directory what its patterns are relative to
 * @param exclude patterns of files that no search picks up
 */
public record ConfigFile(
    Path directory,
    Optional<FailOn> failOn,
    List<Glob> exclude,
    Config config,
    List<Override> overrides) {

  /** Nothing chosen. */
  public static final ConfigFile NONE =
      new ConfigFile(Path.of(""), Optional.empty(), List.of(), Config.DEFAULT, List.of());

  /** Choices for the files that a pattern fits. */
  public record Override(Path directory, List<Glob> files, Config config) {}

  public ConfigFile {
    exclude = List.copyOf(exclude);
    overrides = List.copyOf(overrides);
  }

  /** The choices for one file: the general ones, then every override that fits, in their order. */
  public Config of(Path file) {
    Config result = config;
    for (Override override : overrides) {
      String path = relative(override.directory(), file);
      if (override.files().stream().anyMatch(glob -> glob.matches(path))) {
        result = result.then(override.config());
      }
    }
    return result;
  }

  public boolean excludes(Path file) {
    String path = relative(directory, file);
    return exclude.stream().anyMatch(glob -> glob.matches(path));
  }

  /** This file, then {@code later}, which extends it. */
  ConfigFile then(ConfigFile later) {
    var excluded = new ArrayList<>(exclude);
    excluded.addAll(later.exclude);
    var all = new ArrayList<>(overrides);
    all.addAll(later.overrides);
    return new ConfigFile(
        later.directory, later.failOn.or(() -> failOn), excluded, config.then(later.config), all);
  }

  static String relative(Path directory, Path file) {
    Path base = directory.toAbsolutePath().normalize();
    Path full = file.toAbsolutePath().normalize();
    return (full.startsWith(base) ? base.relativize(full) : full).toString().replace('\\', '/');
  }

  /** The same choices for every file. */
  public static ConfigFile of(Config config) {
    return new ConfigFile(Path.of(""), Optional.empty(), List.of(), config, List.of());
  }
}

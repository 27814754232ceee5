package modellint.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the configuration of each file: the nearest {@code modellint.yaml} above it, up to the root
 * of the repository. The nearest wins alone; files further up count only where it extends them.
 */
public final class ConfigSearch {

  public static final String NAME = "modellint.yaml";

  private final ConfigReader reader;
  private final Map<Path, ConfigFile> found = new HashMap<>();

  public ConfigSearch(ConfigReader reader) {
    this.reader = reader;
  }

  /** The configuration for {@code file}, or {@link ConfigFile#NONE}. */
  public ConfigFile near(Path file) {
    Path full = file.toAbsolutePath().normalize();
    Path start = Files.isDirectory(full) ? full : full.getParent();
    return start == null ? ConfigFile.NONE : of(start);
  }

  private ConfigFile of(Path directory) {
    ConfigFile known = found.get(directory);
    if (known != null) {
      return known;
    }
    Path parent = directory.getParent();
    boolean last = parent == null || Files.exists(directory.resolve(".git"));
    Path candidate = directory.resolve(NAME);
    ConfigFile config = ConfigFile.NONE;
    if (Files.isRegularFile(candidate)) {
      config = reader.read(candidate);
    } else if (parent != null && !last) {
      config = of(parent);
    }
    found.put(directory, config);
    return config;
  }
}

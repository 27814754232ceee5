package modellint.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import modellint.config.Config;
import modellint.config.ConfigFile;

/**
 * What a run is to do beyond its paths.
 *
 * @param configs the configuration that applies to a file
 * @param chosen choices that win over every configuration
 * @param baseline findings accepted before
 * @param baselineFile how the report names the baseline
 * @param forceExclude whether excluded files are left out also where they are named, as hooks need
 * @param progress told of each file before it is read
 * @param verifier runs the models that have findings
 */
public record Plan(
    Function<Path, ConfigFile> configs,
    Config chosen,
    Baseline baseline,
    String baselineFile,
    boolean forceExclude,
    Progress progress,
    Optional<Verifier> verifier) {

  /** Told how far a run has come. */
  public interface Progress {
    void reading(String path, int index, int files);
  }

  /** One configuration for every file, and nothing else. */
  public static Plan of(Config config) {
    return of(file -> ConfigFile.NONE, config);
  }

  /** A configuration for each file, choices over it, and nothing else. */
  public static Plan of(Function<Path, ConfigFile> configs, Config chosen) {
    return new Plan(
        configs, chosen, Baseline.EMPTY, "", false, (path, index, files) -> {}, Optional.empty());
  }

  Config configOf(Path file) {
    return configs.apply(file).of(file).then(chosen);
  }
}

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
 * @param verifier runs the models: to settle findings, or where none are asked for, to measure
 * @param piped what came without a file of its own
 */
public record Plan(
    Function<Path, ConfigFile> configs,
    Config chosen,
    Baseline baseline,
    String baselineFile,
    boolean forceExclude,
    Progress progress,
    Optional<Verifier> verifier,
    Optional<Piped> piped) {

  /** Told how far a run has come. */
  public interface Progress {
    void reading(String path, int index, int files);

    /** The file last read is being run: {@code done} of {@code runs} runs are over. */
    default void running(int done, int runs) {}
  }

  /**
   * A model from standard input.
   *
   * @param file where its bytes lie for the time of the run
   * @param name the file that it stands for: reports name it, and its configuration applies
   */
  public record Piped(Path file, Path name) {}

  /** One configuration for every file, and nothing else. */
  public static Plan of(Config config) {
    return of(file -> ConfigFile.NONE, config);
  }

  /** A configuration for each file, choices over it, and nothing else. */
  public static Plan of(Function<Path, ConfigFile> configs, Config chosen) {
    return new Plan(
        configs,
        chosen,
        Baseline.EMPTY,
        "",
        false,
        (path, index, files) -> {},
        Optional.empty(),
        Optional.empty());
  }

  /** The same, with a model from standard input. */
  public Plan with(Optional<Piped> model) {
    return new Plan(
        configs, chosen, baseline, baselineFile, forceExclude, progress, verifier, model);
  }

  /** The same, with what runs the models, and who is told of it. */
  public Plan running(Optional<Verifier> runner, Progress told) {
    return new Plan(configs, chosen, baseline, baselineFile, forceExclude, told, runner, piped);
  }

  /** The file that {@code file} stands for: itself, but for what was piped. */
  Path nameOf(Path file) {
    return piped.filter(it -> it.file().equals(file)).map(Piped::name).orElse(file);
  }

  Config configOf(Path file) {
    Path name = nameOf(file);
    return configs.apply(name).of(name).then(chosen);
  }
}

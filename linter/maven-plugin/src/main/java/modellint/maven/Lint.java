package modellint.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import modellint.cli.Cli;
import modellint.cli.Console;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the goals share: where the models are, and one run of the command line over them. */
abstract class Lint extends AbstractMojo {

  /** Skips the goal. */
  @Parameter(property = "modellint.skip", defaultValue = "false")
  boolean skip;

  /**
   * Files, directories and patterns. Without any, the ONNX files and Java sources under {@code
   * src/main} are checked, where there are some.
   */
  @Parameter(property = "modellint.paths")
  List<String> paths = List.of();

  /** A configuration to use in place of the nearest {@code modellint.yaml}. */
  @Parameter(property = "modellint.config")
  File config = NOT_GIVEN;

  /** Findings that were accepted before, as {@code modellint baseline create} writes them. */
  @Parameter(property = "modellint.baseline")
  File baseline = NOT_GIVEN;

  @Parameter(defaultValue = "${project.basedir}", readonly = true, required = true)
  File basedir = NOT_GIVEN;

  private static final File NOT_GIVEN = new File("");

  /** How a run ended: its exit code, and its report by lines. */
  record Ended(int exitCode, List<String> lines) {}

  /** Runs {@code modellint check} with {@code options}; its complaints go to the log. */
  Ended check(List<String> options) throws MojoExecutionException {
    var arguments = new ArrayList<>(List.of("check"));
    arguments.addAll(options);
    addFile(arguments, "--config", config);
    addFile(arguments, "--baseline", baseline);
    String files = "";
    if (paths.isEmpty()) {
      // By name: a module without models is none that was forgotten.
      files = String.join("\0", sources());
      arguments.add("--files-from=-");
    } else {
      arguments.add("--");
      paths.stream().map(path -> basedir.toPath().resolve(path).toString()).forEach(arguments::add);
    }
    var out = new StringWriter();
    var err = new StringWriter();
    var console =
        new Console(
            new ByteArrayInputStream(files.getBytes(UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            false,
            false);
    int exitCode = new Cli(console).run(arguments.toArray(String[]::new));
    err.toString().lines().forEach(getLog()::warn);
    if (exitCode == 2) {
      throw new MojoExecutionException("ModelLint could not run; the reason stands above.");
    }
    return new Ended(exitCode, out.toString().lines().toList());
  }

  private static void addFile(List<String> arguments, String option, File file) {
    if (!file.getPath().isEmpty()) {
      arguments.add(option + "=" + file);
    }
  }

  private List<String> sources() {
    Path main = basedir.toPath().resolve("src/main");
    if (!Files.isDirectory(main)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(main)) {
      return files
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .filter(file -> file.endsWith(".onnx") || file.endsWith(".java"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

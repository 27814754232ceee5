package modellint.maven;

import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Checks the models of a module and fails the build on findings, and on what could not be checked:
 * nothing is green because it could not be read.
 */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VERIFY, threadSafe = true)
public final class CheckMojo extends Lint {

  /** The severity that fails the build: error (the default), warning, note or never. */
  @Parameter(property = "modellint.failOn")
  String failOn = "";

  /** Reports to write besides, each as {@code FORMAT:FILE}. */
  @Parameter(property = "modellint.outputs")
  List<String> outputs = List.of();

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("ModelLint is skipped.");
      return;
    }
    var options = new ArrayList<>(List.of("--output=text"));
    outputs.forEach(output -> options.add("--output=" + output));
    if (!failOn.isEmpty()) {
      options.add("--fail-on=" + failOn);
    }
    Ended ended = check(options);
    switch (ended.exitCode()) {
      case 0 -> ended.lines().forEach(getLog()::info);
      case 1 -> fail(ended, "ModelLint found what will keep a model from training.");
      case 3 -> fail(ended, "ModelLint could not check everything.");
      default -> throw new MojoExecutionException("ModelLint ended with " + ended.exitCode());
    }
  }

  private void fail(Ended ended, String message) throws MojoFailureException {
    ended.lines().forEach(getLog()::error);
    throw new MojoFailureException(message);
  }
}

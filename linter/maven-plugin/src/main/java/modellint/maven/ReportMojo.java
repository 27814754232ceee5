package modellint.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Writes the HTML report of a module's models. Findings do not fail the build. */
@Mojo(name = "report", threadSafe = true)
public final class ReportMojo extends Lint {

  /** Where the report goes. */
  @Parameter(
      property = "modellint.report",
      defaultValue = "${project.build.directory}/modellint.html",
      required = true)
  File report = new File("modellint.html");

  @Override
  public void execute() throws MojoExecutionException {
    if (skip) {
      getLog().info("ModelLint is skipped.");
      return;
    }
    try {
      Files.createDirectories(report.toPath().toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new MojoExecutionException("cannot write " + report, e);
    }
    check(List.of("--fail-on=never", "--output=html:" + report));
    getLog().info("ModelLint wrote " + report);
  }
}

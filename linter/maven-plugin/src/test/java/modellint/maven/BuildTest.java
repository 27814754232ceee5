package modellint.maven;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A project of somebody else's, built by Maven itself with the plugin of this checkout. */
@Tag("oracle")
@DisabledOnOs(OS.WINDOWS)
class BuildTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  @TempDir Path temp;

  private Path project;

  @BeforeEach
  void an_installed_plugin_and_a_project_that_uses_it() throws Exception {
    project = Files.createDirectories(temp.resolve("project"));
    String install =
        maven(ROOT, "-q", "-Dmaven.test.skip=true", "-pl", "linter/maven-plugin", "-am", "install");
    Path installed = temp.resolve("repository/dev/modellint/modellint-maven-plugin");
    assertTrue(Files.isDirectory(installed), install);
    Files.writeString(
        project.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>example</groupId>
          <artifactId>tiny</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          <build>
            <plugins>
              <plugin>
                <groupId>dev.modellint</groupId>
                <artifactId>modellint-maven-plugin</artifactId>
                <version>0.1.0-SNAPSHOT</version>
                <executions>
                  <execution>
                    <goals>
                      <goal>check</goal>
                    </goals>
                  </execution>
                </executions>
              </plugin>
            </plugins>
          </build>
        </project>
        """);
  }

  @Test
  void verify_fails_on_a_bad_model_and_passes_without_it() throws Exception {
    Path bad = project.resolve("src/main/resources/bad.onnx");
    Files.createDirectories(bad.getParent());
    Files.copy(ROOT.resolve("fixtures/ML203-non-finite-weights/speaks/nan.onnx"), bad);

    String failed = maven(project, "verify");
    assertTrue(failed.contains("[ERROR] error[ML203]"), failed);
    assertTrue(failed.contains("BUILD FAILURE"), failed);

    String report = maven(project, "dev.modellint:modellint-maven-plugin:report");
    assertTrue(report.contains("BUILD SUCCESS"), report);
    assertTrue(Files.readString(project.resolve("target/modellint.html")).contains("ML203"));

    Files.delete(bad);
    String passed = maven(project, "verify");
    assertTrue(passed.contains("BUILD SUCCESS"), passed);
  }

  /** Installs and looks up beside the user's own repository, which is only read. */
  private String maven(Path directory, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of(ROOT.resolve("mvnw").toString(), "-B"));
    command.add("-Dmaven.repo.local=" + temp.resolve("repository"));
    command.add(
        "-Dmaven.repo.local.tail=" + Path.of(System.getProperty("user.home"), ".m2/repository"));
    command.addAll(List.of(arguments));
    Path log = temp.resolve("log");
    new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start()
        .waitFor();
    return Files.readString(log);
  }
}

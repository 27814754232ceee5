package modellint.maven;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MojoTest {

  private static final Path FIXTURES = Path.of("").toAbsolutePath().resolve("../../fixtures");

  @TempDir Path project;

  private final CheckMojo check = new CheckMojo();

  @BeforeEach
  void a_project() {
    check.basedir = project.toFile();
  }

  @Test
  void a_module_without_models_passes() {
    assertDoesNotThrow(check::execute);
  }

  @Test
  void a_bad_model_among_the_resources_fails_the_build() throws IOException {
    add("ML203-non-finite-weights/speaks/nan.onnx", "src/main/resources/bad.onnx");

    assertThrows(MojoFailureException.class, check::execute);
  }

  @Test
  void what_cannot_be_read_fails_the_build() throws IOException {
    Files.createDirectories(project.resolve("src/main/resources"));
    Files.writeString(project.resolve("src/main/resources/broken.onnx"), "no model");

    assertThrows(MojoFailureException.class, check::execute);
  }

  @Test
  void a_level_of_never_reports_and_passes() throws IOException {
    add("ML203-non-finite-weights/speaks/nan.onnx", "src/main/resources/bad.onnx");
    check.failOn = "never";
    Path json = project.resolve("report.json");
    check.outputs = List.of("json:" + json);

    assertDoesNotThrow(check::execute);
    assertTrue(Files.readString(json).contains("ML203"));
  }

  @Test
  void a_path_that_is_not_there_is_an_error_of_the_configuration() {
    check.paths = List.of("models");

    assertThrows(MojoExecutionException.class, check::execute);
  }

  @Test
  void a_skipped_goal_reads_nothing() {
    check.paths = List.of("models");
    check.skip = true;

    assertDoesNotThrow(check::execute);
  }

  @Test
  void the_report_is_written_and_fails_nothing() throws Exception {
    add("ML203-non-finite-weights/speaks/nan.onnx", "models/bad.onnx");
    var report = new ReportMojo();
    report.basedir = project.toFile();
    report.paths = List.of("models");
    report.report = project.resolve("target/deep/report.html").toFile();

    report.execute();

    assertEquals(
        "<!DOCTYPE html>", Files.readString(report.report.toPath()).lines().toList().get(0));
  }

  private void add(String fixture, String name) throws IOException {
    Files.createDirectories(project.resolve(name).getParent());
    Files.copy(FIXTURES.resolve(fixture), project.resolve(name));
  }
}

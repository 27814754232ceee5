package modellint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model on standard input is checked as the file that it stands for. */
class PipedTest {

  private static final Path NAN =
      Path.of("..", "fixtures", "ML203-non-finite-weights", "speaks", "nan.onnx");
  private static final Path TOWER = Path.of("..", "fixtures", "examples", "Tower.java");

  @TempDir Path folder;

  @Test
  void an_onnx_file_may_be_piped() throws IOException {
    Ran run = Ran.with(Files.readAllBytes(NAN), false, "check", "--output", "concise", "-");

    assertEquals(1, run.code(), run.err());
    assertTrue(run.out().startsWith("stdin.onnx :: /fc2: error[ML203]"), run.out());
  }

  @Test
  void a_source_file_may_be_piped_under_its_name() throws IOException {
    Ran run =
        Ran.with(
            Files.readAllBytes(TOWER),
            false,
            "check",
            "--output",
            "concise",
            "--stdin-filename",
            "src/Tower.java",
            "-");

    assertEquals(1, run.code(), run.err());
    assertTrue(run.out().startsWith("src/Tower.java:21:"), run.out());
  }

  @Test
  void the_configuration_is_that_of_the_place_it_stands_for() throws IOException {
    Files.writeString(folder.resolve("modellint.yaml"), "ignore: ML203\n");
    String name = folder.resolve("models/nan.onnx").toString();

    Ran run = Ran.with(Files.readAllBytes(NAN), false, "check", "--stdin-filename", name, "-");

    assertEquals(0, run.code(), run.out());
  }

  @Test
  void what_is_no_model_is_not_checked() {
    Ran run = Ran.with("hello".getBytes(StandardCharsets.UTF_8), false, "check", "-");

    assertEquals(3, run.code(), run.out());
  }

  @Test
  void a_layer_table_is_shown_of_it_too() throws IOException {
    Ran run = Ran.with(Files.readAllBytes(NAN), false, "inspect", "-");

    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("stdin.onnx"), run.out());
  }

  @Test
  void one_stream_is_not_both_a_model_and_a_list_of_files() {
    Ran run = Ran.of("check", "--files-from", "-", "-");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("cannot be both"), run.err());
  }
}

package modellint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import modellint.report.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "modellint",
        "check",
        "inspect",
        "rule",
        "baseline",
        "config",
        "convert",
        "doctor",
        "export"
      })
  void help_says_it_all(String command) {
    Ran run = command.equals("modellint") ? Ran.of("--help") : Ran.of(command, "--help");

    assertEquals(0, run.code());
    Golden.check("help." + command, run.out());
  }

  @Test
  void the_version_stands_alone() {
    Ran run = Ran.of("--version");

    assertEquals(0, run.code());
    assertTrue(run.out().matches("modellint \\S+\n"), run.out());
  }

  @Test
  void no_argument_is_no_success() {
    Ran run = Ran.of();

    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("Exit codes:"));
  }

  @Test
  void an_unknown_option_is_refused_with_a_suggestion() {
    Ran run = Ran.of("check", "--fial-on=error", ".");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("did you mean --fail-on?"), run.err());
  }

  @Test
  void an_unknown_rule_is_refused() {
    Ran run = Ran.of("rule", "ML9999");

    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("modellint: unknown rule: ML9999"), run.err());
  }

  @Test
  void an_unknown_format_is_refused_with_a_suggestion() {
    Ran run = Ran.of("--output", "jsn", ".");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("did you mean json?"), run.err());
  }

  @Test
  void a_command_misspelt_is_recognised() {
    Ran run = Ran.of("chek", ".");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("did you mean check?"), run.err());
  }

  @Test
  void a_missing_path_is_refused() {
    Ran run = Ran.of(folder.resolve("absent.onnx").toString());

    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("modellint: no such file or directory"), run.err());
  }

  @Test
  void a_directory_without_models_says_so() {
    Ran run = Ran.of("check", folder.toString());

    assertEquals(3, run.code());
    assertTrue(run.out().contains("no model was found here"), run.out());
    assertTrue(
        run.out().endsWith("0 errors, 0 warnings, 0 notes in 0 models, 1 not checked\n"),
        run.out());
  }

  @Test
  void an_empty_list_of_files_is_clean() {
    assertEquals(0, Ran.of("check", "--files-from", "-").code());
  }

  @Test
  void a_list_of_files_may_be_separated_by_lines_or_nul() throws IOException {
    Files.createDirectories(folder.resolve("a b"));
    String path = folder.resolve("a b").toString();

    assertEquals(1, notChecked(Ran.with(path + "\r\n\n", false, "check", "--files-from", "-")));
    assertEquals(1, notChecked(Ran.with(path + "\0", false, "check", "--files-from", "-")));
  }

  @Test
  void a_report_that_cannot_be_delivered_is_an_error() {
    var full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("no space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    var console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintWriter(full),
            new PrintWriter(new StringWriter()),
            false,
            false,
            false);

    assertEquals(2, new Cli(console).run("check", "--files-from", "-"));
  }

  private static long notChecked(Ran run) {
    return run.out().lines().filter(line -> line.contains(": not checked: ")).count();
  }
}

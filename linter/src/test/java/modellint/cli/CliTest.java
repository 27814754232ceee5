package modellint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
  @ValueSource(strings = {"modellint", "check", "inspect", "rule"})
  void help_says_it_all(String command) {
    Run run = command.equals("modellint") ? run("", "--help") : run("", command, "--help");

    assertEquals(0, run.code());
    Golden.check("help." + command, run.out());
  }

  @Test
  void the_version_stands_alone() {
    Run run = run("", "--version");

    assertEquals(0, run.code());
    assertTrue(run.out().matches("modellint \\S+\n"), run.out());
  }

  @Test
  void no_argument_is_no_success() {
    Run run = run("");

    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("Exit codes:"));
  }

  @Test
  void an_unknown_option_is_refused_with_a_suggestion() {
    Run run = run("", "check", "--fial-on=error", ".");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("did you mean --fail-on?"), run.err());
  }

  @Test
  void an_unknown_rule_is_refused() {
    Run run = run("", "rule", "ML9999");

    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("modellint: unknown rule: ML9999"), run.err());
  }

  @Test
  void an_unknown_format_is_refused_with_a_suggestion() {
    Run run = run("", "--output", "jsn", ".");

    assertEquals(2, run.code());
    assertTrue(run.err().contains("did you mean json?"), run.err());
  }

  @Test
  void a_missing_path_is_refused() {
    Run run = run("", folder.resolve("absent.onnx").toString());

    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("modellint: no such file or directory"), run.err());
  }

  @Test
  void a_directory_without_models_says_so() {
    Run run = run("", "check", folder.toString());

    assertEquals(3, run.code());
    assertTrue(run.out().contains("no model was found here"), run.out());
    assertTrue(
        run.out().endsWith("0 errors, 0 warnings, 0 notes in 0 models, 1 not checked\n"),
        run.out());
  }

  @Test
  void an_empty_list_of_files_is_clean() {
    assertEquals(0, run("", "check", "--files-from", "-").code());
  }

  @Test
  void a_list_of_files_may_be_separated_by_lines_or_nul() throws IOException {
    Files.createDirectories(folder.resolve("a b"));
    String path = folder.resolve("a b").toString();

    assertEquals(1, notChecked(run(path + "\r\n\n", "check", "--files-from", "-")));
    assertEquals(1, notChecked(run(path + "\0", "check", "--files-from", "-")));
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

  private static long notChecked(Run run) {
    return run.out().lines().filter(line -> line.contains(": not checked: ")).count();
  }

  private record Run(int code, String out, String err) {}

  private static Run run(String input, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var console =
        new Console(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            false,
            false);
    int code = new Cli(console).run(arguments);
    return new Run(code, out.toString(), err.toString());
  }
}

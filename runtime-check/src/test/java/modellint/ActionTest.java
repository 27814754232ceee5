package modellint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script of the GitHub Action, and the words between it and {@code action.yml}. */
@DisabledOnOs(OS.WINDOWS)
class ActionTest {

  private static final String SCRIPT = Shell.ROOT.resolve(".ci/action").toString();

  @TempDir Path temp;

  private Shell shell;

  @BeforeEach
  void a_runner_with_a_launcher_that_tells_its_arguments() throws IOException {
    Path launcher =
        Shell.script(
            temp.resolve("bin/modellint"),
            List.of(
                "printf '<%s>\\n' \"$@\"",
                "for it; do case $it in markdown:*) echo '## text' >\"${it#markdown:}\" ;; esac; done",
                "exit \"${CODE:-0}\""));
    shell =
        new Shell(
            temp,
            Map.of(
                "MODELLINT_LAUNCHER",
                launcher.toString(),
                "GITHUB_STEP_SUMMARY",
                temp.resolve("summary").toString(),
                "GITHUB_OUTPUT",
                temp.resolve("output").toString()));
  }

  @Test
  void lists_have_one_entry_a_line_and_nothing_in_them_is_run() throws Exception {
    Shell.Run run =
        shell
            .with("MODELLINT_PATHS", "a b.onnx\n\n$(touch x)\n-c;`touch y`")
            .with("MODELLINT_ARGS", "--select\nML1")
            .with("MODELLINT_SARIF", "out file.sarif")
            .run(SCRIPT);

    assertTrue(
        run.out()
            .endsWith(
                "<--output>\n<sarif:out file.sarif>\n<--select>\n<ML1>\n<-->\n"
                    + "<a b.onnx>\n<$(touch x)>\n<-c;`touch y`>\n"),
        run.out());
    assertTrue(Files.notExists(temp.resolve("x")) && Files.notExists(temp.resolve("y")));
  }

  @Test
  void the_summary_the_output_and_the_exit_code_are_handed_on() throws Exception {
    Shell.Run run = shell.with("CODE", "3").run(SCRIPT);

    assertEquals(3, run.exit());
    assertEquals("## text\n", Files.readString(temp.resolve("summary")));
    assertEquals("exit-code=3\n", Files.readString(temp.resolve("output")));
  }

  @Test
  void a_run_without_a_report_says_so_in_the_summary() throws Exception {
    Path broken = Shell.script(temp.resolve("bin/broken"), List.of("exit 2"));

    assertEquals(2, shell.with("MODELLINT_LAUNCHER", broken.toString()).run(SCRIPT).exit());
    assertTrue(Files.readString(temp.resolve("summary")).contains("ended with 2"));
  }

  @Test
  @Tag("oracle")
  void a_bad_model_is_annotated_summed_up_and_fails_the_step() throws Exception {
    Path model = Shell.ROOT.resolve("fixtures/ML203-non-finite-weights/speaks/nan.onnx");
    Files.copy(model, temp.resolve("nan.onnx"));

    Shell.Run run =
        shell
            .with("MODELLINT_LAUNCHER", Shell.ROOT.resolve("modellint").toString())
            .with("MODELLINT_SARIF", "out.sarif")
            .with("MODELLINT_HTML", "out.html")
            .run(SCRIPT);

    assertEquals(1, run.exit(), run.toString());
    assertTrue(run.out().contains("::error file=nan.onnx"), run.out());
    assertTrue(Files.readString(temp.resolve("summary")).contains("ML203"));
    assertTrue(Files.readString(temp.resolve("out.sarif")).contains("ML203"));
    assertTrue(Files.readString(temp.resolve("out.html")).contains("ML203"));
  }

  @Test
  void every_variable_of_the_action_is_one_that_the_script_reads() throws IOException {
    String action = Files.readString(Shell.ROOT.resolve("action.yml"));
    String script = Files.readString(Path.of(SCRIPT));
    Matcher variable =
        Pattern.compile("(MODELLINT_[A-Z_]+): \\$\\{\\{ inputs\\.([a-z-]+) }}").matcher(action);
    int found = 0;
    for (; variable.find(); found++) {
      assertTrue(script.contains("${" + variable.group(1) + ":-"), variable.group(1));
      assertTrue(action.contains("\n  " + variable.group(2) + ":\n"), variable.group(2));
    }

    assertEquals(5, found);
    assertTrue(
        Pattern.compile("uses: (?![a-z/-]+@[0-9a-f]{40} # v)").matcher(action).results().count()
            == 0,
        "every action of others is pinned to a commit");
    assertTrue(!action.substring(action.indexOf("run: ")).contains("${{"), "no input in a script");
  }
}

package modellint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs over a real file. A suppression that hides nothing is the finding they need. */
class RunTest {

  private static final String UNUSED = "suppress: [{rules: ML0, reason: to have a finding}]\n";

  @TempDir Path folder;

  private String model = "";

  @BeforeEach
  void a_model() throws IOException {
    model = TinyModel.write(folder.resolve("models/tiny.onnx")).toString();
  }

  @Test
  void a_healthy_model_is_clean() {
    Ran run = Ran.of("check", model);

    assertEquals(0, run.code(), run.out() + run.err());
    assertTrue(
        run.out().endsWith("0 errors, 0 warnings, 0 notes in 1 model, 0 not checked\n"), run.out());
  }

  @Test
  void quiet_prints_nothing_where_there_is_nothing_to_say() throws IOException {
    assertEquals("", Ran.of("check", "--quiet", model).out());

    config(UNUSED);
    assertTrue(Ran.of("check", "--quiet", model).out().contains("ML001"));
  }

  @Test
  void the_level_that_fails_is_apart_from_the_level_that_is_shown() throws IOException {
    config(UNUSED);

    assertEquals(0, Ran.of("check", model).code());
    assertEquals(1, Ran.of("check", "--fail-on", "warning", model).code());
    assertFalse(Ran.of("check", "--severity", "error", model).out().contains("ML001"));
    Ran both = Ran.of("check", "--severity", "error", "--fail-on", "warning", model);
    assertEquals(1, both.code());
    assertTrue(both.out().contains("ML001"), "what fails is always shown");
  }

  @Test
  void the_configuration_can_set_the_level_and_the_command_line_wins() throws IOException {
    config(UNUSED + "fail-on: warning\n");
    String file = folder.resolve("modellint.yaml").toString();

    assertEquals(1, Ran.of("check", "--config", file, model).code());
    assertEquals(0, Ran.of("check", "--config", file, "--fail-on", "never", model).code());
    assertEquals(0, Ran.of("check", "--isolated", "--fail-on", "warning", model).code());
  }

  @Test
  void a_wrong_configuration_stops_the_run() throws IOException {
    config("ignroe: [ML1]\n");
    Ran run = Ran.of("check", model);

    assertEquals(2, run.code());
    assertEquals("", run.out());
    assertTrue(run.err().contains("modellint.yaml:1: unknown key ignroe; did you mean ignore?"));
  }

  @Test
  void an_unknown_rule_on_the_command_line_stops_the_run() {
    assertEquals(2, Ran.of("check", "--select", "ML0,QQ1", model).code());
    assertEquals(0, Ran.of("check", "--ignore", "ML0", model).code());
  }

  @Test
  void excluded_files_are_left_out_by_search_and_by_force() throws IOException {
    config("exclude: [\"models/**\"]\n");

    assertEquals(3, Ran.of("check", folder.toString()).code());
    assertTrue(Ran.of("check", model).out().contains("in 1 model"));
    Ran forced = Ran.of("check", "--force-exclude", model);
    assertEquals(0, forced.code());
    assertTrue(forced.out().contains("in 0 models"));
  }

  @Test
  void what_a_model_says_of_itself_is_heard() throws IOException {
    TinyModel.write(Path.of(model), "ML0: old; ML001");
    String out = Ran.of("check", "--output", "text", model).out();

    assertTrue(out.contains("the suppression of ML0 hides nothing"), out);
    assertTrue(out.contains("the suppression of ML001 states no reason"), out);
  }

  @Test
  void several_outputs_come_from_one_run() throws IOException {
    Path json = folder.resolve("run.json");
    Path sarif = folder.resolve("run.sarif");
    Ran run = Ran.of("check", "--output", "json:" + json, "--output", "sarif:" + sarif, model);

    assertEquals(0, run.code());
    assertTrue(run.out().contains("in 1 model"), "standard output still has a text");
    assertEquals(Ran.of("check", "--output", "json", model).out(), Files.readString(json));
    assertEquals(
        Ran.of("convert", json.toString(), "--output", "sarif").out(), Files.readString(sarif));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(3, files.count(), "no draft is left behind");
    }
  }

  @Test
  void an_output_that_cannot_be_written_is_an_error_and_the_findings_are_still_shown()
      throws IOException {
    config(UNUSED);
    Ran run = Ran.of("check", "--output", "json:" + folder.resolve("absent/run.json"), model);

    assertEquals(2, run.code());
    assertTrue(run.out().contains("ML001"), run.out());
    assertTrue(run.err().contains("cannot read or write"), run.err());
    assertEquals(2, Ran.of("check", "--output", "json:" + folder, model).code());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_device_is_written_to_and_not_replaced() {
    assertEquals(0, Ran.of("check", "--output", "json:/dev/null", model).code());
    assertFalse(Files.isRegularFile(Path.of("/dev/null")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_report_may_be_read_by_whom_any_new_file_may() throws IOException {
    Path plain = Files.createFile(folder.resolve("plain"));
    Path report = folder.resolve("report.html");

    assertEquals(0, Ran.of("check", "--output", "html:" + report, model).code());
    assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(report));
  }

  @Test
  void a_terminal_gets_the_full_text_and_a_pipe_the_concise_one() throws IOException {
    config(UNUSED);

    assertTrue(Ran.with("", true, "check", model).out().contains("= help"));
    assertFalse(Ran.with("", false, "check", model).out().contains("= help"));
    assertTrue(Ran.of("check", "--output", "text", model).out().contains("= help"));
  }

  @Test
  void a_baseline_accepts_what_is_there_and_notices_what_is_gone() throws IOException {
    config(UNUSED);
    String baseline = folder.resolve("base.json").toString();

    assertEquals(2, Ran.of("check", "--baseline", baseline, model).code());
    assertEquals(0, Ran.of("baseline", "create", "--baseline", baseline, model).code());
    assertEquals("[]\n", Files.readString(Path.of(baseline)), "a run's own findings stay out");

    String entry = "[{\"path\":\"gone.onnx\",\"rule\":\"ML101\",\"node\":\"\",\"count\":1}]";
    Files.writeString(Path.of(baseline), entry);
    assertTrue(Ran.of("check", "--baseline", baseline, model).out().contains("ML002"));
    assertEquals(0, Ran.of("baseline", "prune", "--baseline", baseline, model).code());
    assertEquals("[]\n", Files.readString(Path.of(baseline)));
    Files.writeString(Path.of(baseline), "nonsense");
    assertEquals(2, Ran.of("check", "--baseline", baseline, model).code());
  }

  @Test
  void inspect_shows_the_layers() {
    Ran run = Ran.of("inspect", model);

    assertEquals(0, run.code());
    assertTrue(run.out().contains("MatMul"), run.out());
    assertTrue(Ran.of("inspect", "--output", "json", model).out().contains("\"layers\""));
  }

  @Test
  void inspect_says_where_there_is_nothing_to_show() throws IOException {
    Path source = folder.resolve("Plain.java");
    Files.writeString(source, "class Plain {}\n");
    Ran run = Ran.of("inspect", source.toString());

    assertEquals(0, run.code(), run.err());
    assertEquals("", run.out());
    assertEquals("modellint: there is no model in what was named\n", run.err());
  }

  @Test
  void a_report_of_something_else_is_refused() throws IOException {
    Path other = Files.writeString(folder.resolve("x.json"), "{}");

    assertEquals(2, Ran.of("convert", other.toString()).code());
    assertEquals(2, Ran.of("convert", "absent.json").code());
    assertTrue(Ran.of("convert", "--schema").out().contains("\"schemaVersion\""));
  }

  @Test
  void a_first_configuration_is_written_once() throws IOException {
    assertEquals(0, Ran.of("config", "init", folder.toString()).code());
    assertEquals(2, Ran.of("config", "init", folder.toString()).code());
    assertTrue(Ran.of("config", "show", model).out().startsWith("fail-on: error\n"));
    assertTrue(Ran.of("config", "schema").out().contains("extend-select"));
  }

  @Test
  void what_is_not_the_report_goes_to_the_error_stream() throws IOException {
    config(UNUSED);
    Ran plain = Ran.of("check", model);
    Ran run = Ran.of("check", "--statistics", "--profile", model);

    assertEquals(plain.out(), run.out());
    assertTrue(run.err().contains("1  ML001 unused-suppression"), run.err());
    assertTrue(run.err().contains("ms  read "), run.err());
  }

  @Test
  void every_shell_gets_a_script() {
    for (String shell : List.of("bash", "zsh", "fish")) {
      assertTrue(Ran.of("completion", shell).out().contains("modellint"), shell);
    }
    assertEquals(2, Ran.of("completion", "tcsh").code());
  }

  @Test
  void the_doctor_names_no_place_on_this_machine() {
    Ran run = Ran.of("doctor", "--isolated");

    assertEquals(0, run.code());
    assertTrue(run.out().contains("java  "), run.out());
    assertFalse(run.out().contains(System.getProperty("user.home") + "/"), run.out());
  }

  private void config(String yaml) throws IOException {
    Files.writeString(folder.resolve("modellint.yaml"), yaml);
  }
}

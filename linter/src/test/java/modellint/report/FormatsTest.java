package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import modellint.config.FailOn;
import modellint.engine.Report;
import modellint.engine.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatsTest {

  static java.util.List<String> names() {
    return Formats.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_format_writes_a_full_report_as_expected(String name) throws IOException {
    Golden.check("full." + name, written(name, Samples.FULL));
  }

  @ParameterizedTest
  @MethodSource("names")
  void every_format_has_a_form_for_nothing_found(String name) throws IOException {
    Golden.check("empty." + name, written(name, Samples.EMPTY));
  }

  @ParameterizedTest
  @MethodSource("names")
  void no_format_lets_a_name_reach_the_terminal(String name) throws IOException {
    String text = written(name, Samples.FULL);

    assertTrue(
        text.codePoints().noneMatch(c -> c != '\n' && SafeText.isUnsafe(c)),
        "raw control in " + name);
    assertEquals(0, text.lines().filter(line -> line.startsWith("::error file=x")).count());
  }

  @Test
  void a_terminal_gets_colour() throws IOException {
    var out = new StringWriter();
    Formats.named("text", Ink.ANSI).orElseThrow().write(Samples.FULL, FailOn.ERROR, out);

    Golden.check("full.ansi", out.toString().replace("\u001b", "ESC"));
  }

  @Test
  void the_layer_table_is_aligned() throws IOException {
    var out = new StringWriter();
    Formats.layerTable().write(Samples.FULL, FailOn.ERROR, out);

    Golden.check("full.table", out.toString());
  }

  @Test
  void markdown_has_no_column_for_runs_that_nobody_asked_for() throws IOException {
    Report unrun = Samples.FULL.showing(it -> it.verdict() == Verdict.STATIC);

    assertTrue(written("markdown", Samples.FULL).contains("| fix | run |"));
    String text = written("markdown", unrun);
    assertTrue(text.contains("| fix |\n|---|---|---|---|---|---|\n"), text);
    assertEquals(0, text.lines().filter(line -> line.contains("| static |")).count());
  }

  static String written(String format, Report report) throws IOException {
    var out = new StringWriter();
    Formats.named(format, Ink.PLAIN).orElseThrow().write(report, FailOn.ERROR, out);
    return out.toString();
  }
}

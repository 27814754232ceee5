package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modellint.config.Config;
import modellint.config.FailOn;
import modellint.config.Selection;
import modellint.config.Suppression;
import modellint.graph.Estimate;
import modellint.graph.Graph;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.rule.Finding;
import modellint.rule.Fix;
import modellint.rule.Measure;
import modellint.rule.Rule;
import modellint.rule.RuleInfo;
import modellint.rule.Severity;
import modellint.rule.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinterTest {

  @TempDir Path folder;

  @Test
  void findings_stand_under_the_name_of_their_file() throws IOException {
    file("good.onnx");
    Report report = lint(List.of(new Grumbling()), folder);

    assertEquals(1, report.models().size());
    assertTrue(report.findings().get(0).path().endsWith("good.onnx"));
    assertEquals(Outcome.FINDINGS, report.outcome(FailOn.ERROR));
  }

  @Test
  void an_unreadable_file_hides_no_other() throws IOException {
    file("a-broken.onnx");
    file("good.onnx");
    file("z-crash.onnx");
    Report report = lint(List.of(new Grumbling()), folder);

    assertEquals(1, report.findings().size());
    assertEquals(
        List.of(NotChecked.Kind.UNREADABLE, NotChecked.Kind.CRASH),
        report.notChecked().stream().map(NotChecked::kind).toList());
  }

  @Test
  void a_rule_that_fails_is_reported_and_hides_no_other() throws IOException {
    file("good.onnx");
    Report report = lint(List.of(new Failing(), new FailingToo(), new Grumbling()), folder);

    assertEquals(1, report.findings().size());
    NotChecked failure = report.notChecked().get(0);
    assertEquals(NotChecked.Kind.CRASH, failure.kind());
    assertTrue(
        failure.reason().startsWith("ML998 failed: internal error, IllegalStateException: one"),
        failure.reason());
    assertEquals(2, report.notChecked().size());
  }

  @Test
  void a_run_in_which_only_a_rule_failed_is_not_clean() throws IOException {
    file("good.onnx");

    assertEquals(Outcome.INCOMPLETE, lint(List.of(new Failing()), folder).outcome(FailOn.ERROR));
  }

  @Test
  void a_rule_that_is_not_selected_stays_silent() throws IOException {
    file("good.onnx");
    var config = Config.selecting(new Selection(Optional.empty(), List.of(), List.of("ML99")));

    assertEquals(List.of(), lint(config).findings());
  }

  @Test
  void a_suppression_hides_what_it_names_and_nothing_else() throws IOException {
    file("good.onnx");

    assertEquals(List.of(), rulesOf(lint(suppressing("ML997", "accepted"))));
    assertEquals(List.of(), rulesOf(lint(suppressing("grumbling", "accepted"))));
    assertEquals(List.of("ML997", "ML001"), rulesOf(lint(suppressing("ML1", "accepted"))));
    assertEquals(List.of("ML997", "ML001"), rulesOf(lint(suppressing("ML997", " "))));
  }

  private static Config suppressing(String rule, String reason) {
    var suppression =
        new Suppression(
            List.of(rule),
            List.of(),
            List.of(),
            reason,
            new Suppression.Origin("modellint.yaml", 3),
            Optional.empty());
    return new Config(
        Selection.ALL, Map.of(), Map.of(), Map.of(), Training.UNKNOWN, List.of(suppression));
  }

  private Report lint(Config config) {
    return new Linter(Plan.of(config), List.of(new ByName()), List.of(new Grumbling()))
        .lint(List.of(folder.toString()));
  }

  private static List<String> rulesOf(Report report) {
    return report.findings().stream().map(Reported::rule).toList();
  }

  @Test
  void a_directory_without_a_model_is_not_clean() throws IOException {
    file("readme.md");

    assertEquals(Outcome.INCOMPLETE, lint(List.of(), folder).outcome(FailOn.ERROR));
  }

  @Test
  void a_hook_may_name_a_file_without_a_model() throws IOException {
    file("none.onnx");

    assertEquals(Outcome.CLEAN, lint(List.of(), folder.resolve("none.onnx")).outcome(FailOn.ERROR));
  }

  private void file(String name) throws IOException {
    Files.writeString(folder.resolve(name), "");
  }

  private static Report lint(List<Rule> rules, Path path) {
    return new Linter(Plan.of(Config.DEFAULT), List.of(new ByName()), rules)
        .lint(List.of(path.toString()));
  }

  /** Behaves as the file's name says. */
  private static final class ByName implements FrontEnd {

    @Override
    public boolean claims(Path file) {
      return file.toString().endsWith(".onnx");
    }

    @Override
    public Reading read(Path file, String path) {
      String name = String.valueOf(file.getFileName());
      if (name.contains("broken")) {
        return Reading.failed(path, NotChecked.Kind.UNREADABLE, "cut short");
      }
      if (name.contains("crash")) {
        throw new IllegalStateException("a fault of ours");
      }
      return name.contains("none")
          ? Reading.NOTHING
          : Reading.of(new Model(graph(path), "onnx", List.of()));
    }

    private static Graph graph(String path) {
      return new Graph(
          "main",
          List.of(),
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Set.of(),
          Training.UNKNOWN,
          Map.of(),
          new Place.NodeAt(path, ""));
    }
  }

  @RuleInfo(id = "ML997", severity = Severity.ERROR, summary = "Always", docs = "")
  private static final class Grumbling implements Rule {
    @Override
    public Stream<Finding> check(Subject subject) {
      return Stream.of(
          Finding.of(
              this,
              Severity.ERROR,
              subject.graph().place(),
              "it is never right",
              List.of(new Measure("faults", new Estimate(1, Estimate.Basis.EXACT), 0)),
              Fix.of("none")));
    }
  }

  @RuleInfo(id = "ML998", severity = Severity.ERROR, summary = "Fails", docs = "")
  private static final class Failing implements Rule {
    @Override
    public Stream<Finding> check(Subject subject) {
      throw new IllegalStateException("one");
    }
  }

  @RuleInfo(id = "ML999", severity = Severity.ERROR, summary = "Fails", docs = "")
  private static final class FailingToo implements Rule {
    @Override
    public Stream<Finding> check(Subject subject) {
      throw new IllegalStateException("two");
    }
  }
}

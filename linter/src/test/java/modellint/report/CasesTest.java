package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.config.Config;
import modellint.config.FailOn;
import modellint.engine.Linter;
import modellint.engine.Report;
import modellint.rules.Rules;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fixture directory, linted as a user would: the rule speaks once on each model of {@code
 * speaks} and never on {@code silent} and {@code unknown}. {@code -Dupdate} writes the expected
 * texts anew; then read the difference.
 */
class CasesTest {

  private static final Path FIXTURES = Path.of("..", "fixtures");

  @Test
  void every_rule_has_its_fixtures() throws IOException {
    Set<String> expected =
        Rules.ALL.stream()
            .map(it -> it.info().id() + "-" + it.name())
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        expected,
        rules()
            .map(it -> it.getFileName().toString())
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @TestFactory
  List<DynamicTest> what_each_fixture_must_say() throws IOException {
    return rules()
        .flatMap(rule -> Stream.of("speaks", "silent", "unknown").map(rule::resolve))
        .map(it -> dynamicTest(FIXTURES.relativize(it).toString(), () -> check(it)))
        .toList();
  }

  private static void check(Path folder) throws IOException {
    String id = folder.getParent().getFileName().toString().substring(0, 5);
    List<String> models = models(folder);
    assertFalse(models.isEmpty(), "no model in " + folder);
    Report report = new Linter(Config.DEFAULT).lint(models);
    long spoken = report.findings().stream().filter(it -> it.rule().equals(id)).count();

    assertEquals(folder.endsWith("speaks") ? models.size() : 0, spoken, text(report, folder));
    assertTrue(report.notChecked().isEmpty(), text(report, folder));
    Path expected = folder.resolve("expected.txt");
    if (System.getProperty("update") != null) {
      Files.writeString(expected, text(report, folder));
    }
    assertEquals(Files.readString(expected), text(report, folder));
  }

  private static String text(Report report, Path folder) throws IOException {
    var out = new StringWriter();
    new TextFormat(Ink.PLAIN).write(report, FailOn.ERROR, out);
    return out.toString().replace(folder.toString().replace('\\', '/') + "/", "");
  }

  private static List<String> models(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::toString)
          .filter(it -> it.endsWith(".onnx") || it.endsWith(".java"))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> rules() throws IOException {
    try (Stream<Path> files = Files.list(FIXTURES)) {
      return files
          .filter(it -> it.getFileName().toString().startsWith("ML"))
          .sorted()
          .toList()
          .stream();
    }
  }
}

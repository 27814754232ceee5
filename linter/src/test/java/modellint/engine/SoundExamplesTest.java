package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.config.Config;
import modellint.rule.Severity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Definitions as each library's own examples have them, of those that train: all are read, and none
 * gets more than a note.
 */
class SoundExamplesTest {

  private static final Path FOLDER = Path.of("..", "fixtures", "sound");
  private static final int EACH = 5;

  @TestFactory
  List<DynamicTest> what_trains_gets_no_error() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .sorted()
          .map(it -> dynamicTest(it.getFileName().toString(), () -> check(it)))
          .toList();
    }
  }

  private static void check(Path file) {
    Report report = lint(file);
    assertEquals(List.of(), report.notChecked());
    assertEquals(
        List.of(),
        report.findings().stream().filter(it -> it.severity() != Severity.NOTE).toList());
  }

  @Test
  void there_are_five_of_every_library() throws IOException {
    var counts =
        lint(FOLDER).models().stream()
            .collect(Collectors.groupingBy(CheckedModel::kind, Collectors.counting()));
    assertEquals(
        Set.of(
            "deepnetts",
            "djl",
            "dl4j",
            "encog",
            "neuroph",
            "samediff",
            "smile",
            "tensorflow",
            "tribuo"),
        new TreeSet<>(counts.keySet()));
    assertTrue(counts.values().stream().allMatch(it -> it >= EACH), counts::toString);
  }

  private static Report lint(Path path) {
    return new Linter(Config.DEFAULT).lint(List.of(path.toString()));
  }
}

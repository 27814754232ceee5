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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Path LOSSES = Path.of("src/test/resources/modellint/sound/losses.csv");
  private static final int EACH = 5;

  private static final List<String> TRAINED =
      List.of(
          "DeepNettsExamples",
          "DjlExamples",
          "EncogExamples",
          "NeurophExamples",
          "SmileDeepExamples",
          "SmileExamples",
          "TensorFlowExamples",
          "TribuoExamples");

  private static final Pattern EXAMPLE = Pattern.compile("\n  static [\\w.<>?]+ (\\w+)\\(");

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

  /** The losses that {@code recipe} recorded of the libraries that are not at hand here. */
  @Test
  void what_is_sound_was_seen_to_train() throws IOException {
    var trained = new TreeSet<String>();
    for (String line : Files.readAllLines(LOSSES).stream().skip(1).toList()) {
      String[] it = line.split(",", -1);
      assertTrue(Double.parseDouble(it[2]) < Double.parseDouble(it[1]), line);
      trained.add(it[0]);
    }
    var stated = new TreeSet<String>();
    for (String file : TRAINED) {
      Matcher example = EXAMPLE.matcher(Files.readString(FOLDER.resolve(file + ".java")));
      while (example.find()) {
        stated.add(file + "." + example.group(1));
      }
    }
    assertEquals(stated, trained);
  }

  private static Report lint(Path path) {
    return new Linter(Config.DEFAULT).lint(List.of(path.toString()));
  }
}

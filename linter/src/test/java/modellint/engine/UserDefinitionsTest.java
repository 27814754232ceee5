package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modellint.config.Config;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Ten programs of each of the smaller libraries in the ways that users write them: the report
 * against what the library was seen to make of each.
 */
class UserDefinitionsTest {

  private static final Path FOLDER = Path.of("src/test/resources/modellint/users");
  private static final int EACH = 10;

  private static final List<String> FILES =
      List.of(
          "DeepNettsUsers",
          "EncogUsers",
          "NeurophUsers",
          "SmileDeepUsers",
          "SmileUsers",
          "TensorFlowUsers",
          "TribuoUsers");

  private static final Pattern PROGRAM = Pattern.compile("  static [\\w<>?., ]+ (\\w+)\\(\\) \\{");

  @TestFactory
  List<DynamicContainer> every_program_is_reported_as_its_library_made_it() {
    return FILES.stream()
        .map(
            file -> {
              Map<String, CheckedModel> read = read(file);
              return dynamicContainer(
                  file,
                  recorded(file).stream()
                      .map(
                          it ->
                              dynamicTest(
                                  it.name(),
                                  () ->
                                      it.compare(
                                          Optional.ofNullable(read.get(it.name()))
                                              .orElseThrow(
                                                  () ->
                                                      new AssertionError(
                                                          read.keySet().toString()))))));
            })
        .toList();
  }

  @Test
  void there_are_ten_of_each_library_and_nothing_else_is_read() {
    for (String file : FILES) {
      List<String> recorded = recorded(file).stream().map(RecordedNetwork::name).sorted().toList();
      assertTrue(recorded.size() >= EACH, recorded::toString);
      assertEquals(recorded, List.copyOf(read(file).keySet()));
    }
  }

  private static List<RecordedNetwork> recorded(String file) {
    return RecordedNetwork.of(FOLDER, "").stream()
        .filter(it -> it.name().startsWith(file + "."))
        .toList();
  }

  private static Map<String, CheckedModel> read(String file) {
    Path path = FOLDER.resolve(file + ".java");
    Report report = new Linter(Config.DEFAULT).lint(List.of(path.toString()));
    assertEquals(List.of(), report.notChecked());
    var models = new TreeMap<String, CheckedModel>();
    for (CheckedModel it : report.models()) {
      String name = file + "." + program(path, it.line().orElseThrow());
      assertTrue(models.put(name, it) == null, () -> name + " twice");
    }
    return models;
  }

  /** The program that a line is in; a class or method of its own stands before it. */
  private static String program(Path file, int line) {
    try {
      List<String> lines = Files.readAllLines(file);
      int at = line - 1;
      while (!lines.get(at).matches(" {2}[\\w@].*")) {
        at--;
      }
      return lines.stream()
          .skip(at)
          .map(PROGRAM::matcher)
          .filter(Matcher::matches)
          .findFirst()
          .map(it -> it.group(1))
          .orElse("");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}

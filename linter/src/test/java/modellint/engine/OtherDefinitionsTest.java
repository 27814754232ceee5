package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import modellint.config.Config;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Networks as public programs define them in other libraries than DL4J: the report against what the
 * libraries made of them. Where a size is not in the source, the report says unknown, no number.
 */
class OtherDefinitionsTest {

  private static final Path FOLDER = Path.of("src/test/resources/modellint/others");

  private static List<RecordedNetwork> recorded() {
    return RecordedNetwork.of(FOLDER, "", "derived-");
  }

  @TestFactory
  List<DynamicTest> every_definition_is_reported_as_the_library_made_it() {
    assertTrue(recorded().size() >= 12, () -> recorded().size() + " definitions");
    return recorded().stream().map(it -> dynamicTest(it.name(), () -> compare(it))).toList();
  }

  @Test
  void every_definition_is_recorded() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertEquals(
          files
              .map(it -> it.getFileName().toString())
              .filter(it -> it.endsWith(".java"))
              .map(it -> it.replace(".java", ""))
              .sorted()
              .toList(),
          recorded().stream().map(RecordedNetwork::name).sorted().toList());
    }
  }

  private static void compare(RecordedNetwork truth) {
    String file = FOLDER.resolve(truth.name() + ".java").toString();
    Report report = new Linter(Config.DEFAULT).lint(List.of(file));
    assertEquals(List.of(), report.notChecked());
    assertEquals(1, report.models().size());
    truth.compare(report.models().get(0));
  }
}

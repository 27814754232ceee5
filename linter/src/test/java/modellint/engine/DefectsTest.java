package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.config.Config;
import modellint.rule.Severity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Defects that stand in public programs: each is found where it stands. In the small definitions
 * the line says what it must be found for, and nothing else is worth a warning; in the zoo of
 * Deeplearning4j the lines are those of its sources.
 */
class DefectsTest {

  private static final Path SMALL = Path.of("..", "fixtures", "java", "defects");
  private static final String MODELS = "org/deeplearning4j/zoo/model/";
  private static final Pattern MARK = Pattern.compile("// finds (ML\\d{3})");

  @TestFactory
  List<DynamicTest> each_defect_is_found_where_it_stands() throws IOException {
    try (Stream<Path> files = Files.list(SMALL)) {
      List<Path> all = files.sorted().toList();
      assertFalse(all.isEmpty(), "no definition in " + SMALL);
      return all.stream()
          .map(it -> dynamicTest(it.getFileName().toString(), () -> check(it)))
          .toList();
    }
  }

  private static void check(Path definition) throws IOException {
    Set<String> marked = marks(definition);
    Report report = lint(definition);

    assertEquals(List.of(), report.notChecked());
    assertEquals(
        marked,
        report.findings().stream()
            .filter(it -> it.severity() != Severity.NOTE || marked.contains(at(it)))
            .map(DefectsTest::at)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void what_two_networks_share_in_one_line_is_said_once() {
    Report report = lint(SMALL.resolve("handed-over"));
    assertEquals(2, report.models().size());
    assertEquals(List.of("ML701"), report.findings().stream().map(Reported::rule).toList());
  }

  /** What the lines of a file, or of all files of a folder, say they must be found for. */
  private static Set<String> marks(Path definition) throws IOException {
    var marks = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(definition)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          Matcher mark = MARK.matcher(lines.get(i));
          if (mark.find()) {
            marks.add(file.getFileName() + " " + (i + 1) + " " + mark.group(1));
          }
        }
      }
    }
    return marks;
  }

  private static String at(Reported it) {
    return Path.of(it.path()).getFileName() + " " + it.line().orElse(0) + " " + it.rule();
  }

  private static Report lint(Path path) {
    return new Linter(Config.DEFAULT).lint(List.of(path.toString()));
  }

  @Test
  void those_of_the_zoo_of_deeplearning4j(@TempDir Path folder) throws Exception {
    unpack(folder);
    Report report = lint(folder);
    Set<String> found =
        report.findings().stream()
            .map(DefectsTest::at)
            .collect(Collectors.toCollection(TreeSet::new));

    for (String defect :
        List.of(
            "FaceNetNN4Small2.java 52 ML401",
            "InceptionResNetV1.java 54 ML401",
            "ResNet50.java 56 ML401",
            "SqueezeNet.java 121 ML704",
            "TextGenerationLSTM.java 50 ML730",
            "VGG16.java 54 ML702",
            "VGG19.java 53 ML702",
            "Xception.java 112 ML704")) {
      assertTrue(found.contains(defect), () -> defect + " is not among " + found);
    }
    assertFalse(found.stream().anyMatch(it -> it.contains("ML708")), found::toString);
    assertTrue(
        report.notChecked().stream()
            .anyMatch(
                it ->
                    it.path().endsWith("NASNet.java")
                        && it.reason().contains("getLayerActivationTypes")),
        () -> report.notChecked().toString());
  }

  private static void unpack(Path folder) throws IOException, URISyntaxException {
    var url = DefectsTest.class.getClassLoader().getResource(MODELS + "LeNet.java");
    assertTrue(url != null, "the zoo's sources are not on the class path");
    String jar = url.toString().replaceAll("^jar:|!.*$", "");
    try (var open = new JarFile(Path.of(new URI(jar)).toFile())) {
      for (var entry : open.stream().filter(it -> it.getName().endsWith(".java")).toList()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = open.getInputStream(entry)) {
          Files.copy(in, file);
        }
      }
    }
  }
}

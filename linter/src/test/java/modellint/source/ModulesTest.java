package modellint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class with a package is found in any module among the inputs. */
class ModulesTest {

  private static final String WIDTHS =
      "package b; public final class Widths { public static int of() { return %s; } }";

  private static final String NET =
      """
      package a;
      import ai.djl.ndarray.types.Shape;
      import ai.djl.nn.SequentialBlock;
      import ai.djl.nn.core.Linear;
      class Net {
        static void make() {
          var net = new SequentialBlock().add(Linear.builder().setUnits(b.Widths.of()).build());
          net.initialize(null, null, new Shape(1, 10));
        }
      }
      """;

  @TempDir Path folder;

  private Path written(String file, String text) throws Exception {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  /** The parameters of what {@code file} defines in a run over all files written. */
  private List<String> read(Path file) throws Exception {
    var named = new TreeMap<String, Path>();
    try (var all = Files.walk(folder)) {
      all.filter(Files::isRegularFile).forEach(it -> named.put(it.toString(), it));
    }
    var run = new RunFiles(named, Path::toString);
    var reader = new JavaReader(JavaReader.LIBRARIES, Map.of(), run);
    return reader.read(file, file.toString()).definitions().stream()
        .map(it -> it.parameters().toString())
        .toList();
  }

  @Test
  void a_class_of_another_module_is_found() throws Exception {
    written("core/src/main/java/b/Widths.java", WIDTHS.formatted(5));
    assertEquals(List.of("55"), read(written("app/src/main/java/a/Net.java", NET)));
  }

  @Test
  void of_two_the_one_of_the_same_module_is_meant() throws Exception {
    written("core/src/main/java/b/Widths.java", WIDTHS.formatted(5));
    written("app/src/main/java/b/Widths.java", WIDTHS.formatted(3));
    assertEquals(List.of("33"), read(written("app/src/test/java/a/Net.java", NET)));
  }

  @Test
  void of_two_in_other_modules_neither_is() throws Exception {
    written("core/src/main/java/b/Widths.java", WIDTHS.formatted(5));
    written("more/src/main/java/b/Widths.java", WIDTHS.formatted(3));
    List<String> open = read(written("app/src/main/java/a/Net.java", NET));
    assertTrue(open.stream().noneMatch(it -> it.matches("\\d+")), open::toString);
  }

  @Test
  void a_class_without_a_package_is_found_in_its_folder_alone() throws Exception {
    written("core/Widths.java", WIDTHS.formatted(5).replace("package b; ", ""));
    String bare = NET.replace("package a;", "").replace("b.Widths", "Widths");
    List<String> open = read(written("app/Net.java", bare));
    assertTrue(open.stream().noneMatch(it -> it.matches("\\d+")), open::toString);
  }

  @Test
  void of_a_librarys_own_classes_those_made_of_its_layers_are_followed() throws Exception {
    String zoo = "ai.djl.basicmodelzoo.cv";
    String layers = "ai.djl.modality.cv";
    String folders = "library/src/main/java/";
    written(folders + "ai/djl/basicmodelzoo/cv/Widths.java", widths(zoo));
    written(folders + "ai/djl/modality/cv/Widths.java", widths(layers));

    assertEquals(List.of("55"), read(written("app/src/main/java/a/Net.java", using(zoo))));
    List<String> open = read(written("app/src/main/java/a/Net.java", using(layers)));
    assertTrue(open.stream().noneMatch(it -> it.matches("\\d+")), open::toString);
  }

  private static String widths(String named) {
    return WIDTHS.formatted(5).replace("package b;", "package " + named + ";");
  }

  private static String using(String named) {
    return NET.replace("b.Widths", named + ".Widths");
  }
}

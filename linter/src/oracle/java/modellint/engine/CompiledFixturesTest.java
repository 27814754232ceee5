package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every definition of the fixtures is Java that the library's own classes compile: what speaks,
 * what is silent, and what the fixes make of it.
 */
@Tag("oracle")
class CompiledFixturesTest {

  private static final Path FIXTURES = Path.of("..", "fixtures");

  /**
   * Packages that are not on the class path: Neuroph is in no public repository, Smile is made for
   * a later Java, the others would bring a hundred megabytes for a name each.
   */
  private static final List<String> ABSENT =
      List.of(
          "org.neuroph.",
          "smile.",
          "org.tribuo.",
          "org.tensorflow.",
          "org.datavec.",
          "org.deeplearning4j.datasets.");

  @TempDir private static Path classes;

  @TestFactory
  List<DynamicTest> every_definition_compiles() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
    files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
    var folders = new TreeMap<Path, List<Path>>();
    for (Path source : sources()) {
      folders.computeIfAbsent(source.getParent(), it -> new java.util.ArrayList<>()).add(source);
    }
    assertTrue(folders.size() > 100, () -> folders.size() + " folders");
    return folders.entrySet().stream()
        .map(
            it ->
                dynamicTest(
                    FIXTURES.relativize(it.getKey()).toString(),
                    () -> assertEquals("", errors(compiler, files, it.getValue()))))
        .toList();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> all = Files.walk(FIXTURES)) {
      return all.filter(it -> it.toString().endsWith(".java"))
          .filter(it -> !it.toString().contains("recipes"))
          .filter(CompiledFixturesTest::isAtHand)
          .sorted()
          .toList();
    }
  }

  private static boolean isAtHand(Path source) {
    try {
      String text = Files.readString(source);
      return ABSENT.stream().noneMatch(it -> text.contains("import " + it));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String errors(
      JavaCompiler compiler, StandardJavaFileManager files, List<Path> sources) {
    var found = new DiagnosticCollector<JavaFileObject>();
    compiler
        .getTask(
            null,
            files,
            found,
            List.of("-proc:none", "-nowarn"),
            null,
            files.getJavaFileObjectsFromPaths(sources))
        .call();
    return found.getDiagnostics().stream()
        .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
        .map(
            it ->
                it.getSource().getName()
                    + ":"
                    + it.getLineNumber()
                    + " "
                    + it.getMessage(Locale.ROOT))
        .collect(Collectors.joining("\n"));
  }
}

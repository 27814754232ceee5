package modellint.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.report.Golden;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs whose values the compiler and the virtual machine at hand compute, and so does the
 * evaluator: line by line it knows the same, or says that it does not know. Lines where it does not
 * are marked, so that nothing becomes unknown unseen.
 */
class ProgramsTest {

  private static final List<String> PROGRAMS =
      List.of(
          "Integers",
          "Reals",
          "Letters",
          "Flow",
          "Collected",
          "Classes",
          "Called",
          "Doubtful",
          "Handed",
          "Taken");

  private static final String NEWER = "Newer";
  private static final String RECORDED = "newer-java.txt";
  private static final int NEWER_SINCE = 25;

  @TempDir static Path classes;

  private static Machine machine;

  @BeforeAll
  static void compile() throws IOException {
    machine =
        Machine.of(
            classes, PROGRAMS.stream().collect(Collectors.toMap(it -> it, ProgramsTest::source)));
  }

  private static String source(String name) {
    String path = "programs/" + name + ".java";
    try (InputStream in = ProgramsTest.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> the_evaluator_knows_what_the_machine_computes() {
    return PROGRAMS.stream()
        .map(it -> DynamicTest.dynamicTest(it, () -> compare(it, machine.run(it, "7"))));
  }

  /** A machine too old for the program takes what a newer one wrote down. */
  @Test
  void the_evaluator_knows_newer_java_than_runs_it() throws Exception {
    if (Runtime.version().feature() >= NEWER_SINCE) {
      Path folder = Files.createDirectory(classes.resolve("newer"));
      var computed = Machine.of(folder, Map.of(NEWER, source(NEWER))).run(NEWER, "7");
      Golden.check(RECORDED, written(computed));
    }
    compare(NEWER, read(Golden.read(RECORDED)));
  }

  private static String written(Map<Integer, List<String>> computed) {
    return computed.entrySet().stream()
        .map(it -> it.getKey() + "\t" + String.join("\t", it.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static Map<Integer, List<String>> read(String written) {
    var all = new TreeMap<Integer, List<String>>();
    for (String line : written.lines().toList()) {
      List<String> columns = List.of(line.split("\t", -1));
      all.put(Integer.valueOf(columns.get(0)), columns.subList(1, columns.size()));
    }
    return all;
  }

  private static void compare(String name, Map<Integer, List<String>> computed) throws Exception {
    Map<Integer, List<String>> known = Told.of(name, source(name));
    assertTrue(computed.size() > 10, "lines that the program reaches");
    List<String> lines = source(name).lines().toList();
    var all = new TreeSet<>(computed.keySet());
    all.addAll(known.keySet());
    var wrong = new ArrayList<String>();
    for (int line : all) {
      String code = lines.get(line - 1).strip();
      List<String> right = computed.getOrDefault(line, List.of());
      List<String> told = known.getOrDefault(line, List.of());
      boolean open = told.stream().anyMatch(it -> it.equals("?"));
      if (!Told.isTrue(told, right)
          || open != (code.endsWith("// unknown") || code.contains("perhaps"))) {
        wrong.add(line + ": " + code + " computes " + right + ", is taken for " + told);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }
}

package modellint.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
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
    return PROGRAMS.stream().map(it -> DynamicTest.dynamicTest(it, () -> compare(it)));
  }

  private static void compare(String name) throws Exception {
    Map<Integer, List<String>> computed = machine.run(name, "7");
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

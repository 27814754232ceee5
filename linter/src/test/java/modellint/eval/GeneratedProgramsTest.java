package modellint.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs, run with several numbers of arguments: whatever the evaluator tells of a program
 * without its arguments is true of each of its runs. {@code -Dprograms=1-2000} tries more of them,
 * {@code -Dstatements=10} longer ones.
 */
class GeneratedProgramsTest {

  private static final List<Integer> COUNTS = List.of(0, 1, 2, 5);

  @TempDir static Path classes;

  private static final Map<String, String> SOURCES = new TreeMap<>();
  private static Machine machine;

  private static int values;
  private static int known;

  @BeforeAll
  static void compile() throws IOException {
    String[] seeds = System.getProperty("programs", "1-100").split("-", 2);
    int statements = Integer.getInteger("statements", 5);
    LongStream.rangeClosed(Long.parseLong(seeds[0]), Long.parseLong(seeds[seeds.length - 1]))
        .forEach(
            it -> SOURCES.put("Program" + it, GeneratedProgram.of("Program" + it, it, statements)));
    machine = Machine.of(classes, SOURCES);
  }

  @TestFactory
  Stream<DynamicTest> what_is_told_of_a_program_is_true_of_each_run() {
    return SOURCES.keySet().stream().map(it -> DynamicTest.dynamicTest(it, () -> compare(it)));
  }

  private static void compare(String name) throws Exception {
    List<String> lines = SOURCES.get(name).lines().toList();
    Map<Integer, List<String>> told = Told.of(name, SOURCES.get(name));
    var wrong = new ArrayList<String>();
    for (int count : COUNTS) {
      String[] arguments = "x".repeat(count).split("(?<=x)(?=x)", -1);
      Map<Integer, List<String>> computed =
          machine.run(name, count == 0 ? new String[0] : arguments);
      var all = new TreeSet<>(computed.keySet());
      all.addAll(told.keySet());
      for (int line : all) {
        List<String> values = told.getOrDefault(line, List.of());
        List<String> right = computed.getOrDefault(line, List.of());
        if (!Told.isTrue(values, right)) {
          wrong.add(
              line
                  + ": "
                  + lines.get(line - 1).strip()
                  + " computes "
                  + right
                  + " with "
                  + count
                  + " arguments, is taken for "
                  + values);
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    for (List<String> it : told.values()) {
      values += it.size();
      known += it.size() - Collections.frequency(it, "?");
    }
  }

  @AfterAll
  static void most_of_what_is_computed_is_told() {
    assertTrue(2 * known > values, known + " of " + values);
  }
}

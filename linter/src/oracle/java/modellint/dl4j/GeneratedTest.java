package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import modellint.fuzz.Compiled;
import modellint.fuzz.Sources;
import modellint.graph.Refusal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Definitions that nobody has written: each is read from its text, and compiled and built by the
 * library. The properties {@code fuzz.seed}, {@code fuzz.count} and {@code fuzz.graphs} choose
 * others than the few that run each time. What only the reader refuses may still fail in the
 * library's first step; what only the library refuses is a rule to come, and no error.
 */
@Tag("oracle")
class GeneratedTest {

  private static final long FIRST = Long.getLong("fuzz.seed", 1);
  private static final long COUNT = Long.getLong("fuzz.count", 200);
  private static final long GRAPHS = Long.getLong("fuzz.graphs", 60);
  private static final int AT_ONCE = 100;

  @BeforeAll
  static void the_library_runs_here() {
    try {
      Nd4j.create(1);
    } catch (LinkageError | RuntimeException e) {
      abort("the native part of DL4J cannot be loaded on this machine: " + e);
    }
  }

  @TestFactory
  Stream<DynamicTest> a_list_is_read_as_the_library_makes_it() {
    return all(Sources::dl4j, FIRST + COUNT);
  }

  @TestFactory
  Stream<DynamicTest> a_graph_is_read_as_the_library_makes_it() {
    return all(Sources::dl4jGraph, FIRST + GRAPHS);
  }

  private static Stream<DynamicTest> all(BiFunction<String, Long, String> source, long end) {
    return LongStream.iterate(FIRST, it -> it < end, it -> it + AT_ONCE)
        .mapToObj(
            it -> DynamicTest.dynamicTest("seeds from " + it, () -> compare(source, it, end)));
  }

  private static void compare(BiFunction<String, Long, String> source, long from, long end) {
    var sources = new LinkedHashMap<String, String>();
    for (long seed = from; seed < Math.min(from + AT_ONCE, end); seed++) {
      sources.put("Case" + seed, source.apply("Case" + seed, seed));
    }
    var compiled = new Compiled(sources);
    var wrong = new ArrayList<String>();
    int agreed = 0;
    for (Map.Entry<String, String> it : sources.entrySet()) {
      Optional<Facts> truth = built(compiled, it.getKey());
      Networks read = Networks.parse(it.getValue());
      List<String> differences = truth.map(made -> differences(read, made)).orElse(List.of());
      differences.forEach(each -> wrong.add(it.getKey() + " " + each));
      if (!differences.isEmpty()) {
        wrong.add(it.getValue());
      }
      agreed += truth.isPresent() && differences.isEmpty() ? 1 : 0;
    }
    assertEquals("", String.join("\n", wrong));
    assertTrue(agreed > sources.size() / 2, "only " + agreed + " were built by the library");
  }

  /** Empty where the library refuses to build. */
  private static Optional<Facts> built(Compiled compiled, String name) {
    try {
      return Optional.of(FactsOfLibrary.of(compiled.run(name)));
    } catch (Throwable refused) {
      return Optional.empty();
    }
  }

  private static List<String> differences(Networks read, Facts truth) {
    if (read.all().size() != 1) {
      return List.of("is not read: " + read.refused().values());
    }
    Network only = read.all().get(0);
    boolean runs =
        only.definition().graph().training().details().refusals().stream()
            .allMatch(it -> it.fault() == Refusal.Fault.REPLACED_INPUT);
    return runs ? Facts.of(only).against(truth) : List.of();
  }
}

package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import modellint.fuzz.Compiled;
import modellint.fuzz.Sources;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Definitions that nobody has written: each is read from its text, and compiled and built by the
 * library. The properties {@code fuzz.seed}, {@code fuzz.count}, {@code fuzz.graphs} and {@code
 * fuzz.transfers} choose others than the few that run each time. What the reader refuses must fail
 * in the library by its first step; what only the library refuses is a rule to come, and no error.
 * How many are of which kind is published. With {@code fuzz.steps} all take a first step, and what
 * fails is published.
 */
@Tag("oracle")
class GeneratedTest {

  private static final long FIRST = Long.getLong("fuzz.seed", 1);
  private static final long COUNT = Long.getLong("fuzz.count", 120);
  private static final long GRAPHS = Long.getLong("fuzz.graphs", 50);
  private static final long TRANSFERS = Long.getLong("fuzz.transfers", 40);
  private static final boolean STEPS = Boolean.getBoolean("fuzz.steps");
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
  Stream<DynamicTest> a_list_is_read_as_the_library_makes_it(TestReporter reporter) {
    return all(Sources::dl4j, FIRST + COUNT, reporter);
  }

  @TestFactory
  Stream<DynamicTest> a_graph_is_read_as_the_library_makes_it(TestReporter reporter) {
    return all(Sources::dl4jGraph, FIRST + GRAPHS, reporter);
  }

  @TestFactory
  Stream<DynamicTest> a_transfer_is_read_as_the_library_makes_it(TestReporter reporter) {
    return all(Sources::dl4jTransfer, FIRST + TRANSFERS, reporter);
  }

  private static Stream<DynamicTest> all(
      BiFunction<String, Long, String> source, long end, TestReporter reporter) {
    return LongStream.iterate(FIRST, it -> it < end, it -> it + AT_ONCE)
        .mapToObj(
            it ->
                DynamicTest.dynamicTest(
                    "seeds from " + it, () -> compare(source, it, end, reporter)));
  }

  private static void compare(
      BiFunction<String, Long, String> source, long from, long end, TestReporter reporter) {
    var sources = new LinkedHashMap<String, String>();
    for (long seed = from; seed < Math.min(from + AT_ONCE, end); seed++) {
      sources.put("Case" + seed, source.apply("Case" + seed, seed));
    }
    var compiled = new Compiled(sources);
    var verdicts = new TreeMap<Verdict.Kind, List<String>>();
    for (Map.Entry<String, String> it : sources.entrySet()) {
      String name = it.getKey();
      List<long[]> shapes = Sources.shapes(Long.parseLong(name.substring("Case".length())));
      Verdict verdict = Verdict.of(compiled, name, it.getValue(), shapes, STEPS);
      verdicts
          .computeIfAbsent(verdict.kind(), kind -> new ArrayList<>())
          .add(name + " " + String.join("\n", verdict.words()));
    }
    verdicts.forEach((kind, all) -> reporter.publishEntry("" + kind, "" + all.size()));
    List<String> missed = verdicts.getOrDefault(Verdict.Kind.MISSED, List.of());
    missed.forEach(it -> reporter.publishEntry("missed", it));
    List<String> wrong = verdicts.getOrDefault(Verdict.Kind.WRONG, List.of());
    assertEquals("", String.join("\n", wrong));
    int agreed = verdicts.getOrDefault(Verdict.Kind.AGREED, List.of()).size();
    assertTrue(agreed > sources.size() / 3, "only " + agreed + " run in the library");
  }
}

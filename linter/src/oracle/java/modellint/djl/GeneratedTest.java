package modellint.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import ai.djl.ndarray.NDManager;
import ai.djl.training.Trainer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import modellint.analysis.signal.Assumptions;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.fuzz.Compiled;
import modellint.fuzz.Sources;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Severity;
import modellint.rule.Subject;
import modellint.rules.Rules;
import modellint.testing.Definitions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Definitions that nobody has written: each is read from its text, and compiled and trained for one
 * step by the library. The properties {@code fuzz.seed} and {@code fuzz.blocks} choose others than
 * the few that run each time. What only the library refuses is a rule to come, and no error.
 */
@Tag("oracle")
class GeneratedTest {

  private static final long FIRST = Long.getLong("fuzz.seed", 1);
  private static final long COUNT = Long.getLong("fuzz.blocks", 200);
  private static final int AT_ONCE = 100;

  @BeforeAll
  static void the_library_runs_here() {
    Facts.ofEngine()
        .forEach(
            (name, value) -> {
              if (System.getProperty(name) == null) {
                System.setProperty(name, value);
              }
            });
    try {
      NDManager.newBaseManager().close();
    } catch (LinkageError | RuntimeException e) {
      abort("the engine of DJL cannot be loaded on this machine: " + e);
    }
  }

  @TestFactory
  Stream<DynamicTest> a_block_is_read_as_the_library_makes_it() {
    return LongStream.iterate(FIRST, it -> it < FIRST + COUNT, it -> it + AT_ONCE)
        .mapToObj(it -> DynamicTest.dynamicTest("seeds from " + it, () -> compare(it)));
  }

  private static void compare(long from) {
    Map<String, Outcome> all = outcomes(from, Math.min(from + AT_ONCE, FIRST + COUNT));
    assertEquals(
        "",
        all.entrySet().stream()
            .filter(it -> it.getValue() instanceof Outcome.Wrong)
            .map(it -> it.getKey() + " " + it.getValue())
            .collect(Collectors.joining("\n")));
    long agreed = all.values().stream().filter(Outcome.Agreed.class::isInstance).count();
    assertTrue(agreed > all.size() / 2, "only " + agreed + " were built by the library");
  }

  /** What comes out of comparing one definition. */
  sealed interface Outcome {

    record Agreed() implements Outcome {}

    /** Both refuse it. */
    record Refused(String byReader, String byLibrary) implements Outcome {}

    /** Only the library refuses it, and a rule says why nothing is learned. */
    record Foretold(String rules, Throwable byLibrary) implements Outcome {}

    /** Only the library refuses it. */
    record Missed(Throwable byLibrary, String source) implements Outcome {}

    record Wrong(List<String> differences, String source) implements Outcome {}
  }

  static Map<String, Outcome> outcomes(long from, long end) {
    var sources = new LinkedHashMap<String, String>();
    for (long seed = from; seed < end; seed++) {
      sources.put("Case" + seed, Sources.djl("Case" + seed, seed));
    }
    var compiled = new Compiled(sources);
    var all = new LinkedHashMap<String, Outcome>();
    sources.forEach((name, source) -> all.put(name, outcome(compiled, name, source)));
    return all;
  }

  private static Outcome outcome(Compiled compiled, String name, String source) {
    Library.Found found = Definitions.found(new Djl(), source);
    String told =
        found.definitions().stream()
            .flatMap(it -> it.graph().training().details().refusals().stream())
            .map(it -> it.fault() + " " + it.subject())
            .collect(Collectors.joining(", "));
    Trainer made;
    try {
      made = (Trainer) compiled.run(name);
    } catch (Throwable e) {
      String errors = told.isEmpty() ? errors(found) : "";
      return !told.isEmpty()
          ? new Outcome.Refused(told, String.valueOf(e))
          : errors.isEmpty() ? new Outcome.Missed(e, source) : new Outcome.Foretold(errors, e);
    }
    try (Trainer trainer = made) {
      return told.isEmpty()
          ? compared(found, trainer, source)
          : new Outcome.Wrong(List.of("refused by the reader alone: " + told), source);
    }
  }

  /** The rules that call the definition an error. */
  private static String errors(Library.Found found) {
    return found.definitions().stream()
        .map(it -> new Subject(it.graph(), Map.of(), Assumptions.DEFAULT))
        .flatMap(it -> Inspection.of(Rules.ALL, it).findings().stream())
        .filter(it -> it.severity() == Severity.ERROR)
        .map(Finding::rule)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Outcome compared(Library.Found found, Trainer trainer, String source) {
    boolean bare = trainer.getModel().getBlock().getParameters().isEmpty();
    if (bare && found.definitions().isEmpty() && found.refused().isEmpty()) {
      return new Outcome.Agreed();
    }
    if (found.definitions().size() != 1) {
      return new Outcome.Wrong(List.of("is not read: " + found.refused().values()), source);
    }
    Definition only = found.definitions().get(0);
    List<String> differences = Facts.differences(only, trainer);
    return differences.isEmpty() ? new Outcome.Agreed() : new Outcome.Wrong(differences, source);
  }
}

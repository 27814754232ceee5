package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import modellint.config.Config;
import modellint.config.Selection;
import modellint.rules.Rules;
import modellint.source.JavaReader;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every way to accept a finding in source, tried on a finding of every library that is read. */
class SourceSuppressionsTest {

  private static final Path FIXTURES = Path.of("../fixtures");
  private static final String UNUSED = "ML001";

  /** A definition of each library in which a rule speaks. */
  private static final Map<String, String> SPEAKING =
      new TreeMap<>(
          Map.of(
              "dl4j", "ML403-growing-schedule/speaks/PolynomialSchedule.java",
              "djl", "ML716-ascending-loss/speaks/LossOfProbabilities.java",
              "samediff", "ML414-summed-gradient/speaks/SumOfLosses.java",
              "smile", "ML710-refused-configuration/speaks/LinearLikelihood.java",
              "tensorflow", "ML706-misnamed-initializer/speaks/GlorotOfOneSign.java",
              "neuroph", "ML710-refused-configuration/speaks/SmallContext.java",
              "encog", "ML720-unread-momentum/speaks/SmartMomentum.java",
              "deepnetts", "ML723-overridden-activation/speaks/TanhInsteadOfRelu.java",
              "tribuo", "ML710-refused-configuration/speaks/MissingMoments.java"));

  /** A source, its lines, and the finding to accept. */
  private record Speaking(List<String> lines, String rule, int line) {

    String name() {
      return Rules.ALL.stream()
          .filter(it -> it.info().id().equals(rule))
          .map(it -> it.name())
          .findFirst()
          .orElseThrow();
    }

    /** The line of the method, or of the class, around the finding. */
    int line(String begin) {
      return IntStream.iterate(line, it -> it > 0, it -> it - 1)
          .filter(it -> lines.get(it - 1).matches(begin))
          .findFirst()
          .orElseThrow();
    }

    int method() {
      return line("  \\w.*\\{");
    }

    int type() {
      return line("(final |public )*class .*");
    }

    String behind(String comment) {
      return with(line, it -> it + " " + comment);
    }

    String above(int at, String words) {
      return with(at, it -> words + "\n" + it);
    }

    private String with(int at, UnaryOperator<String> change) {
      var changed = new ArrayList<>(lines);
      changed.set(at - 1, change.apply(lines.get(at - 1)));
      return String.join("\n", changed) + "\n";
    }
  }

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicContainer> a_finding_of_every_library_can_be_accepted() throws IOException {
    assertEquals(JavaReader.LIBRARIES.size(), SPEAKING.size());
    var all = new ArrayList<DynamicContainer>();
    for (Map.Entry<String, String> it : SPEAKING.entrySet()) {
      String source = Files.readString(FIXTURES.resolve(it.getValue()));
      Report report = lint(it.getKey(), source);
      assertEquals(it.getKey(), report.models().get(0).kind());
      assertEquals(1, report.findings().size(), it.getValue());
      Reported found = report.findings().get(0);
      var speaking =
          new Speaking(source.lines().toList(), found.rule(), found.line().orElseThrow());
      all.add(dynamicContainer(it.getKey(), Stream.concat(used(speaking), unused(speaking))));
    }
    return all.stream();
  }

  private Stream<DynamicTest> used(Speaking it) {
    String comment = "// modellint:ignore[" + it.rule() + "] a lesson";
    String annotation = "@SuppressWarnings(\"modellint:" + it.rule() + "\")";
    var ways = new TreeMap<String, String>();
    ways.put("behind its line", it.behind(comment));
    ways.put("in a block behind its line", it.behind("/* modellint:ignore[ML] a lesson */"));
    ways.put("above its line", it.above(it.line(), comment));
    ways.put("above its line in a block", it.above(it.line(), "/*\n * " + comment + "\n */"));
    ways.put("above its method", it.above(it.method(), comment + "\n\n  // And why."));
    ways.put("above its class", it.above(it.type(), comment));
    ways.put("with an annotation of its method", it.above(it.method(), annotation));
    ways.put("with an annotation of its class", it.above(it.type(), annotation));
    ways.put(
        "among other annotations",
        it.above(
            it.method(),
            "@Deprecated @java.lang.SuppressWarnings({\"unchecked\", \"modellint:"
                + it.rule()
                + "\"})"));
    ways.put("by the rule's name", it.behind(comment.replace(it.rule(), it.name())));
    ways.put("by the beginning of its id", it.behind(comment.replace(it.rule(), "ML")));
    ways.put("without brackets", it.behind("// modellint:ignore " + it.rule() + ": a lesson"));
    ways.put("without an id", it.behind("// modellint:ignore a lesson"));
    ways.put("with empty brackets", it.behind("// modellint:ignore[] a lesson"));
    ways.put(
        "with an annotation without an id",
        it.above(it.method(), "@SuppressWarnings(value = \"modellint\")"));
    return ways.entrySet().stream()
        .map(way -> dynamicTest(way.getKey(), () -> assertEquals(List.of(), said(way.getValue()))));
  }

  private Stream<DynamicTest> unused(Speaking it) {
    String rule = it.rule();
    String comment = "// modellint:ignore[" + rule + "] a lesson";
    return Stream.of(
        stays(
            "without a reason",
            it,
            it.behind("// modellint:ignore[" + rule + "]"),
            "the suppression of " + rule + " states no reason and is not honoured"),
        stays(
            "without an id and a reason",
            it,
            it.behind("// modellint:ignore"),
            "the suppression of every rule states no reason and is not honoured"),
        stays(
            "for another rule",
            it,
            it.behind(comment.replace(rule, "ML203")),
            "the suppression of ML203 hides nothing"),
        stays(
            "somewhere else",
            it,
            it.above(1, comment),
            "the suppression of " + rule + " hides nothing"),
        stays(
            "in lower case",
            it,
            it.behind(comment.replace(rule, "ml" + rule.substring(2))),
            "the suppression names an unknown rule ml"
                + rule.substring(2)
                + "; did you mean "
                + rule
                + "?"),
        stays(
            "for a rule that does not exist",
            it,
            it.above(it.method(), "@SuppressWarnings(\"modellint:nonsense\")"),
            "the suppression names an unknown rule nonsense"),
        dynamicTest(
            "each of several rules by itself",
            () ->
                assertEquals(
                    List.of("the suppression of ML203 hides nothing"),
                    said(it.behind(comment.replace("[", "[ML203, "))))));
  }

  private DynamicTest stays(String way, Speaking it, String source, String complaint) {
    return dynamicTest(
        way,
        () -> {
          Report report = lint("stays", source);
          assertEquals(
              List.of(it.rule(), UNUSED), report.findings().stream().map(Reported::rule).toList());
          assertEquals(complaint, report.findings().get(1).message());
        });
  }

  @Test
  void a_rule_that_is_not_run_makes_no_suppression_unused() throws IOException {
    Path file = folder.resolve("Net.java");
    String source = Files.readString(FIXTURES.resolve(SPEAKING.getOrDefault("dl4j", "")));
    Files.writeString(
        file, source.replace("  static", "  @SuppressWarnings(\"modellint:ML203\")\n  static"));
    assertEquals(List.of("ML403", UNUSED), rules(file, List.of("ALL"), List.of()));
    assertEquals(List.of("ML403"), rules(file, List.of("ML4", UNUSED), List.of()));
    assertEquals(List.of("ML403"), rules(file, List.of("ALL"), List.of(UNUSED)));
  }

  private static List<String> rules(Path file, List<String> select, List<String> ignore) {
    var selection = new Selection(Optional.of(select), List.of(), ignore);
    return new Linter(Config.selecting(selection))
        .lint(List.of(file.toString())).findings().stream().map(Reported::rule).toList();
  }

  @Test
  void what_stands_in_another_file_is_accepted_there() throws IOException {
    String source = Files.readString(FIXTURES.resolve(SPEAKING.getOrDefault("dl4j", "")));
    String made = "new Sgd(new PolySchedule(ScheduleType.ITERATION, 0.01, 2, 10000))";
    Path net = folder.resolve("PolynomialSchedule.java");
    Files.writeString(net, source.replace(made, "Rates.slow()"));
    String rates =
        source.substring(0, source.indexOf("/**"))
            + "final class Rates {\n  static Sgd slow() {\n    return "
            + made
            + ";\n  }\n}\n";
    Path other = folder.resolve("Rates.java");
    for (List<String> paths : List.of(List.of(net.toString()), List.of(folder.toString()))) {
      Files.writeString(other, rates);
      Report report = new Linter(Config.DEFAULT).lint(paths);
      assertEquals(other.toString(), report.findings().get(0).path());
      for (String accepting :
          List.of(
              "  // modellint:ignore[ML403] slow", "  @SuppressWarnings(\"modellint:ML403\")")) {
        Files.writeString(
            other, rates.replace("  static Sgd slow", accepting + "\n  static Sgd slow"));
        assertEquals(List.of(), new Linter(Config.DEFAULT).lint(paths).findings());
      }
    }
  }

  private List<String> said(String source) throws IOException {
    return lint("accepted", source).findings().stream().map(Reported::message).toList();
  }

  private Report lint(String name, String source) throws IOException {
    Path file = Files.createDirectories(folder.resolve(name)).resolve("Net.java");
    Files.writeString(file, source);
    Report report = new Linter(Config.DEFAULT).lint(List.of(file.toString()));
    assertTrue(report.notChecked().isEmpty(), () -> report.notChecked().toString());
    return report;
  }
}

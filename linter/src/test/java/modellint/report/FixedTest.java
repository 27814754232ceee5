package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import modellint.config.Config;
import modellint.engine.Linter;
import modellint.engine.Report;
import modellint.engine.Reported;
import modellint.rule.Severity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every definition in Java that makes a rule speak stands in {@code fixed} once more, changed as
 * the fix says: the code is the one that the fix gives, the rule is silent on it, and no other one
 * warns. That all of them compile is for the tests of the profile oracle.
 */
class FixedTest {

  private static final Path FIXTURES = Path.of("..", "fixtures");

  /** A call as it would be written: {@code new Adam(1e-3)}, {@code .l2(1e-4)}. */
  private static final Pattern CODE =
      Pattern.compile("(?:new )?\\.?\\w+(?:\\.\\w+)*\\((?:[^()]|\\([^()]*\\))*\\)");

  /** A name that stands for something of the reader's own: {@code keep}, {@code ...}. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\.\\.|(?<![\\w.'\"])(?!new )[a-z]\\w*(?![\\w(.'\"])");

  @TestFactory
  List<DynamicTest> what_the_fix_says_silences_the_rule() throws IOException {
    try (Stream<Path> files = Files.walk(FIXTURES, 3)) {
      List<Path> speaking =
          files.filter(it -> it.toString().matches(".*speaks.\\w+\\.java")).sorted().toList();
      assertFalse(speaking.isEmpty());
      return speaking.stream()
          .map(it -> dynamicTest(FIXTURES.relativize(it).toString(), () -> check(it)))
          .toList();
    }
  }

  private static void check(Path speaking) throws IOException {
    Path rule = speaking.getParent().getParent();
    String id = rule.getFileName().toString().substring(0, 5);
    Path fixed = rule.resolve("fixed").resolve(speaking.getFileName());
    assertTrue(Files.exists(fixed), "nothing is fixed in " + fixed);

    Report after = lint(fixed);
    assertEquals(List.of(), after.notChecked());
    assertFalse(after.models().isEmpty());
    assertEquals(
        List.of(),
        after.findings().stream()
            .filter(it -> it.rule().equals(id) || it.severity() != Severity.NOTE)
            .map(Reported::message)
            .toList());

    String code = Files.readString(fixed);
    lint(speaking).findings().stream()
        .filter(it -> it.rule().equals(id))
        .map(it -> it.fix().text())
        .forEach(it -> assertTrue(isIn(code, it), it + " is not what " + fixed + " does"));
  }

  /** Some of the code in {@code fix} stands in {@code code}; a fix may offer several ways. */
  private static boolean isIn(String code, String fix) {
    List<String> given = CODE.matcher(fix).results().map(MatchResult::group).toList();
    return given.isEmpty() || given.stream().anyMatch(it -> dense(code).contains(needed(it)));
  }

  /** The whole call, or its name alone where an argument is left to the reader. */
  private static String needed(String call) {
    int open = call.indexOf('(');
    if (!PLACEHOLDER.matcher(call.substring(open)).find()) {
      return dense(call);
    }
    String name = call.substring(0, open + 1);
    return dense(
        name.startsWith("new ") ? name : name.substring(Math.max(0, name.lastIndexOf('.'))));
  }

  private static String dense(String code) {
    return code.replaceAll("\\s", "");
  }

  private static Report lint(Path file) {
    return new Linter(Config.DEFAULT).lint(List.of(file.toString()));
  }
}

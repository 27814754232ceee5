package modellint.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.rule.Rule;
import modellint.rule.RulePage;
import org.junit.jupiter.api.Test;

/** Pages and tables equal the cards; {@code -Dupdate} writes them instead of comparing. */
class DocsTest {

  private static final boolean UPDATE = System.getProperty("update") != null;
  private static final Path PAGES = Path.of("docs");
  private static final Path README = Path.of("..", "README.md");
  private static final String START = "<!-- rules:begin -->\n";
  private static final String END = "<!-- rules:end -->\n";

  @Test
  void every_rule_has_its_page_and_no_page_is_without_a_rule() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (Rule rule : Rules.KNOWN) {
      expected.put(rule.info().id() + ".md", new RulePage(rule).markdown());
    }
    if (UPDATE) {
      Files.createDirectories(PAGES);
      for (Map.Entry<String, String> page : expected.entrySet()) {
        Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
      }
    }

    assertEquals(expected, pages());
  }

  @Test
  void the_readme_lists_every_rule() throws IOException {
    String readme = Files.readString(README);
    int start = readme.indexOf(START) + START.length();
    int end = readme.indexOf(END);
    assertTrue(start >= START.length() && end >= start, "README.md has lost its rule markers");
    if (UPDATE) {
      Files.writeString(README, readme.substring(0, start) + table() + readme.substring(end));
    } else {
      assertEquals(table(), readme.substring(start, end));
    }
  }

  private static String table() {
    return Rules.KNOWN.stream()
        .map(it -> new RulePage(it).row("rules/docs") + "\n")
        .collect(
            Collectors.joining("", "| id | name | severity | finds |\n|---|---|---|---|\n", ""));
  }

  private static Map<String, String> pages() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.list(PAGES)) {
      for (Path file : files.toList()) {
        pages.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return pages;
  }
}

package modellint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The README's commands do what it says. Each block of shell is run at the root of the checkout; a
 * comment before it tells another exit code than 0, and a block of text behind it is what it
 * prints. {@code -Dupdate} writes those texts anew.
 */
@Tag("oracle")
@DisabledOnOs(OS.WINDOWS)
class ReadmeTest {

  private static final Path README = Shell.ROOT.resolve("README.md");

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- exit (\\d) -->\\n)?```sh\\n(.*?)```\\n(?:```text\\n(.*?)```\\n)?",
          Pattern.DOTALL);

  @Test
  void every_block_of_shell_runs_and_prints_what_is_shown() throws Exception {
    String readme = Files.readString(README);
    var shell = new Shell(Shell.ROOT, Map.of("NO_COLOR", "1"));
    var shown = new StringBuilder();
    Matcher block = BLOCK.matcher(readme);
    int blocks = 0;
    for (; block.find(); blocks++) {
      Shell.Run run = shell.run("sh", "-ec", block.group(2));
      int expected = block.group(1) == null ? 0 : Integer.parseInt(block.group(1));
      assertEquals(expected, run.exit(), block.group(2) + run);
      String replacement =
          block.group(3) == null
              ? block.group()
              : block
                  .group()
                  .replace("```text\n" + block.group(3), "```text\n" + run.out().strip() + "\n");
      block.appendReplacement(shown, Matcher.quoteReplacement(replacement));
    }
    block.appendTail(shown);
    assertTrue(blocks > 5, "blocks found: " + blocks);
    if (System.getProperty("update") != null) {
      Files.writeString(README, shown);
    }

    assertEquals(shown.toString(), Files.readString(README));
  }

  @Test
  void every_file_that_the_readme_links_to_is_there() throws IOException {
    Matcher link = Pattern.compile("]\\((?!https?:)([^)#]+)").matcher(Files.readString(README));
    int links = 0;
    for (; link.find(); links++) {
      assertTrue(Files.exists(Shell.ROOT.resolve(link.group(1))), link.group(1));
    }

    assertTrue(links > 5, "links found: " + links);
  }
}

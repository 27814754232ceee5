package modellint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The manual page equals the command line; {@code -Dupdate} writes it instead of comparing. */
class ManPageTest {

  private static final Path PAGE = Path.of("docs", "modellint.1");

  @Test
  void the_manual_page_is_that_of_the_command_line() throws IOException {
    String page = ManPage.of(commandLine());
    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, page);
    }

    assertEquals(Files.readString(PAGE), page);
  }

  @Test
  void every_command_and_every_option_is_on_it() {
    String page = ManPage.of(commandLine()).replace("\\-", "-");

    assertTrue(commandLine().getSubcommands().size() > 5);
    commandLine()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertTrue(page.contains(".SS \"" + name), name);
              command
                  .getCommandSpec()
                  .optionsMap()
                  .keySet()
                  .forEach(option -> assertTrue(page.contains(option), name + " " + option));
            });
  }

  private static CommandLine commandLine() {
    var console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()),
            false,
            false,
            false);
    return new Cli(console).commandLine();
  }
}

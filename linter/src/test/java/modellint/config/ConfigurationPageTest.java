package modellint.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import modellint.rules.Rules;
import org.junit.jupiter.api.Test;

/** The page equals the keys and settings; {@code -Dupdate} writes it instead of comparing. */
class ConfigurationPageTest {

  private static final Path PAGE = Path.of("docs", "configuration.md");
  private static final Path TEMPLATE =
      Path.of("src", "main", "resources", "modellint", "config", "modellint.yaml");

  @Test
  void the_page_is_that_of_the_keys_and_settings() throws IOException {
    String page = ConfigurationPage.markdown(Files.readString(TEMPLATE));
    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, page);
    }

    assertEquals(Files.readString(PAGE), page);
  }

  @Test
  void every_key_and_every_setting_is_on_it() throws IOException {
    String page = ConfigurationPage.markdown(Files.readString(TEMPLATE));

    for (Key key : Key.values()) {
      assertTrue(page.contains("| `" + key.word + "` |"), key.word);
    }
    Rules.KNOWN.forEach(
        rule ->
            rule.settings()
                .forEach(it -> assertTrue(page.contains("| `" + it.name() + "` |"), it.name())));
  }
}

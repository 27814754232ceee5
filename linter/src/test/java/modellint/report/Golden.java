package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected outputs in files. {@code -Dupdate} writes them anew; then read the difference. */
public final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private Golden() {}

  public static void check(String file, String actual) {
    Path expected = FOLDER.resolve(file);
    try {
      if (System.getProperty("update") != null) {
        Files.createDirectories(FOLDER);
        Files.writeString(expected, actual);
      }
      assertEquals(Files.readString(expected), actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

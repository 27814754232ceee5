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
    try {
      if (System.getProperty("update") != null) {
        Files.createDirectories(FOLDER);
        Files.writeString(FOLDER.resolve(file), actual);
      }
      assertEquals(read(file), actual);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is expected, as it was written. */
  public static String read(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file));
  }
}

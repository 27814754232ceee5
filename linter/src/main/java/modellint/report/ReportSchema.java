package modellint.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** The published JSON Schema of the JSON report. */
public final class ReportSchema {

  private static final String FILE = "report.schema.json";

  private ReportSchema() {}

  public static String text() throws IOException {
    try (InputStream in = ReportSchema.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new FileNotFoundException(FILE);
      }
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}

package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import modellint.engine.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportReaderTest {

  static List<String> names() {
    return Formats.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_converted_report_is_the_one_that_the_run_would_have_written(String name)
      throws IOException {
    String json = FormatsTest.written("json", Samples.FULL);
    Report again = ReportReader.read(new StringReader(json));

    assertEquals(FormatsTest.written(name, Samples.FULL), FormatsTest.written(name, again));
  }

  @Test
  void anything_else_is_refused() throws IOException {
    String json = FormatsTest.written("json", Samples.FULL);
    for (String other :
        List.of(
            "",
            "[]",
            "{}",
            "{]",
            json.replace("\"schemaVersion\": 1", "\"schemaVersion\": 2"),
            json.replace("\"error\"", "\"fatal\""),
            json.replace("\"measures\": [", "\"measures\": 3, \"x\": ["))) {
      assertThrows(
          InvalidReportException.class, () -> ReportReader.read(new StringReader(other)), other);
    }
  }
}

package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import modellint.engine.Report;
import org.junit.jupiter.api.Test;

class JsonSchemaTest {

  @Test
  void the_json_report_keeps_its_schema() throws IOException {
    for (Report report : List.of(Samples.FULL, Samples.EMPTY)) {
      assertEquals(
          List.of(), schema().validate(FormatsTest.written("json", report), InputFormat.JSON));
    }
  }

  @Test
  void the_schema_refuses_what_it_does_not_know() throws IOException {
    String report = FormatsTest.written("json", Samples.FULL);

    assertFalse(
        schema().validate(report.replace("\"summary\"", "\"sum\""), InputFormat.JSON).isEmpty());
    assertFalse(
        schema()
            .validate(report.replace("\"confirmed\",", "\"likely\","), InputFormat.JSON)
            .isEmpty());
  }

  private static Schema schema() throws IOException {
    try (InputStream in = JsonFormat.class.getResourceAsStream("report.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
    }
  }
}

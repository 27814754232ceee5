package modellint.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import modellint.engine.Report;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What others read is read here by a strict parser of somebody else's. */
class ParsersTest {

  @Test
  void sarif_is_valid_by_the_schema_of_its_standard() throws IOException {
    try (InputStream schema =
        ParsersTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      var sarif = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
      for (Report report : List.of(Samples.FULL, Samples.EMPTY)) {
        String text = FormatsTest.written("sarif", report);

        assertEquals(List.of(), sarif.validate(text, InputFormat.JSON));
        assertFalse(
            sarif
                .validate(text.replace("\"version\": \"2.1.0\"", "\"v\": 1"), InputFormat.JSON)
                .isEmpty());
      }
    }
  }

  @Test
  void sarif_has_all_that_github_asks_for() throws IOException {
    JsonObject run = sarifRun(Samples.FULL);
    JsonArray results = run.getAsJsonArray("results");
    JsonArray rules = run.getAsJsonObject("tool").getAsJsonObject("driver").getAsJsonArray("rules");

    assertEquals(Samples.FULL.findings().size(), results.size());
    for (JsonElement each : results) {
      JsonObject result = each.getAsJsonObject();
      JsonObject location =
          result
              .getAsJsonArray("locations")
              .get(0)
              .getAsJsonObject()
              .getAsJsonObject("physicalLocation");
      String uri = location.getAsJsonObject("artifactLocation").get("uri").getAsString();
      assertTrue(uri.matches("[A-Za-z0-9._~/%-]+") && !uri.startsWith("/"), uri);
      assertTrue(location.getAsJsonObject("region").get("startLine").getAsInt() >= 1);
      assertTrue(
          result
              .getAsJsonObject("partialFingerprints")
              .get("primaryLocationLineHash")
              .getAsString()
              .matches("[0-9a-f]{32}"));
      JsonObject rule = rules.get(result.get("ruleIndex").getAsInt()).getAsJsonObject();
      assertEquals(result.get("ruleId"), rule.get("id"));
      for (String text : List.of("shortDescription", "fullDescription", "help")) {
        assertFalse(rule.getAsJsonObject(text).get("text").getAsString().isEmpty());
      }
    }
    assertNoEmptyText(run);
  }

  @Test
  void sarif_says_that_something_was_not_checked() throws IOException {
    assertFalse(successful(Samples.FULL));
    assertTrue(successful(Samples.EMPTY));
  }

  @Test
  void gitlab_fingerprints_are_unique_and_every_entry_has_a_line() throws IOException {
    JsonArray issues =
        JsonParser.parseString(FormatsTest.written("gitlab", Samples.FULL)).getAsJsonArray();
    Set<String> fingerprints = new HashSet<>();
    for (JsonElement issue : issues) {
      fingerprints.add(issue.getAsJsonObject().get("fingerprint").getAsString());
      assertTrue(
          issue
                  .getAsJsonObject()
                  .getAsJsonObject("location")
                  .getAsJsonObject("lines")
                  .get("begin")
                  .getAsInt()
              >= 1);
    }

    assertEquals(Samples.FULL.findings().size() + Samples.FULL.notChecked().size(), issues.size());
    assertEquals(issues.size(), fingerprints.size());
  }

  @Test
  void every_line_of_jsonl_is_an_object() throws IOException {
    List<String> lines = FormatsTest.written("jsonl", Samples.FULL).lines().toList();

    assertEquals(
        Samples.FULL.models().size()
            + Samples.FULL.findings().size()
            + Samples.FULL.notChecked().size()
            + 1,
        lines.size());
    lines.forEach(line -> assertTrue(JsonParser.parseString(line).isJsonObject(), line));
  }

  @Test
  void junit_counts_what_it_holds() throws Exception {
    Element suites = xml("junit").getDocumentElement();

    assertEquals("7", suites.getAttribute("tests"));
    for (String what : List.of("failure", "error", "skipped")) {
      String counted = suites.getAttribute(what.equals("skipped") ? what : what + "s");
      assertEquals(counted, Integer.toString(suites.getElementsByTagName(what).getLength()), what);
    }
  }

  @Test
  void checkstyle_has_an_entry_for_all_there_is() throws Exception {
    assertEquals(
        Samples.FULL.findings().size() + Samples.FULL.notChecked().size(),
        xml("checkstyle").getElementsByTagName("error").getLength());
  }

  @Test
  void github_gets_one_command_a_line_and_none_from_a_name() throws IOException {
    List<String> commands =
        FormatsTest.written("github", Samples.FULL)
            .lines()
            .filter(it -> it.startsWith("::"))
            .toList();

    assertEquals(6, commands.size());
    commands.forEach(
        it ->
            assertTrue(
                it.matches("::(error|warning|notice) file=[^,:]*(,[a-z]+=[^,:]*)*::.*"), it));
  }

  private static JsonObject sarifRun(Report report) throws IOException {
    return JsonParser.parseString(FormatsTest.written("sarif", report))
        .getAsJsonObject()
        .getAsJsonArray("runs")
        .get(0)
        .getAsJsonObject();
  }

  private static boolean successful(Report report) throws IOException {
    return sarifRun(report)
        .getAsJsonArray("invocations")
        .get(0)
        .getAsJsonObject()
        .get("executionSuccessful")
        .getAsBoolean();
  }

  private static void assertNoEmptyText(JsonElement element) {
    if (element instanceof JsonObject object) {
      object.entrySet().forEach(it -> assertNoEmptyText(it.getValue()));
    } else if (element instanceof JsonArray array) {
      array.forEach(ParsersTest::assertNoEmptyText);
    } else if (element.isJsonPrimitive() && element.getAsJsonPrimitive().isString()) {
      assertFalse(element.getAsString().isEmpty());
    }
  }

  private static Document xml(String format)
      throws IOException, ParserConfigurationException, SAXException {
    String text = FormatsTest.written(format, Samples.FULL);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }
}

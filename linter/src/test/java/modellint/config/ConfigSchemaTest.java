package modellint.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modellint.report.Golden;
import modellint.rules.run.StaleBaselineEntry;
import modellint.rules.run.UnusedSuppression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schema and the reader must take and refuse the same files. */
class ConfigSchemaTest {

  @TempDir Path folder;

  @Test
  void the_schema_is_as_published() throws IOException {
    Golden.check("config.schema.json", schemaText());
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void every_key_is_taken_by_both(Key key) throws IOException {
    String yaml = yaml(key, sample(key.type), key.word);

    assertEquals(List.of(), schema().validate(yaml, InputFormat.YAML), yaml);
    reader(yaml);
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void a_key_that_nobody_knows_is_refused_by_both(Key key) throws IOException {
    String yaml = yaml(key, sample(key.type), "un" + key.word);

    assertFalse(schema().validate(yaml, InputFormat.YAML).isEmpty(), yaml);
    assertThrows(ConfigException.class, () -> reader(yaml));
  }

  @ParameterizedTest
  @EnumSource(Key.class)
  void a_value_of_another_kind_is_refused_by_both(Key key) throws IOException {
    String yaml = yaml(key, key.type == Key.Type.TEXT ? "[1]" : "{a: {b: [c]}}", key.word);

    assertFalse(schema().validate(yaml, InputFormat.YAML).isEmpty(), yaml);
    assertThrows(ConfigException.class, () -> reader(yaml));
  }

  @Test
  void the_first_file_is_valid_with_and_without_its_comments() throws IOException {
    String first = ConfigTemplate.first();
    String open =
        first
            .lines()
            .filter(line -> !line.contains("extends"))
            .map(line -> line.matches("# ( *-? *)?[a-z-]+:( .*)?") ? line.substring(2) : line)
            .reduce("", (all, line) -> all + line + "\n")
            .replace("[ML3]", "[ML0]")
            .replace("[ML2]", "[ML0]")
            .replace("ML101", "ML001");

    for (String yaml : List.of(first, open)) {
      assertEquals(List.of(), schema().validate(yaml, InputFormat.YAML), yaml);
      reader(yaml);
    }
  }

  @Test
  void what_applies_can_be_shown_and_read_again() throws IOException {
    Config config =
        reader(
                """
                select: [ML0]
                sizes: {"a b": 3}
                input-ranges: {x: [-1, 1]}
                training: {optimizer: adam, clipping: "l2:1.0", loss: mse, batch-size: 8}
                suppress: [{rules: ML001, nodes: "/a/**", reason: "said \\"so\\""}]
                """)
            .config();
    String shown = ConfigTemplate.of(config, FailOn.NOTE);

    assertEquals(shown, ConfigTemplate.of(reader(shown).config(), FailOn.NOTE));
    Golden.check("config.show", shown);
  }

  private static String yaml(Key key, String value, String word) {
    String pair = word + ": " + value;
    return switch (key.section) {
      case FILE, CHOICES -> pair;
      case OVERRIDE -> "overrides: [{" + (word.equals("files") ? "" : "files: x, ") + pair + "}]";
      case TRAINING -> "training: {" + pair + "}";
      case SUPPRESSION ->
          "suppress: [{"
              + (word.equals("rules") ? "" : "rules: ML0, ")
              + (word.equals("reason") ? "" : "reason: x, ")
              + pair
              + "}]";
    };
  }

  private static String sample(Key.Type type) {
    return switch (type) {
      case TEXT -> "base.yaml:1";
      case TEXTS -> "[ML0]";
      case NUMBER -> "0.5";
      case WHOLE_NUMBER -> "8";
      case NUMBERS -> "{}";
      case WHOLE_NUMBERS -> "{height: 8}";
      case RANGES -> "{x: [-1, 1.5]}";
      case LEVEL -> "never";
      case LOSS -> "mse";
      case TRAINING -> "{}";
      case OVERRIDES -> "[{files: x, ignore: ML0}]";
      case SUPPRESSIONS -> "[{rules: ML0, reason: x}]";
    };
  }

  private ConfigFile reader(String yaml) throws IOException {
    Files.writeString(folder.resolve("base.yaml"), "");
    String existing = yaml.replace("extends: base.yaml:1", "extends: base.yaml");
    Path file = Files.writeString(folder.resolve("modellint.yaml"), existing);
    return new ConfigReader(List.of(new UnusedSuppression(), new StaleBaselineEntry())).read(file);
  }

  private static String schemaText() throws IOException {
    var out = new StringWriter();
    ConfigSchema.write(out);
    return out.toString();
  }

  private static Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schemaText(), InputFormat.JSON);
  }
}

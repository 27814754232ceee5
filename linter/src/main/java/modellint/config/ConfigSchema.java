package modellint.config;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import modellint.graph.Loss;

/** The JSON Schema of {@code modellint.yaml}, made from the same list of keys as its reader. */
public final class ConfigSchema {

  private final JsonWriter json;

  private ConfigSchema(Writer out) {
    json = new JsonWriter(out);
    json.setIndent("  ");
  }

  public static void write(Writer out) throws IOException {
    var schema = new ConfigSchema(out);
    schema.json.beginObject();
    schema.pair("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.pair("title", "ModelLint configuration");
    schema.block(List.of(), Key.Section.FILE, Key.Section.CHOICES);
    schema.json.endObject();
    out.write('\n');
  }

  private void block(List<Key> required, Key.Section... sections) throws IOException {
    pair("type", "object");
    json.name("additionalProperties").value(false);
    if (!required.isEmpty()) {
      words("required", required.stream().map(key -> key.word).toList());
    }
    json.name("properties").beginObject();
    for (Key key : Key.Section.keys(sections)) {
      json.name(key.word).beginObject();
      pair("description", key.meaning);
      type(key.type);
      json.endObject();
    }
    json.endObject();
  }

  private void type(Key.Type type) throws IOException {
    switch (type) {
      case TEXT -> text();
      case TEXTS -> {
        json.name("oneOf").beginArray();
        json.beginObject();
        text();
        json.endObject().beginObject();
        pair("type", "array").name("items").beginObject();
        text();
        json.endObject().endObject().endArray();
      }
      case NUMBER -> pair("type", "number");
      case WHOLE_NUMBER -> whole();
      case NUMBERS -> named(() -> pair("type", "number"));
      case WHOLE_NUMBERS -> named(this::whole);
      case RANGES ->
          named(
              () -> {
                pair("type", "array").name("items").beginObject();
                pair("type", "number").endObject();
                json.name("minItems").value(2).name("maxItems").value(2);
              });
      case LEVEL ->
          words(
              "enum",
              Arrays.stream(FailOn.values())
                  .map(it -> it.name().toLowerCase(Locale.ROOT))
                  .toList());
      case LOSS -> words("enum", Arrays.stream(Loss.values()).map(Loss::word).toList());
      case TRAINING -> block(List.of(), Key.Section.TRAINING);
      case OVERRIDES -> items(List.of(Key.FILES), Key.Section.OVERRIDE, Key.Section.CHOICES);
      case SUPPRESSIONS -> items(List.of(Key.RULES, Key.REASON), Key.Section.SUPPRESSION);
    }
  }

  private void text() throws IOException {
    pair("type", "string").name("minLength").value(1);
  }

  private void whole() throws IOException {
    pair("type", "integer").name("minimum").value(1);
  }

  private void items(List<Key> required, Key.Section... sections) throws IOException {
    pair("type", "array").name("items").beginObject();
    block(required, sections);
    json.endObject();
  }

  private interface Body {
    void write() throws IOException;
  }

  private void named(Body value) throws IOException {
    pair("type", "object").name("additionalProperties").beginObject();
    value.write();
    json.endObject();
  }

  private JsonWriter pair(String name, String value) throws IOException {
    return json.name(name).value(value);
  }

  private void words(String name, List<String> words) throws IOException {
    json.name(name).beginArray();
    for (String word : words) {
      json.value(word);
    }
    json.endArray();
  }
}

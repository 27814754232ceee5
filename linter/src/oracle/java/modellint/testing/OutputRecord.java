package modellint.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What libraries compute for exported weights, as {@code outputs.json} in a folder of definitions:
 * {@code -Dupdate} writes it anew, and exported files are held to it in ONNX Runtime.
 */
public final class OutputRecord {

  private static final int MOST_NUMBERS = 24;
  private static final double TOLERANCE = 1e-4;

  private final JsonObject found = new JsonObject();

  /** Adds a definition's output: its shape, and numbers evenly spread from first to last. */
  public void add(String name, long[] shape, float[] all) {
    var numbers = new JsonArray();
    for (int i = 0; i < MOST_NUMBERS; i++) {
      numbers.add(all[(int) ((long) i * (all.length - 1) / (MOST_NUMBERS - 1))]);
    }
    var sizes = new JsonArray();
    Arrays.stream(shape).forEach(sizes::add);
    var it = new JsonObject();
    it.add("shape", sizes);
    it.add("numbers", numbers);
    found.add(name, it);
  }

  /** Holds what was added to the record in {@code folder}. */
  public void compare(Path folder) throws IOException {
    Path record = folder.resolve("outputs.json");
    if (System.getProperty("update") != null) {
      String lines =
          found.entrySet().stream()
              .map(it -> "  \"" + it.getKey() + "\": " + it.getValue())
              .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
      Files.writeString(record, lines);
    }
    JsonObject recorded = JsonParser.parseString(Files.readString(record)).getAsJsonObject();
    assertEquals(recorded.keySet(), found.keySet());
    for (String name : recorded.keySet()) {
      JsonObject was = recorded.getAsJsonObject(name);
      JsonObject is = found.getAsJsonObject(name);
      assertEquals(was.get("shape"), is.get("shape"), name);
      for (int i = 0; i < MOST_NUMBERS; i++) {
        assertEquals(
            was.getAsJsonArray("numbers").get(i).getAsDouble(),
            is.getAsJsonArray("numbers").get(i).getAsDouble(),
            TOLERANCE,
            name);
      }
    }
  }
}

package modellint.engine;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;

/**
 * A baseline on disk: a JSON array, one entry a line, sorted, without dates, so that two branches
 * merge and a review shows what was accepted.
 */
public final class BaselineFile {

  private BaselineFile() {}

  /** Throws {@link InvalidBaselineException} where the file is not one. */
  public static Baseline read(Path file) throws IOException {
    var counts = new TreeMap<Baseline.Entry, Integer>();
    try (var json = new JsonReader(Files.newBufferedReader(file))) {
      json.beginArray();
      while (json.hasNext()) {
        entry(json, counts);
      }
      json.endArray();
    } catch (MalformedJsonException
        | EOFException
        | IllegalStateException
        | NumberFormatException e) {
      throw new InvalidBaselineException(file + " is not a baseline", e);
    }
    return new Baseline(counts);
  }

  private static void entry(JsonReader json, TreeMap<Baseline.Entry, Integer> counts)
      throws IOException {
    String path = "";
    String rule = "";
    String node = "";
    int count = 0;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "path" -> path = json.nextString();
        case "rule" -> rule = json.nextString();
        case "node" -> node = json.nextString();
        case "count" -> count = json.nextInt();
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (path.isEmpty() || rule.isEmpty() || count < 1) {
      throw new IllegalStateException("an entry needs path, rule and count");
    }
    counts.merge(new Baseline.Entry(path, rule, node), count, Integer::sum);
  }

  /** The file's text. */
  public static String text(Baseline baseline) throws IOException {
    var lines = new java.util.ArrayList<String>();
    for (var entry : baseline.counts().entrySet()) {
      var line = new StringWriter();
      try (var json = new JsonWriter(line)) {
        json.beginObject();
        json.name("path").value(entry.getKey().path());
        json.name("rule").value(entry.getKey().rule());
        json.name("node").value(entry.getKey().node());
        json.name("count").value(entry.getValue());
        json.endObject();
      }
      lines.add(line.toString());
    }
    return lines.isEmpty() ? "[]\n" : "[\n" + String.join(",\n", lines) + "\n]\n";
  }
}

package modellint.dl4j;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the library itself gave for one definition of {@code fixtures/java/dl4j}: recorded by {@code
 * fixtures/recipes/dl4j/record.sh}.
 *
 * @param batch samples per step
 * @param parameters of the whole network
 * @param weights by name, in the library's order
 */
record LibraryTruth(String name, int batch, long parameters, Map<String, Weight> weights) {

  /**
   * @param gradientLog10 root mean square of the gradient over that of the last weight, median over
   *     the seeds
   */
  record Weight(long elements, double std, double gradientLog10, double spread) {}

  static final Path FOLDER = Path.of("..", "fixtures", "java", "dl4j");

  Path source() {
    return FOLDER.resolve(name + ".java");
  }

  static List<LibraryTruth> read() throws IOException {
    var all = new ArrayList<LibraryTruth>();
    try (Reader reader = Files.newBufferedReader(FOLDER.resolve("truth.json"))) {
      JsonParser.parseReader(reader)
          .getAsJsonObject()
          .asMap()
          .forEach((name, it) -> all.add(of(name, it.getAsJsonObject())));
    }
    return all;
  }

  private static LibraryTruth of(String name, JsonObject network) {
    var weights = new LinkedHashMap<String, Weight>();
    for (var element : network.getAsJsonArray("weights")) {
      JsonObject it = element.getAsJsonObject();
      weights.put(
          ours(it.get("weight").getAsString()),
          new Weight(
              it.get("elements").getAsLong(),
              it.get("std").getAsDouble(),
              it.get("gradientLog10").getAsDouble(),
              it.get("gradientLog10Std").getAsDouble()));
    }
    return new LibraryTruth(
        name, network.get("batch").getAsInt(), network.get("parameters").getAsLong(), weights);
  }

  /** The library puts the direction of a layer that reads both ways before the weight's key. */
  private static String ours(String weight) {
    return weight.replaceAll("_f(R?W)$", "/forward_$1").replaceAll("_b(R?W)$", "/backward_$1");
  }
}

package modellint.dl4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One layer that the library made of a definition in {@code fixtures/java/public}: a line of {@code
 * layers.csv} there.
 *
 * @param definition class and method, {@code Images.photographs}
 * @param drawn how many numbers the deviation is of, none for a layer without a weight
 * @param settings by name; none for a layer that the library gives none
 */
record PublicLayer(
    String definition,
    String layer,
    String type,
    long parameters,
    long drawn,
    double deviation,
    Map<String, String> settings) {

  static final Path FOLDER = Path.of("..", "fixtures", "java", "public");
  static final Path RECORD = FOLDER.resolve("layers.csv");

  private static final List<String> FACTS =
      List.of("definition", "layer", "type", "parameters", "drawn", "deviation");
  private static final List<String> SETTINGS =
      List.of(
          "activation",
          "updater",
          "rate",
          "momentum",
          "clipping",
          "threshold",
          "l1",
          "l2",
          "retain");

  static List<PublicLayer> recorded() {
    try {
      return Files.readAllLines(RECORD).stream().skip(1).map(PublicLayer::of).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static String header() {
    return String.join(",", FACTS) + "," + String.join(",", SETTINGS);
  }

  private static PublicLayer of(String line) {
    String[] cells = line.split(",", -1);
    var settings = new TreeMap<String, String>();
    if (cells.length > FACTS.size()) {
      for (int i = 0; i < SETTINGS.size(); i++) {
        settings.put(SETTINGS.get(i), cells[FACTS.size() + i]);
      }
    }
    return new PublicLayer(
        cells[0],
        cells[1],
        cells[2],
        Long.parseLong(cells[3]),
        Long.parseLong(cells[4]),
        Double.parseDouble(cells[5]),
        settings);
  }

  String line() {
    var cells =
        new ArrayList<>(
            List.of(
                definition,
                layer,
                type,
                Long.toString(parameters),
                Long.toString(drawn),
                String.format(Locale.ROOT, "%.6f", deviation)));
    if (!settings.isEmpty()) {
      SETTINGS.forEach(it -> cells.add(settings.getOrDefault(it, "")));
    }
    return String.join(",", cells);
  }
}

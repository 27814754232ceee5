package modellint.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import modellint.deepnetts.DeepNetts;
import modellint.definition.Definition;
import modellint.encog.Encog;
import modellint.testing.Definitions;

/**
 * One tensor of a network that a small library made of a definition.
 *
 * @param tensor as it is named here: {@code layer1_weight}
 * @param function the activation of the tensor's layer in the library's word
 * @param count numbers in the tensor of one network
 * @param drawn numbers of all the networks that mean and deviation are taken over
 */
record Executed(
    String definition,
    String tensor,
    String function,
    long count,
    long drawn,
    double mean,
    double deviation) {

  static final Path FOLDER = Path.of("src/test/resources/modellint/executed");
  static final Path RECORD = FOLDER.resolve("record.csv");

  /** The definitions, by the names of their classes. */
  static List<String> definitions() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".java"))
          .map(it -> it.replace(".java", ""))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What is read from the source alone. */
  static Definition read(String definition) {
    try {
      String code = Files.readString(FOLDER.resolve(definition + ".java"));
      return Definitions.only(definition.startsWith("Encog") ? new Encog() : new DeepNetts(), code);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static List<Executed> recorded() {
    try {
      return Files.readAllLines(RECORD).stream().map(Executed::of).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Executed of(String line) {
    String[] cells = line.split(",", -1);
    return new Executed(
        cells[0],
        cells[1],
        cells[2],
        Long.parseLong(cells[3]),
        Long.parseLong(cells[4]),
        Double.parseDouble(cells[5]),
        Double.parseDouble(cells[6]));
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%s,%s,%s,%d,%d,%.6f,%.6f",
        definition,
        tensor,
        function,
        count,
        drawn,
        mean,
        deviation);
  }
}

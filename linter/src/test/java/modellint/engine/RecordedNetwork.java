package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.graph.Dim;
import modellint.graph.Loss;
import modellint.graph.Training;

/**
 * A network as its library made it: a line of {@code models.csv} and those of {@code layers.csv}
 * that are of the same definition, to compare a report with.
 */
record RecordedNetwork(String[] model, List<String[]> layers) {

  private static final String UNKNOWN = "unknown";

  /** What the library itself does not say. */
  private static final String UNTOLD = "?";

  /** Standard deviations of a sample that a true deviation stays within. */
  private static final double SIGMAS = 6;

  /** All that stand in the tables of a folder whose names begin with one of the prefixes. */
  static List<RecordedNetwork> of(Path folder, String... prefixes) {
    List<String[]> layers = rows(folder, "layers.csv", prefixes);
    return rows(folder, "models.csv", prefixes).stream()
        .map(
            it ->
                new RecordedNetwork(
                    it, layers.stream().filter(row -> row[0].equals(it[0])).toList()))
        .toList();
  }

  private static List<String[]> rows(Path folder, String table, String... prefixes) {
    try {
      var all = new ArrayList<String[]>();
      for (String prefix : prefixes) {
        Files.readAllLines(folder.resolve(prefix + table)).stream()
            .skip(1)
            .map(it -> it.split(",", -1))
            .forEach(all::add);
      }
      return all;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  String name() {
    return model[0];
  }

  void compare(CheckedModel read) {
    assertEquals(
        Stream.of(model).skip(1).collect(Collectors.joining(",")),
        Stream.concat(
                Stream.of(
                    Integer.toString(read.layers().size()),
                    size(read.parameters()),
                    size(read.trainableParameters())),
                training(read.training().orElse(Training.UNKNOWN)))
            .collect(Collectors.joining(",")));
    if (model[2].equals(UNKNOWN)) {
      assertTrue(!read.unknowns().isEmpty(), "it does not say what it could not know");
    }
    assertEquals(model[1], Integer.toString(layers.size()), "layers recorded");
    for (int i = 0; i < layers.size(); i++) {
      compare(layers.get(i), read.layers().get(i));
    }
  }

  private static String size(OptionalLong size) {
    return size.isPresent() ? Long.toString(size.getAsLong()) : UNKNOWN;
  }

  private static Stream<String> training(Training it) {
    return Stream.of(
        it.optimizer().orElse(""),
        number(it.learningRate()),
        number(it.momentum()),
        it.schedule().orElse(""),
        number(it.clipping().map(Training.Clipping::threshold)),
        number(it.l1()),
        number(it.l2()),
        number(it.weightDecay()),
        it.loss().map(Loss::word).orElse(""));
  }

  /** Most of these libraries keep their settings in single precision. */
  private static String number(Optional<Double> it) {
    return it.map(value -> Float.toString(value.floatValue())).orElse("");
  }

  private static void compare(String[] truth, LayerRow read) {
    String name = truth[0] + " " + read.name();
    assertEquals(truth[2], shape(read), name);
    if (!truth[3].equals(UNTOLD)) {
      assertEquals(truth[3], read.activation().orElse(""), name);
    }
    assertEquals(truth[4], size(read.parameters()), name);
    Optional<Double> deviation = read.init().map(LayerRow.Init::std);
    if (truth[6].equals(UNKNOWN)) {
      assertEquals(Optional.empty(), deviation, name);
    } else {
      double recorded = Double.parseDouble(truth[6]);
      double error =
          truth[5].equals("exact")
              ? 1e-5
              : 1e-4 + SIGMAS / Math.sqrt(2.0 * Integer.parseInt(truth[5]));
      assertEquals(recorded, deviation.orElseThrow(), recorded * error, name);
    }
    assertEquals(
        truth[4].equals(UNKNOWN),
        read.init().map(it -> it.fanIn() == 0 || it.fanOut() == 0).orElse(true),
        name + ": fans are known where the size is");
  }

  /** Features of a dense layer, channels and sides of a convolution. */
  private static String shape(LayerRow read) {
    List<Dim> dims = read.outputShape().map(it -> it.dims()).orElse(List.of());
    if (dims.isEmpty()) {
      return UNKNOWN;
    }
    List<Dim> own =
        read.op().equals("Conv") ? dims.subList(1, 4) : dims.subList(dims.size() - 1, dims.size());
    return own.stream()
        .map(it -> it.isKnown() ? Long.toString(it.size()) : UNKNOWN)
        .collect(Collectors.joining("x"));
  }
}

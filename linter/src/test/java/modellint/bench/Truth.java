package modellint.bench;

import com.google.gson.JsonElement;
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
import java.util.Optional;
import java.util.Set;
import modellint.analysis.signal.Assumptions;
import modellint.graph.Loss;

/**
 * What was measured in one exported network by running it, as {@code fixtures/recipes} wrote it.
 *
 * @param kind {@code train} for the training graph, {@code eval} for the inference graph
 * @param batch samples per step that the measurement used
 * @param losses names of the losses that gradients were measured under
 * @param layers the weighted layers in graph order
 */
record Truth(
    String name,
    Path file,
    String family,
    String kind,
    int batch,
    Set<String> losses,
    List<LayerTruth> layers) {

  /** The losses that gradients were measured under, by their names in the file. */
  static final Map<String, Optional<Loss>> LOSSES =
      Map.of("random", Optional.empty(), "ce", Optional.of(Loss.SOFTMAX_CROSS_ENTROPY));

  Truth {
    losses = Set.copyOf(losses);
    layers = List.copyOf(layers);
  }

  /**
   * One weighted layer; logarithms are relative to the last layer, by loss. A gradient that is
   * exactly zero has none.
   *
   * @param output the value that the layer's node produces
   * @param gradientSpread standard deviation of {@code gradientLog10} over the seeds
   */
  record LayerTruth(
      String weight,
      String output,
      Map<String, Double> gradientLog10,
      Map<String, Double> gradientSpread,
      Map<String, Double> weightGradientLog10,
      Map<String, Double> weightGradientSpread) {}

  /** True where a gradient was measured under {@code loss}, be it zero. */
  boolean measures(String loss) {
    return losses.contains(loss);
  }

  Assumptions assumptions(String loss) {
    return new Assumptions(batch, Map.of("N", (long) batch), LOSSES.get(loss));
  }

  static List<Truth> read(Path directory) throws IOException {
    var all = new ArrayList<Truth>();
    try (Reader reader = Files.newBufferedReader(directory.resolve("truth.json"))) {
      JsonParser.parseReader(reader)
          .getAsJsonObject()
          .asMap()
          .forEach((name, model) -> all.add(of(name, model.getAsJsonObject(), directory)));
    }
    return all;
  }

  private static Truth of(String name, JsonObject model, Path directory) {
    return new Truth(
        name,
        directory.resolve(model.get("file").getAsString()),
        model.get("family").getAsString(),
        model.get("kind").getAsString(),
        model.get("batch").getAsInt(),
        losses(model.getAsJsonArray("layers").get(0).getAsJsonObject()),
        model.getAsJsonArray("layers").asList().stream().map(Truth::layer).toList());
  }

  private static Set<String> losses(JsonObject layer) {
    return layer.getAsJsonObject("gradientLog10").keySet();
  }

  private static LayerTruth layer(JsonElement element) {
    JsonObject layer = element.getAsJsonObject();
    return new LayerTruth(
        layer.get("weight").getAsString(),
        layer.get("output").getAsString(),
        numbers(layer.getAsJsonObject("gradientLog10")),
        numbers(layer.getAsJsonObject("gradientLog10Std")),
        numbers(layer.getAsJsonObject("weightGradientLog10")),
        numbers(layer.getAsJsonObject("weightGradientLog10Std")));
  }

  private static Map<String, Double> numbers(JsonObject byLoss) {
    var numbers = new LinkedHashMap<String, Double>();
    byLoss
        .asMap()
        .forEach(
            (loss, value) -> {
              if (!value.isJsonNull()) {
                numbers.put(loss, value.getAsDouble());
              }
            });
    return numbers;
  }
}

package modellint.bench;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.layer.Layer;
import modellint.analysis.signal.Assumptions;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.Sharpness;
import modellint.graph.Graph;
import modellint.graph.Loss;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;
import modellint.rule.Subject;

/**
 * Prints the predicted bound of the sharpness against the eigenvalue that {@code
 * fixtures/recipes/sharpness.py} measured, and for each rate tried how far beyond the bound it
 * lies, how far the first step moves the weights, and what became of the loss: {@code
 * SharpnessTable DIRECTORY}.
 */
final class SharpnessTable {

  private SharpnessTable() {}

  public static void main(String[] arguments) throws IOException, ModelReadException {
    Path folder = Path.of(arguments[0]);
    JsonObject all;
    try (Reader reader = Files.newBufferedReader(folder.resolve("sharpness.json"))) {
      all = JsonParser.parseReader(reader).getAsJsonObject();
    }
    for (Map.Entry<String, JsonElement> entry : all.entrySet()) {
      String name = entry.getKey();
      print(
          name,
          entry.getValue().getAsJsonObject(),
          OnnxReader.read(folder.resolve(name + ".onnx")));
    }
  }

  private static void print(String name, JsonObject truth, Graph graph) {
    long batch = truth.get("batch").getAsLong();
    Loss loss = Loss.SOFTMAX_CROSS_ENTROPY;
    var assumptions =
        new Assumptions(Math.toIntExact(batch), Map.of("N", batch), Optional.of(loss));
    var subject = new Subject(graph, Map.of(), assumptions);
    Optional<Sharpness> bound =
        Sharpness.of(
            graph, subject.layers(), subject.patterns(), subject.trunk(), loss, assumptions);
    double measured = truth.get("sharpness").getAsDouble();
    double predicted = bound.map(Sharpness::value).orElse(Double.NaN);
    boolean normalised = subject.signal().scores().filter(it -> it.normalised()).isPresent();
    line("%s,%s,%s,%.4g,%.4g", "sharpness", name, normalised, predicted, measured);
    double relative = 0;
    double preconditioned = 0;
    for (LayerFlow flow : subject.signal().layers()) {
      Layer layer = flow.layer();
      double gradient = flow.weightGradientRms();
      relative = Math.max(relative, gradient * Math.sqrt(layer.fanIn()));
      preconditioned += bound.map(it -> it.parts().getOrDefault(layer, 0.0)).orElse(0.0) / gradient;
    }
    for (var of : truth.getAsJsonObject("descent").entrySet()) {
      double rate = Double.parseDouble(of.getKey()) * 2 / measured;
      outcome(
          "descent", name, normalised, rate, rate * predicted / 2, rate * relative, of.getValue());
    }
    for (var of : truth.getAsJsonObject("adam").entrySet()) {
      double rate = Double.parseDouble(of.getKey());
      outcome("adam", name, normalised, rate, rate * preconditioned / 38, rate, of.getValue());
    }
  }

  private static void outcome(
      String kind,
      String name,
      boolean normalised,
      double rate,
      double excess,
      double relative,
      JsonElement losses) {
    double before = losses.getAsJsonArray().get(0).getAsDouble();
    JsonElement after = losses.getAsJsonArray().get(1);
    double then = after.isJsonNull() ? Double.POSITIVE_INFINITY : after.getAsDouble();
    line(
        "%s,%s,%s,%.4g,%.4g,%.4g,%.4g,%.4g",
        kind, name, normalised, rate, excess, relative, before, then);
  }

  private static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}

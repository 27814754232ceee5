package modellint.verify.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The probe against what PyTorch measured in double precision on the same networks. */
class ProbeTest {

  private static final Path ORACLE = Path.of("..", "fixtures", "oracle");

  /** Chance of inputs and cotangents, beyond the stated scatter. */
  private static final double DECADES = 0.1;

  @TestFactory
  Stream<DynamicTest> measured_gradients_are_those_of_double_precision() throws IOException {
    JsonObject truth =
        JsonParser.parseString(Files.readString(ORACLE.resolve("truth.json"))).getAsJsonObject();
    assertTrue(truth.size() > 20, "only " + truth.size() + " networks");
    return truth.entrySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(), () -> compare(it.getValue().getAsJsonObject())));
  }

  private static void compare(JsonObject network) throws IOException {
    List<JsonObject> layers = new ArrayList<>();
    network.getAsJsonArray("layers").forEach(it -> layers.add(it.getAsJsonObject()));
    var question =
        Question.of(
            ORACLE.resolve(network.get("file").getAsString()).toString(),
            "random",
            network.get("batch").getAsInt(),
            List.of(1L, 2L, 3L, 4L),
            layers.stream().map(ProbeTest::target).toList());

    Answer answer = Probe.of(question);

    assertEquals(List.of(), answer.cuts());
    for (int i = 0; i < layers.size(); i++) {
      JsonObject layer = layers.get(i);
      if (layer.getAsJsonObject("gradientLog10").get("random").isJsonNull()) {
        // units that were off for every sample pass no gradient, and zero has no logarithm
        continue;
      }
      int at = i;
      double last = layers.size() - 1.0;
      double gradient =
          answer.seeds().stream()
              .mapToDouble(
                  it ->
                      it.layers().get(at).gradientLog10()
                          - it.layers().get((int) last).gradientLog10())
              .average()
              .orElseThrow();
      double scatter = number(layer, "gradientLog10Std");
      assertEquals(
          number(layer, "gradientLog10"), gradient, DECADES + 3 * scatter, layer.toString());
      double rms =
          answer.seeds().stream()
              .mapToDouble(it -> it.layers().get(at).activationRms())
              .average()
              .orElseThrow();
      assertEquals(1, rms / layer.get("activationRms").getAsDouble(), 0.25, layer.toString());
    }
  }

  private static Question.Target target(JsonObject layer) {
    return new Question.Target(
        layer.get("output").getAsString(), layer.get("weight").getAsString());
  }

  private static double number(JsonObject layer, String name) {
    JsonElement both = layer.get(name);
    return both.isJsonObject()
        ? both.getAsJsonObject().get("random").getAsDouble()
        : both.getAsDouble();
  }
}

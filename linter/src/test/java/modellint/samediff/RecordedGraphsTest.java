package modellint.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modellint.analysis.signal.Assumptions;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.SignalPropagation;
import modellint.definition.Definition;
import modellint.graph.Graph;
import modellint.graph.Init;
import modellint.graph.Parameter;
import modellint.graph.Weights;
import modellint.rule.Subject;
import modellint.testing.Definitions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The graphs in {@code fixtures/java/samediff} against what SameDiff itself made of them: the
 * record {@code truth.json}, which the tests of the profile oracle write.
 */
class RecordedGraphsTest {

  private static final Path FOLDER = Path.of("..", "fixtures", "java", "samediff");

  /** What has no prediction, and why. */
  private static final Map<String, String> ABSTAINED =
      Map.of(
          "Moments", "a reduction over the batch is not modelled (moments1)",
          "Curves", "a reduction over units is not modelled (clipByNorm7/Norm)",
          "Masked", "operator Greater is not modelled (step6/Compare)",
          "MaskedHeads", "operator Greater is not modelled (step1/Compare)",
          "Shares", "operator OneHot is not modelled (oneHot4)");

  private static JsonObject truth() throws IOException {
    return JsonParser.parseString(Files.readString(FOLDER.resolve("truth.json"))).getAsJsonObject();
  }

  private static Definition read(String name) throws IOException {
    return Definitions.only(new SameDiff(), Files.readString(FOLDER.resolve(name + ".java")));
  }

  private static List<JsonObject> weights(JsonObject graph) {
    return graph.getAsJsonArray("weights").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> counts_and_deviations_are_the_librarys() throws IOException {
    JsonObject truth = truth();
    return truth.keySet().stream()
        .map(it -> DynamicTest.dynamicTest(it, () -> compare(read(it), truth.getAsJsonObject(it))));
  }

  private static void compare(Definition read, JsonObject truth) {
    assertEquals(truth.get("parameters").getAsString(), read.parameters().toString());
    assertEquals(List.of(), read.unknowns());
    for (JsonObject it : weights(truth)) {
      Parameter weight = parameter(read.graph(), it.get("weight").getAsString());
      long elements = it.get("elements").getAsLong();
      assertEquals(elements, weight.shape().elements().size());
      Init init = ((Weights.Declared) weight.weights()).init();
      double scatter = 4 / Math.sqrt(2.0 * 7 * elements);
      assertEquals(
          1, it.get("std").getAsDouble() / Math.sqrt(init.variance()), scatter, weight.name());
    }
  }

  private static Parameter parameter(Graph graph, String name) {
    return Optional.ofNullable(graph.parameters().get(name)).orElseThrow();
  }

  @Test
  void intervals_hold_the_gradients_of_the_library() throws IOException {
    JsonObject truth = truth();
    var outside = new ArrayList<String>();
    int rows = 0;
    for (String name : truth.keySet()) {
      JsonObject graph = truth.getAsJsonObject(name);
      int batch = graph.get("batch").getAsInt();
      var assumptions = new Assumptions(batch, Map.of("N", (long) batch), Optional.empty());
      SignalPropagation signal = new Subject(read(name).graph(), Map.of(), assumptions).signal();
      assertEquals(Optional.ofNullable(ABSTAINED.get(name)), signal.abstained(), name);
      if (signal.layers().isEmpty()) {
        continue;
      }
      Map<String, Double> gradients = gradients(graph);
      String last = signal.layers().get(signal.layers().size() - 1).layer().weight().name();
      for (String weight : gradients.keySet()) {
        double measured =
            gradients.getOrDefault(weight, 0.0) - gradients.getOrDefault(last, Double.NaN);
        Optional<LayerFlow> flow =
            signal.layers().stream()
                .filter(layer -> layer.layer().weight().name().equals(weight))
                .findFirst();
        if (flow.isPresent()) {
          rows++;
          if (!covers(flow.get(), measured)) {
            outside.add(name + " " + weight);
          }
        }
      }
    }
    assertTrue(rows > 2 * (truth.size() - ABSTAINED.size()), "only " + rows + " weights");
    assertEquals(List.of(), outside);
  }

  private static Map<String, Double> gradients(JsonObject graph) {
    var all = new LinkedHashMap<String, Double>();
    for (JsonObject it : weights(graph)) {
      all.put(it.get("weight").getAsString(), it.get("gradientLog10").getAsDouble());
    }
    return all;
  }

  /** The stated interval is the gradient's at the layer's output; the weight's is as wide. */
  private static boolean covers(LayerFlow flow, double measured) {
    double shift = flow.weightGradientLog10() - flow.gradientLog10();
    return flow.low() + shift <= measured && measured <= flow.high() + shift;
  }
}

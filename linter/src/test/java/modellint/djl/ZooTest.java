package modellint.djl;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Parameter;
import modellint.graph.Weights;
import modellint.testing.Csv;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every zoo model against what the library itself reports: see resources, origin in README. */
class ZooTest {

  private static final Zoo ZOO = new Zoo();

  private static Stream<Map<String, String>> models() {
    return Csv.rows(ZooTest.class, "zoo-truth.csv").stream();
  }

  private static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  private static Definition definition(Map<String, String> row) {
    Library.Found found = ZOO.found(cell(row, "model"), cell(row, "inputShape"));
    assertEquals(Map.of(), found.refused());
    assertEquals(
        1,
        found.definitions().size(),
        () ->
            found.definitions().stream()
                .map(it -> it.site() + " " + it.parameters())
                .toList()
                .toString());
    return found.definitions().get(0);
  }

  @Test
  void ten_models_are_compared() {
    assertEquals(10, models().count());
  }

  @TestFactory
  Stream<DynamicTest> the_number_of_parameters_is_the_librarys() {
    return models()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    cell(row, "model"),
                    () -> {
                      Definition it = definition(row);
                      assertEquals(
                          List.of(cell(row, "numParams"), cell(row, "numTrainable")),
                          List.of(it.parameters().toString(), it.trainable().toString()));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> each_parameter_is_the_librarys() {
    return models()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    cell(row, "model"),
                    () -> {
                      Definition it = definition(row);
                      assertAll(
                          Csv.rows(ZooTest.class, "zoo-params.csv").stream()
                              .filter(truth -> cell(truth, "model").equals(cell(row, "model")))
                              .map(truth -> () -> compare(truth, it)));
                    }));
  }

  private static void compare(Map<String, String> truth, Definition definition) {
    String name = cell(truth, "name");
    Parameter parameter =
        Optional.ofNullable(definition.graph().parameters().get(name))
            .orElseThrow(() -> new AssertionError("no parameter " + name));
    String shape =
        parameter.shape().dims().stream().map(Dim::toString).collect(Collectors.joining("x"));
    assertEquals(cell(truth, "shape"), shape, name);
    if (!cell(truth, "rms").isEmpty()) {
      Init init = ((Weights.Declared) parameter.weights()).init();
      // A sample's deviation scatters by 1/sqrt(2n); four times that, and the print's digits.
      double tolerance = 1e-4 + 4 / Math.sqrt(2.0 * parameter.shape().elements().size());
      double measured = Double.parseDouble(cell(truth, "rms"));
      assertEquals(1, Math.sqrt(init.secondMoment()) / measured, tolerance, name);
    }
  }

  @Test
  void the_zoos_own_sources_hold_these_definitions() {
    var lines = new TreeSet<String>();
    ZOO.found()
        .forEach(
            (file, found) -> {
              String name = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
              found.definitions().forEach(it -> lines.add(name + " read"));
              found.refused().values().forEach(it -> lines.add(name + " refused: " + it));
            });
    assertEquals(
        """
        AlexNet read
        GoogLeNet read
        LeNet read
        Mlp refused: the hidden layers of Mlp are not known
        MlpBlockFactory refused: the hidden layers of Mlp are not known
        MobileNetV1 read
        MobileNetV2 read
        NiN read
        ResNetV1 refused: whether the block of line 178 is added is not known
        SimpleTextDecoder refused: parameter trainableTextEmbedding of getBlock
        SingleShotDetection read
        SingleShotDetection refused: features.size() is not known: parameter builder of the constructor
        SqueezeNet read
        SsdBlockFactory refused: features.size() is not known: features depends on the condition features == null
        SsdBlockFactory refused: whether the block of line 60 is added is not known
        TabNet read
        VGG read
        YOLOV3 read""",
        String.join("\n", lines));
  }
}

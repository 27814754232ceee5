package modellint.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.testing.Csv;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every block of the recorded run against what the library itself said of it. */
class RecordedBlocksTest {

  private static final Zoo ZOO = new Zoo();
  private static final String BARE = "%s";
  private static final String ALONE = "new SequentialBlock().add(%s)";

  /** Shapes behind what no operator says: anchor boxes, and a sparse softmax. */
  private static final Map<String, String> OPEN =
      Map.of(
          "SingleShotDetection", "unknown;1x87044x2;1x348176",
          "TabNet", "4x10;unknown");

  @Test
  void the_models_of_the_zoo_and_the_layers_are_compared() {
    assertEquals(
        "15 models, 71 layers",
        rows("zoo.csv").size() + " models, " + rows("layers.csv").size() + " layers");
  }

  @TestFactory
  Stream<DynamicTest> models_of_the_zoo_are_the_librarys() {
    return tests("zoo", BARE);
  }

  @TestFactory
  Stream<DynamicTest> layers_are_the_librarys() {
    return tests("layers", ALONE);
  }

  private static List<Map<String, String>> rows(String table) {
    return Csv.rows(RecordedBlocksTest.class, table);
  }

  private static Stream<DynamicTest> tests(String table, String made) {
    Map<String, Map<String, String>> truth =
        rows(table + "-truth.csv").stream()
            .collect(Collectors.toMap(it -> RecordedBlock.cell(it, "model"), Function.identity()));
    Map<String, List<Map<String, String>>> parameters =
        rows(table + "-params.csv").stream()
            .collect(Collectors.groupingBy(it -> RecordedBlock.cell(it, "model")));
    return rows(table + ".csv").stream()
        .map(
            row -> {
              String model = RecordedBlock.cell(row, "model");
              return DynamicTest.dynamicTest(
                  model,
                  () ->
                      new RecordedBlock(
                              truth.getOrDefault(model, Map.of()),
                              parameters.getOrDefault(model, List.of()),
                              OPEN)
                          .compare(
                              ZOO.drawn(
                                  made.formatted(made(row)), RecordedBlock.cell(row, "inputShape")),
                              RecordedBlock.cell(row, "inputShape")));
            });
  }

  /** The reader of tables drops quotes; texts in the expressions are names that nothing reads. */
  private static String made(Map<String, String> row) {
    return RecordedBlock.cell(row, "made").replace("relu, rectified", "relu, \"rectified\"");
  }
}

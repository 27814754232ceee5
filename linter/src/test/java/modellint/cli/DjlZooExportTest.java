package modellint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.djl.Zoo;
import modellint.onnx.OnnxReader;
import modellint.testing.Csv;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code modellint export} of every model of the zoo: a file with the library's parameters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DjlZooExportTest {

  /** What is written and read in a second or two. */
  private static final long SMALL = 10_000_000;

  /** What of a model no ONNX operator says: the export gives the reason instead of a file. */
  private static final Map<String, String> LACKING =
      Map.of("SingleShotDetection", "MultiBoxPrior", "TabNet", "SparseMax");

  private Path folder = Path.of("");

  @BeforeAll
  void unpack(@TempDir Path fresh) throws Exception {
    folder = fresh;
    for (var source : Zoo.sources().entrySet()) {
      Path file = folder.resolve(source.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, source.getValue());
    }
  }

  @TestFactory
  Stream<DynamicTest> small_models_keep_their_parameters() {
    return models(true);
  }

  @Tag("oracle")
  @TestFactory
  Stream<DynamicTest> large_models_keep_their_parameters() {
    return models(false);
  }

  private Stream<DynamicTest> models(boolean small) {
    Map<String, Long> counts =
        Csv.rows(Zoo.class, "zoo-truth.csv").stream()
            .collect(
                Collectors.toMap(
                    it -> it.getOrDefault("model", ""),
                    it -> Long.parseLong(it.getOrDefault("numParams", ""))));
    return Csv.rows(Zoo.class, "zoo.csv").stream()
        .filter(it -> count(counts, it) < SMALL == small)
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getOrDefault("model", ""), () -> export(it, count(counts, it))));
  }

  private static long count(Map<String, Long> counts, Map<String, String> row) {
    return counts.getOrDefault(row.getOrDefault("model", ""), 0L);
  }

  private void export(Map<String, String> row, long count) throws Exception {
    Path source = folder.resolve("Use.java");
    // A model is defined where its class is; a sequence around it, where the program makes it.
    String made = "new SequentialBlock().add(" + row.getOrDefault("made", "") + ")";
    Files.writeString(source, Zoo.program(made, row.getOrDefault("inputShape", "")));
    Path target = folder.resolve("net.onnx");

    Ran run = Ran.of("export", source.toString(), "-o", target.toString());

    String lacking = LACKING.getOrDefault(row.getOrDefault("model", ""), "");
    if (!lacking.isEmpty()) {
      assertEquals(2, run.code());
      assertTrue(run.err().contains("ONNX has no operator for " + lacking), run.err());
      return;
    }
    assertEquals(0, run.code(), run.err());
    assertEquals("wrote " + target + ": " + count + " parameters, seed 0\n", run.err());
    assertEquals(count, stored(target));
    Files.delete(target);
  }

  /** Elements of the file's weights; the operators' own constants are named after a node. */
  private static long stored(Path file) throws Exception {
    return OnnxReader.read(file).parameters().values().stream()
        .filter(it -> !it.name().contains("/"))
        .mapToLong(it -> it.shape().elements().size())
        .sum();
  }
}

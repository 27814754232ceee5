package modellint;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.eval.SourceReader;
import modellint.onnx.Draw;
import modellint.onnx.ModelWriteException;
import modellint.onnx.OnnxWriter;
import modellint.source.JavaReader;
import modellint.source.RunFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every definition of the fixtures, exported and run. One of which the source tells everything and
 * that its library does not refuse must run in ONNX Runtime and give numbers, but for those that
 * are named here.
 */
class ExportedFixturesTest {

  private static final Path FIXTURES = Path.of("..", "fixtures");

  /** What cannot be written though its sizes are known, by file, and why. */
  private static final Map<String, String> LACKING =
      Map.of(
          "Capsules.java",
          "ONNX has no operator for PrimaryCapsules, which layer1/PrimaryCapsules needs",
          "LocalKernels.java",
          "ONNX has no operator for LocallyConnected, which layer0/LocallyConnected needs",
          "LocalSteps.java",
          "ONNX has no operator for LocallyConnected, which layer0/LocallyConnected needs",
          "RecurrentAttention.java",
          "ONNX has no operator for RecurrentAttention, which layer0/RecurrentAttention needs",
          "UntunedTransfer.java",
          "the weights of layer0_W cannot be drawn: the base network gives it");

  /** Larger ones have no other layers and take long. */
  private static final long MOST_PARAMETERS = 30_000_000;

  /** Fewest definitions that run, by library. */
  private static final Map<String, Integer> LEAST =
      Map.of(
          "dl4j", 250,
          "djl", 30,
          "samediff", 40,
          "smile", 10,
          "tensorflow", 6,
          "neuroph", 8,
          "encog", 20,
          "deepnetts", 20,
          "tribuo", 5);

  /** What became of one definition; without a reason it runs. */
  private record Exported(Definition definition, String reason) {

    boolean runs() {
      return reason.isEmpty();
    }

    /** True where the source does not tell all, as in the fixtures that are there for it. */
    boolean isOpen() {
      return !definition.unknowns().isEmpty()
          || definition.site().file().contains("/unknown/")
          || !definition.graph().training().details().refusals().isEmpty();
    }

    String file() {
      return Path.of(definition.site().file()).getFileName().toString();
    }

    @Override
    public String toString() {
      return definition.site().file() + ":" + definition.site().line() + ": " + reason;
    }
  }

  @TempDir private Path folder;

  @Test
  void whatever_is_known_wholly_runs(TestReporter reporter)
      throws IOException, SourceReader.Unreadable {
    var all = new ArrayList<Exported>();
    for (Definition it : definitions()) {
      if (it.parameters().isKnown() && it.parameters().size() > MOST_PARAMETERS) {
        continue;
      }
      all.add(new Exported(it, reason(it)));
    }
    Map<String, Long> runs = counts(all.stream().filter(Exported::runs));
    reporter.publishEntry("run", runs.toString());
    reporter.publishEntry("are refused", counts(all.stream().filter(it -> !it.runs())).toString());
    List<Exported> lacking = all.stream().filter(it -> !it.runs() && !it.isOpen()).toList();
    assertEquals(
        new TreeMap<>(LACKING),
        lacking.stream()
            .collect(Collectors.toMap(Exported::file, Exported::reason, (a, b) -> a, TreeMap::new)),
        lacking::toString);
    assertAll(
        LEAST.entrySet().stream()
            .map(
                it ->
                    () ->
                        assertTrue(
                            runs.getOrDefault(it.getKey(), 0L) >= it.getValue(),
                            () -> it + " do not run: " + runs)));
  }

  private static Map<String, Long> counts(Stream<Exported> of) {
    return of.collect(
        Collectors.groupingBy(it -> it.definition().kind(), TreeMap::new, Collectors.counting()));
  }

  private static List<Definition> definitions() throws IOException, SourceReader.Unreadable {
    var files = new TreeMap<String, Path>();
    try (Stream<Path> found = Files.walk(FIXTURES)) {
      found
          .filter(it -> it.toString().endsWith(".java"))
          .forEach(it -> files.put(FIXTURES.relativize(it).toString().replace('\\', '/'), it));
    }
    var run = new RunFiles(files, Path::toString);
    var reader = new JavaReader(JavaReader.LIBRARIES, Map.of(), run);
    var all = new ArrayList<Definition>();
    for (Map.Entry<String, Path> it : files.entrySet()) {
      all.addAll(reader.read(it.getValue(), it.getKey()).definitions());
    }
    return all;
  }

  private String reason(Definition it) throws IOException {
    Path file = folder.resolve("net.onnx");
    try {
      OnnxWriter.write(it.graph(), Draw.of(1), file);
      return OnnxRun.of(file).isFinite() ? "" : "an output is no number";
    } catch (ModelWriteException | OrtException e) {
      return String.valueOf(e.getMessage());
    }
  }
}

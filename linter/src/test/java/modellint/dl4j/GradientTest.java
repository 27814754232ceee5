package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.analysis.signal.Assumptions;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.SignalPropagation;
import modellint.definition.Definition;
import modellint.eval.SourceReader;
import modellint.graph.Graph;
import modellint.graph.Parameter;
import modellint.graph.Weights;
import modellint.onnx.Draw;
import modellint.onnx.ModelReadException;
import modellint.onnx.ModelWriteException;
import modellint.onnx.OnnxReader;
import modellint.onnx.OnnxWriter;
import modellint.rule.Subject;
import modellint.source.JavaReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gradients as predicted from source, and from the ONNX file exported from it, against those that
 * {@code computeGradientAndScore} gives in the library.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GradientTest {

  /** A definition, what the library measured in it, and the file it was exported to. */
  private record Pair(LibraryTruth truth, Definition definition, Graph exported) {}

  /** One weight's gradient, predicted and measured; {@code first} in its network. */
  private record Row(
      String name, LayerFlow predicted, LibraryTruth.Weight measured, boolean first) {

    double error() {
      return predicted.weightGradientLog10() - measured.gradientLog10();
    }

    /** The stated interval is the gradient's at the layer's output; the weight's is as wide. */
    boolean covered() {
      double shift = predicted.weightGradientLog10() - predicted.gradientLog10();
      return predicted.low() + shift <= measured.gradientLog10()
          && measured.gradientLog10() <= predicted.high() + shift;
    }

    @Override
    public String toString() {
      return name + " is off by " + error() + (covered() ? "" : ", outside the interval");
    }
  }

  /** The intervals are stated for 95 %. */
  private static final double MISSES = 0.05;

  private final List<Pair> pairs = new ArrayList<>();

  @BeforeAll
  void read(@TempDir Path folder)
      throws IOException, SourceReader.Unreadable, ModelWriteException, ModelReadException {
    for (LibraryTruth truth : LibraryTruth.read()) {
      var read = new JavaReader(JavaReader.LIBRARIES).read(truth.source(), truth.name() + ".java");
      assertEquals(1, read.definitions().size(), truth.name() + read.refused());
      Definition definition = read.definitions().get(0);
      Path file = folder.resolve(truth.name() + ".onnx");
      OnnxWriter.write(definition.graph(), Draw.of(1), file);
      pairs.add(new Pair(truth, definition, OnnxReader.read(file)));
    }
  }

  @Test
  void at_least_twenty_networks_are_compared() {
    assertTrue(pairs.size() >= 20, () -> pairs.size() + " networks");
  }

  @Test
  void parameters_are_the_librarys() {
    assertAll(
        pairs.stream()
            .map(
                it ->
                    () ->
                        assertEquals(
                            Long.toString(it.truth().parameters()),
                            it.definition().parameters().toString(),
                            it.truth().name())));
  }

  @Test
  void deviations_are_the_librarys_declared_and_drawn() {
    assertAll(
        pairs.stream()
            .flatMap(
                pair ->
                    pair.truth().weights().entrySet().stream()
                        .map(it -> () -> deviations(pair, it.getKey(), it.getValue()))));
  }

  private static void deviations(Pair pair, String weight, LibraryTruth.Weight truth) {
    String name = pair.truth().name() + " " + weight;
    double tolerance = 1e-4 + 4 / Math.sqrt(2.0 * truth.elements());
    var declared = (Weights.Declared) parameter(pair.definition().graph(), weight).weights();
    var drawn = (Weights.Measured) parameter(pair.exported(), weight).weights();
    assertEquals(1, Math.sqrt(declared.init().variance()) / truth.std(), tolerance, name);
    assertEquals(1, drawn.all().std() / truth.std(), 2 * tolerance, name);
  }

  private static Parameter parameter(Graph graph, String name) {
    return Optional.ofNullable(graph.parameters().get(name)).orElseThrow();
  }

  @Test
  void gradients_predicted_from_source_are_the_librarys() {
    compare(
        pairs.stream().flatMap(it -> rows(it.truth(), it.definition().graph()).stream()).toList());
  }

  @Test
  void gradients_predicted_from_the_exported_file_are_the_librarys() {
    compare(pairs.stream().flatMap(it -> rows(it.truth(), it.exported()).stream()).toList());
  }

  private void compare(List<Row> rows) {
    List<Row> first = rows.stream().filter(Row::first).toList();
    List<Row> outside = first.stream().filter(it -> !it.covered()).toList();
    double median =
        first.stream()
            .mapToDouble(it -> Math.abs(it.error()))
            .sorted()
            .skip(first.size() / 2)
            .findFirst()
            .orElse(9);
    assertEquals(pairs.size(), first.size(), "networks with a prediction");
    assertTrue(outside.size() <= MISSES * first.size(), outside::toString);
    assertTrue(median <= 0.1, () -> "median error " + median);
  }

  private static List<Row> rows(LibraryTruth truth, Graph graph) {
    var assumptions =
        new Assumptions(truth.batch(), Map.of("N", (long) truth.batch()), Optional.empty());
    SignalPropagation signal = new Subject(graph, Map.of(), assumptions).signal();
    var rows = new ArrayList<Row>();
    for (LayerFlow flow : signal.layers()) {
      String weight = flow.layer().weight().name();
      Optional.ofNullable(truth.weights().get(weight))
          .ifPresent(
              it -> rows.add(new Row(truth.name() + " " + weight, flow, it, rows.isEmpty())));
    }
    return rows;
  }
}

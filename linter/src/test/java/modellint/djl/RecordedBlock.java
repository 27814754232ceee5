package modellint.djl;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import modellint.analysis.shape.Shapes;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Init;
import modellint.graph.Shape;
import modellint.graph.Value;
import modellint.graph.Weights;

/**
 * A block as the library made it, to compare with what is drawn of its source: sums, outputs, and
 * every parameter by name.
 *
 * @param open the outputs of models of which no operator says all
 */
record RecordedBlock(
    Map<String, String> truth, List<Map<String, String>> parameters, Map<String, String> open) {

  static String cell(Map<String, String> row, String column) {
    return row.getOrDefault(column, "");
  }

  void compare(BlockReader.Drawn drawn, String inputShape) {
    assertFalse(truth.isEmpty(), "nothing is recorded");
    Map<String, Parameters.Entry> entries =
        drawn.parameters().stream()
            .collect(Collectors.toMap(Parameters.Entry::name, Function.identity()));
    assertAll(
        () ->
            assertEquals(
                cell(truth, "numParams") + " " + cell(truth, "numTrainable"),
                drawn.definition().parameters() + " " + drawn.definition().trainable()),
        () ->
            assertEquals(
                open.getOrDefault(cell(truth, "model"), cell(truth, "outputShape")),
                outputs(drawn, inputShape)),
        () ->
            assertEquals(
                parameters.stream().map(it -> cell(it, "name")).sorted().toList(),
                entries.keySet().stream().sorted().toList()),
        () ->
            assertAll(
                parameters.stream()
                    .filter(it -> entries.containsKey(cell(it, "name")))
                    .map(it -> () -> compare(it, drawn, entries))));
  }

  private static void compare(
      Map<String, String> truth, BlockReader.Drawn drawn, Map<String, Parameters.Entry> entries) {
    String name = cell(truth, "name");
    Parameters.Entry entry = entries.get(name);
    if (entry == null) {
      throw new AssertionError(name);
    }
    assertEquals(
        List.of(cell(truth, "type"), cell(truth, "shape"), cell(truth, "requiresGrad")),
        List.of(entry.type().toString(), joined(entry.shape()), Boolean.toString(entry.trained())),
        name);
    Graph graph = drawn.definition().graph();
    var parameter = graph.parameters().get(entry.drawn());
    if (parameter == null) {
      throw new AssertionError(name + " is not in the graph");
    }
    assertEquals(entry.shape().elements(), parameter.shape().elements(), name);
    Init init = ((Weights.Declared) parameter.weights()).init();
    if (cell(truth, "rms").isEmpty()) {
      boolean one = List.of("GAMMA", "RUNNING_VAR").contains(cell(truth, "type"));
      assertEquals(one ? 1 : 0, init.secondMoment(), name);
      return;
    }
    // The square of a sample scatters by sqrt(2/n) of itself; five times that, and the print's
    // digits.
    double tolerance = 2e-4 + 5 * Math.sqrt(2.0 / parameter.shape().elements().size());
    double measured = Double.parseDouble(cell(truth, "rms"));
    assertEquals(1, measured * measured / init.secondMoment(), tolerance, name);
  }

  /** What the graph gives, as its own shape inference says, for the inputs of the recorded run. */
  private static String outputs(BlockReader.Drawn drawn, String inputShape) {
    Graph graph = drawn.definition().graph();
    String[] given = inputShape.split(";", -1);
    var inputs = new java.util.HashMap<String, Shape>();
    for (int i = 0; i < graph.inputs().size(); i++) {
      long[] sizes = Arrays.stream(given[i].split("x", -1)).mapToLong(Long::parseLong).toArray();
      inputs.put(graph.inputs().get(i).name(), Shape.of(sizes));
    }
    Shapes shapes = Shapes.of(graph, inputs);
    return graph.outputs().stream()
        .map(Value::name)
        .map(it -> shapes.shape(it).map(RecordedBlock::joined).orElse("unknown"))
        .collect(Collectors.joining(";"));
  }

  private static String joined(Shape shape) {
    return shape.dims().stream().map(Dim::toString).collect(Collectors.joining("x"));
  }
}

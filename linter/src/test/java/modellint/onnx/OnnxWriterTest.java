package modellint.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modellint.definition.Declaration;
import modellint.definition.GraphSketch;
import modellint.graph.Attribute;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Init;
import modellint.graph.Loss;
import modellint.graph.Moments;
import modellint.graph.Place;
import modellint.graph.Shape;
import modellint.graph.Training;
import modellint.graph.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWriterTest {

  private static final Place.Line HERE = new Place.Line("Net.java", 3, 1);
  private static final Training TRAINING =
      Training.builder()
          .optimizer(Optional.of("adam"))
          .learningRate(Optional.of(1e-3))
          .clipping(Optional.of(new Training.Clipping("value", 0.5)))
          .loss(Optional.of(Loss.MSE))
          .batchSize(Optional.of(16))
          .build();

  @TempDir Path folder;

  private static Graph graph(Shape shape, Weights weights) {
    var sketch = new GraphSketch("net", HERE);
    String x = sketch.input("x", new Shape(List.of(Dim.symbol("N"), Dim.of(64))));
    String w = sketch.parameter(new Declaration("w", shape, weights));
    String y = sketch.node("MatMul", "y", List.of(x, w), Map.of(), HERE);
    String z =
        sketch.node("LeakyRelu", "z", List.of(y), Map.of("alpha", new Attribute.Real(0.25)), HERE);
    String flat = sketch.integers("shape", 0, -1);
    return sketch.finish(
        List.of(sketch.node("Reshape", "r", List.of(z, flat), Map.of(), HERE)), TRAINING);
  }

  private static Graph graph(Init init) {
    return graph(Shape.of(64, 128), new Weights.Declared(init));
  }

  private Graph again(Graph graph) throws Exception {
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(graph, Draw.of(7), file);
    return OnnxReader.read(file);
  }

  private Weights.Measured measured(Init init) throws Exception {
    var parameter = Optional.ofNullable(again(graph(init)).parameters().get("w")).orElseThrow();
    return assertInstanceOf(Weights.Measured.class, parameter.weights());
  }

  @Test
  void what_was_written_is_read_again() throws Exception {
    Graph graph = graph(new Init.Normal("XAVIER", 0, 0.01));
    Graph read = again(graph);

    assertEquals(graph.name(), read.name());
    assertEquals(
        graph.nodes().toString(), read.nodes().toString(), "operators, operands and results");
    assertEquals(graph.nodes().get(1).attributes(), read.nodes().get(1).attributes());
    assertEquals(17, read.nodes().get(0).opset());
    assertEquals(graph.inputs(), read.inputs());
    assertEquals(graph.outputs().get(0).name(), read.outputs().get(0).name());
    assertEquals(
        Optional.of(new Shape(List.of(Dim.symbol("N"), Dim.of(128)))),
        read.outputs().get(0).shape(),
        "as inferred");
    assertEquals(graph.parameters().keySet(), read.parameters().keySet());
    assertEquals(graph.parameters().get("shape").values(), read.parameters().get("shape").values());
    assertEquals(graph.training(), read.training());
  }

  @Test
  void a_normal_draw_has_the_moments_declared() throws Exception {
    Weights.Measured drawn = measured(new Init.Normal("N", 0.5, 0.04));

    assertEquals(0.5, drawn.all().mean(), 4 * 0.2 / Math.sqrt(8192));
    assertEquals(0.2, drawn.all().std(), 4 * 0.2 / Math.sqrt(2 * 8192));
    assertEquals(3, drawn.kurtosis(), 0.3);
  }

  @Test
  void a_uniform_draw_stays_between_its_ends() throws Exception {
    Weights.Measured drawn = measured(new Init.Uniform("U", -0.3, 0.3));

    assertEquals(0.3 / Math.sqrt(3), drawn.all().std(), 0.005);
    assertTrue(drawn.all().largest() <= 0.3f && drawn.all().largest() > 0.299);
  }

  @Test
  void a_truncated_draw_stays_within_two_deviations_of_what_was_cut() throws Exception {
    Weights.Measured drawn = measured(new Init.Normal("TruncatedNormalDistribution", 0, 0.7577));

    assertEquals(Math.sqrt(0.7577), drawn.all().std(), 0.03);
    assertTrue(drawn.all().largest() < 2 && drawn.all().largest() > 1.9);
  }

  @Test
  void constants_and_identities_are_what_they_say() throws Exception {
    assertEquals(
        new Moments(8192, 0.25, 0.0625, 0.25), measured(new Init.Constant("C", 0.25)).all());
    Weights.Measured identity = measured(new Init.Identity("I", 1.0 / 128, 0));
    assertEquals(8192 - 64, identity.zeros());
    assertEquals(1, identity.all().largest());
  }

  @Test
  void rows_of_an_orthogonal_draw_are_as_long_as_the_gain() throws Exception {
    Weights.Measured drawn = measured(new Init.Orthogonal("O", 2, 4.0 / 128));

    for (Moments row : drawn.rows()) {
      assertEquals(4, row.secondMoment() * row.count(), 1e-4);
    }
  }

  @Test
  void vectors_of_an_orthogonal_draw_are_perpendicular() {
    var draw = Orthogonal.draw(30, 5, 1, new java.util.Random(1));
    var matrix = new double[30][5];
    for (double[] row : matrix) {
      for (int i = 0; i < row.length; i++) {
        row[i] = draw.getAsDouble();
      }
    }
    for (int a = 0; a < 5; a++) {
      for (int b = 0; b < 5; b++) {
        double product = 0;
        for (double[] row : matrix) {
          product += row[a] * row[b];
        }
        assertEquals(a == b ? 1 : 0, product, 1e-12);
      }
    }
  }

  @Test
  void the_seed_decides_every_byte() throws Exception {
    assertArrayEquals(bytes(1), bytes(1));
    assertFalse(java.util.Arrays.equals(bytes(1), bytes(2)));
  }

  private static byte[] bytes(long seed) throws IOException, ModelWriteException {
    var out = new ByteArrayOutputStream();
    OnnxWriter.write(graph(new Init.Normal("N", 0, 1)), Draw.of(seed), out);
    return out.toByteArray();
  }

  @Test
  void an_open_size_is_refused_unless_it_is_given() throws Exception {
    var weights = new Weights.Declared(new Init.Normal("N", 0, 1));
    Graph open = graph(new Shape(List.of(Dim.of(64), Dim.symbol("k"))), weights);
    Path file = folder.resolve("open.onnx");

    assertEquals("the shape of w is not known: [64, k]", refusal(open));
    OnnxWriter.write(open, new Draw(0, Map.of("k", 3L)), file);
    var read = Optional.ofNullable(OnnxReader.read(file).parameters().get("w")).orElseThrow();
    assertEquals(Shape.of(64, 3), read.shape());
  }

  @Test
  void what_cannot_be_drawn_is_refused_before_a_file_is_made() {
    assertEquals(
        "the weights of w cannot be drawn: nobody knows",
        refusal(graph(Shape.of(64, 2), new Weights.Unknown("nobody knows"))));
    assertEquals(
        "the weights of w are known by their statistics alone",
        refusal(
            graph(
                Shape.of(64, 2),
                new Weights.Measured(Moments.NONE, 3, 0, 0, 0, List.of(), List.of()))));
    assertFalse(Files.exists(folder.resolve("refused.onnx")));
  }

  @Test
  void an_operator_that_is_none_of_onnx_is_refused() {
    var sketch = new GraphSketch("net", HERE);
    String x = sketch.input("x", Shape.of(1));
    List<String> y = sketch.node("java", "Magic", "m", List.of(x), Map.of(), 1, HERE);

    assertEquals(
        "ONNX has no operator for Magic, which m needs",
        refusal(sketch.finish(y, Training.UNKNOWN)));
  }

  private String refusal(Graph graph) {
    Path file = folder.resolve("refused.onnx");
    var refused =
        assertThrows(ModelWriteException.class, () -> OnnxWriter.write(graph, Draw.of(0), file));
    return String.valueOf(refused.getMessage());
  }
}

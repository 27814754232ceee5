package modellint.verify.probe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import modellint.onnx.proto.ModelProto;
import modellint.onnx.proto.ValueInfoProto;
import modellint.verify.run.Block;
import modellint.verify.run.UnsupportedModelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {

  private static final Path INPUTS = Path.of("..", "fixtures", "inputs");
  private static final Path MODEL =
      Path.of("..", "fixtures", "ML201-mismatched-variance", "speaks", "standard-normal.onnx");

  private static final double HALF_PRECISION = 2e-3;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "by-name.npz",
        "by-position.npz",
        "double-by-columns.npy",
        "half.npy",
        "test_data_set_0",
        "test_data_set_0/input_0.pb"
      })
  void every_form_gives_the_same_tensor(String form) throws IOException {
    double[] expected = match("by-name.npz").get("x").reals();
    Map<String, Block> matched = match(form);

    assertEquals(5 * 32, expected.length);
    assertArrayEquals(new long[] {5, 32}, matched.get("x").shape());
    assertArrayEquals(expected, matched.get("x").reals(), HALF_PRECISION);
  }

  @ParameterizedTest
  @CsvSource({
    "too-narrow.npy, 'the given input x is 5x3, the model takes Nx32'",
    "whole-numbers.npy," + " 'the given input x has the element type int64, the model takes float'",
    "another-name.npz, 'the given inputs are 2 tensors, the model takes x (Nx32)'"
  })
  void what_does_not_fit_is_refused_with_both_sides(String form, String reason) {
    var refusal = assertThrows(UnsupportedModelException.class, () -> match(form));

    assertEquals(reason, refusal.getMessage());
  }

  @Test
  void a_directory_without_tensors_is_refused() {
    var refusal = assertThrows(UnsupportedModelException.class, () -> match("."));

    assertTrue(String.valueOf(refusal.getMessage()).endsWith("without an input_0.pb"));
  }

  @Test
  void a_broken_array_is_refused() {
    for (byte[] broken :
        List.of(
            new byte[0],
            new byte[64],
            "\u0093NUMPY".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1))) {
      assertThrows(UnsupportedModelException.class, () -> NumpyArray.read(broken));
    }
  }

  @Test
  void the_probe_runs_on_what_is_given() throws IOException {
    var inputs =
        new Question.Inputs(
            32, Map.of(), Map.of(), List.of(INPUTS.resolve("by-name.npz").toString()));
    var layer = new Question.Target(firstLayer(), "fc1.weight");
    Answer answer =
        Probe.of(
            new Question(
                MODEL.toString(),
                "random",
                inputs,
                List.of(1L, 2L),
                List.of(layer),
                List.of(),
                java.util.Optional.empty(),
                List.of()));

    List<Answer.Row> rows = answer.seeds().stream().map(it -> it.layers().get(0)).toList();
    assertEquals(rows.get(0).activationRms(), rows.get(1).activationRms(), "inputs vary");
    assertTrue(rows.get(0).gradientLog10() != rows.get(1).gradientLog10(), "cotangents do not");
  }

  private static String firstLayer() throws IOException {
    return model().getGraph().getNode(0).getOutput(0);
  }

  private static Map<String, Block> match(String form) throws IOException {
    List<ValueInfoProto> inputs = model().getGraph().getInputList();
    return Samples.read(List.of(INPUTS.resolve(form).toString())).match(inputs);
  }

  private static ModelProto model() throws IOException {
    return ModelProto.parseFrom(Files.readAllBytes(MODEL));
  }
}

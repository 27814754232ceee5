package modellint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.graph.Dim;
import modellint.graph.Value;
import modellint.onnx.Draw;
import modellint.onnx.OnnxWriter;
import modellint.source.JavaReader;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What exported definitions compute in ONNX Runtime against the library's own outputs for the same
 * weights and inputs, recorded in {@code outputs.json} by the tests of the profile oracle: dense,
 * convolutional, recurrent and normalising layers, attention, merged branches and the boxes of a
 * detector.
 */
class ExportedOutputTest {

  private static final Path FIXTURES = Path.of("..", "fixtures", "java");

  /** Fewest definitions, by library. */
  private static final Map<String, Integer> LEAST =
      Map.of("dl4j", 40, "encog", 7, "deepnetts", 4, "neuroph", 6, "smile", 1);

  private static final double TOLERANCE = 1e-4;

  /** How far the runtime's tanh is off near zero. */
  private static final double NEAR_ZERO = 1e-8;

  private static final long EXAMPLES = 3;
  private static final long STEPS = 7;

  @TempDir private Path folder = Path.of("");

  /** A sample of one output's numbers, evenly spread from the first to the last. */
  private record Output(long[] shape, List<Double> numbers) {}

  @TestFactory
  Stream<DynamicNode> exported_definitions_compute_what_the_library_computes() {
    return LEAST.entrySet().stream()
        .map(it -> DynamicContainer.dynamicContainer(it.getKey(), of(it.getKey(), it.getValue())));
  }

  private Stream<DynamicTest> of(String library, int least) {
    Path definitions = FIXTURES.resolve(library);
    try (Reader record = Files.newBufferedReader(definitions.resolve("outputs.json"))) {
      var all = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromReader(record);
      assertTrue(all.size() >= least, () -> all.size() + " definitions");
      return all.entrySet().stream()
          .map(
              it ->
                  DynamicTest.dynamicTest(
                      it.getKey().toString(),
                      () ->
                          compare(
                              definitions.resolve(it.getKey() + ".java"), output(it.getValue()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Output output(Object recorded) {
    var it = (Map<?, ?>) recorded;
    return new Output(
        numbers(it, "shape").stream().mapToLong(Number::longValue).toArray(),
        numbers(it, "numbers").stream().map(Number::doubleValue).toList());
  }

  private static List<Number> numbers(Map<?, ?> record, String key) {
    var list = (List<?>) Optional.ofNullable(record.get(key)).orElseThrow();
    return list.stream().map(Number.class::cast).toList();
  }

  private void compare(Path source, Output expected) throws Exception {
    List<Definition> found =
        new JavaReader(JavaReader.LIBRARIES).read(source, source.toString()).definitions();
    assertEquals(1, found.size());
    Path file = folder.resolve("net.onnx");
    OnnxWriter.write(found.get(0).graph(), Draw.of(1), file);
    Output output = run(file, found.get(0).graph().inputs(), expected.numbers().size());
    assertArrayEquals(expected.shape(), output.shape());
    double scale = expected.numbers().stream().mapToDouble(Math::abs).max().orElseThrow();
    for (int i = 0; i < expected.numbers().size(); i++) {
      double is = output.numbers().get(i);
      assertEquals(expected.numbers().get(i), is, TOLERANCE * scale + NEAR_ZERO, "number " + i);
    }
  }

  private static Output run(Path file, List<Value> inputs, int many) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    var given = new HashMap<String, OnnxTensor>();
    try (OrtSession session = environment.createSession(file.toString())) {
      for (Value input : inputs) {
        given.put(input.name(), sines(environment, input));
      }
      try (OrtSession.Result result = session.run(given)) {
        var output = (OnnxTensor) result.get(0);
        FloatBuffer all = output.getFloatBuffer();
        List<Double> numbers =
            LongStream.range(0, many)
                .mapToObj(it -> (double) all.get((int) (it * (all.limit() - 1) / (many - 1))))
                .toList();
        return new Output(output.getInfo().getShape(), numbers);
      }
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  /** What the library was given when it was recorded. */
  private static OnnxTensor sines(OrtEnvironment environment, Value input) throws OrtException {
    long[] shape =
        input.shape().orElseThrow().dims().stream()
            .mapToLong(
                it -> it.isKnown() ? it.size() : it.equals(Dim.symbol("N")) ? EXAMPLES : STEPS)
            .toArray();
    var all = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) StrictMath.sin(i + 1.0);
    }
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(all), shape);
  }
}

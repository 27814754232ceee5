package modellint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import modellint.definition.Definition;
import modellint.eval.SourceReader;
import modellint.graph.Dim;
import modellint.graph.Shape;
import modellint.onnx.Draw;
import modellint.onnx.ModelWriteException;
import modellint.onnx.OnnxWriter;
import modellint.source.JavaReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The definitions of Deeplearning4j's zoo, exported and run: finite numbers of the right shape. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportedZooTest {

  private static final String MODELS = "org/deeplearning4j/zoo/model/";
  private static final Map<String, Long> SIZES = Map.of("numClasses", 10L);

  private Path folder = Path.of("");

  /** A model of the zoo and the shape of its first output for one sample. */
  private record Expected(String model, long... shape) {}

  @BeforeAll
  void unpack(@TempDir Path fresh) throws Exception {
    folder = fresh;
    var url = ExportedZooTest.class.getClassLoader().getResource(MODELS + "LeNet.java");
    assertTrue(url != null, "the zoo's sources are not on the class path");
    try (var jar =
        new JarFile(Path.of(new URI(url.toString().replaceAll("^jar:|!.*$", ""))).toFile())) {
      for (var entry : jar.stream().filter(it -> it.getName().endsWith(".java")).toList()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
          Files.copy(in, file);
        }
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> small_definitions_run() {
    return tests(
        new Expected("LeNet", 1, 10),
        new Expected("SimpleCNN", 1, 10),
        new Expected("SqueezeNet", 1, 10),
        new Expected("FaceNetNN4Small2", 1, 10),
        new Expected("TextGenerationLSTM", 1, 47, 8));
  }

  @Tag("oracle")
  @TestFactory
  Stream<DynamicTest> large_definitions_run() {
    return tests(
        new Expected("AlexNet", 1, 10),
        new Expected("Darknet19", 1, 10),
        new Expected("InceptionResNetV1", 1, 10),
        new Expected("TinyYOLO", 1, 75, 13, 13),
        new Expected("UNet", 1, 1, 512, 512),
        new Expected("VGG16", 1, 10),
        new Expected("VGG19", 1, 10),
        new Expected("Xception", 1, 10),
        new Expected("YOLO2", 1, 75, 19, 19));
  }

  /** Its weights alone would let the signal overflow; its normalisation reads the batch. */
  @Tag("oracle")
  @Test
  void resnet_runs_since_its_normalisation_reads_the_batch() throws Exception {
    finite(new Expected("ResNet50", 1, 10));
  }

  private Stream<DynamicTest> tests(Expected... models) {
    return Stream.of(models).map(it -> DynamicTest.dynamicTest(it.model(), () -> finite(it)));
  }

  private void finite(Expected expected) throws Exception {
    for (float number : run(expected)) {
      assertTrue(Float.isFinite(number), () -> "an output is " + number);
    }
  }

  private float[] run(Expected expected)
      throws IOException, SourceReader.Unreadable, ModelWriteException, OrtException {
    String name = expected.model() + ".java";
    List<Definition> found =
        new JavaReader(JavaReader.LIBRARIES, SIZES)
            .read(folder.resolve(MODELS + name), name)
            .definitions();
    assertEquals(1, found.size());
    Path file = folder.resolve(expected.model() + ".onnx");
    OnnxWriter.write(found.get(0).graph(), Draw.of(1), file);
    var value = found.get(0).graph().inputs().get(0);
    try (var environment = OrtEnvironment.getEnvironment();
        OrtSession session = environment.createSession(file.toString());
        OnnxTensor input = noise(environment, value.shape().orElseThrow());
        OrtSession.Result result = session.run(Map.of(value.name(), input))) {
      var output = (OnnxTensor) result.get(0);
      assertArrayEquals(expected.shape(), output.getInfo().getShape());
      FloatBuffer all = output.getFloatBuffer();
      var numbers = new float[all.remaining()];
      all.get(numbers);
      return numbers;
    } finally {
      Files.delete(file);
    }
  }

  /** One sample; eight steps where a sequence has any number of them. */
  private static OnnxTensor noise(OrtEnvironment environment, Shape shape) throws OrtException {
    long[] sizes =
        shape.dims().stream()
            .mapToLong(it -> it.isKnown() ? it.size() : it.equals(Dim.symbol("N")) ? 1 : 8)
            .toArray();
    int count = (int) java.util.Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    var random = new Random(1);
    FloatBuffer numbers = FloatBuffer.allocate(count);
    while (numbers.hasRemaining()) {
      numbers.put((float) random.nextGaussian());
    }
    return OnnxTensor.createTensor(environment, numbers.flip(), sizes);
  }
}

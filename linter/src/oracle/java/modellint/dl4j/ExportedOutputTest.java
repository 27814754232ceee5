package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import modellint.graph.Dim;
import modellint.graph.Graph;
import modellint.graph.Value;
import modellint.onnx.Draw;
import modellint.onnx.ModelWriteException;
import modellint.onnx.OnnxWriter;
import modellint.onnx.proto.ModelProto;
import modellint.testing.OutputRecord;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the library's {@code output()} gives for the weights of exported definitions: the record,
 * which {@code -Dupdate} writes anew, is what exported files are held to in ONNX Runtime. Where a
 * layer normalises by the batch the library is asked for its output in training, as that is what an
 * exported definition is for.
 */
@Tag("oracle")
class ExportedOutputTest {

  /** Definitions with operators that ONNX lacks, and one that the library itself cannot run. */
  private static final List<String> LACKING =
      List.of(
          "Capsules",
          "Frames",
          "LocalKernels",
          "LocalSteps",
          "NormalisedRnn",
          "RecurrentAttention",
          "SelfAttention");

  private static final long EXAMPLES = 3;
  private static final long STEPS = 7;

  @TempDir private static Path folder;

  @BeforeAll
  static void the_library_runs_here() {
    try {
      Nd4j.create(1);
    } catch (LinkageError | RuntimeException e) {
      abort("the native part of DL4J cannot be loaded on this machine: " + e);
    }
  }

  @Test
  void the_record_is_what_the_library_computes()
      throws IOException, ReflectiveOperationException, ModelWriteException {
    List<Path> sources;
    try (Stream<Path> files = Files.list(LibraryTruth.FOLDER)) {
      sources = files.filter(it -> it.toString().endsWith(".java")).sorted().toList();
    }
    ClassLoader loader = compiled(sources);
    var found = new OutputRecord();
    for (Path source : sources) {
      String name = source.getFileName().toString().replace(".java", "");
      if (!LACKING.contains(name)) {
        measure(name, loader, found);
      }
    }
    found.compare(LibraryTruth.FOLDER);
  }

  private static ClassLoader compiled(List<Path> sources) throws IOException {
    String path = System.getProperty("java.class.path");
    Stream<String> options = Stream.of("-nowarn", "-proc:none", "-cp", path, "-d", folder + "");
    String[] arguments =
        Stream.concat(options, sources.stream().map(Path::toString)).toArray(String[]::new);
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments));
    var urls = new URL[] {folder.toUri().toURL()};
    return new URLClassLoader(urls, ExportedOutputTest.class.getClassLoader());
  }

  private static void measure(String name, ClassLoader loader, OutputRecord found)
      throws IOException, ReflectiveOperationException, ModelWriteException {
    String text = Files.readString(LibraryTruth.FOLDER.resolve(name + ".java"));
    Graph graph = Networks.parse(text).only().definition().graph();
    Path file = folder.resolve(name + ".onnx");
    OnnxWriter.write(graph, Draw.of(1), file);
    Method method = loader.loadClass(name).getDeclaredMethod("configuration");
    method.setAccessible(true);
    var weights = new Transplant(ModelProto.parseFrom(Files.readAllBytes(file)).getGraph());
    boolean training = graph.nodes().stream().anyMatch(it -> it.is("BatchNormalization"));
    INDArray[] inputs =
        graph.inputs().stream().map(ExportedOutputTest::numbers).toArray(INDArray[]::new);
    INDArray output = output(method.invoke(null), weights, inputs, training);

    found.add(name, output.shape(), output.dup('c').ravel().toFloatVector());
  }

  private static INDArray output(
      Object definition, Transplant weights, INDArray[] given, boolean training) {
    if (definition instanceof MultiLayerConfiguration it) {
      var net = new MultiLayerNetwork(Seeded.of(it));
      net.init();
      for (int i = 0; i < net.getnLayers(); i++) {
        var conf = net.getLayerWiseConfigurations().getConf(i).getLayer();
        weights.give(
            conf.getLayerName(), conf.getClass().getSimpleName(), net.getLayer(i).paramTable());
      }
      return net.output(given[0], training);
    }
    var net = new ComputationGraph(Seeded.of((ComputationGraphConfiguration) definition));
    net.init();
    for (var vertex : net.getVertices()) {
      if (vertex.hasLayer()) {
        String type = vertex.getLayer().conf().getLayer().getClass().getSimpleName();
        weights.give(vertex.getVertexName(), type, vertex.getLayer().paramTable());
      } else if (vertex.paramTable(false) != null) {
        weights.give(vertex.getVertexName(), "", vertex.paramTable(false));
      }
    }
    return net.output(training, given)[0];
  }

  /** What the test that reads the record feeds as well. */
  private static INDArray numbers(Value input) {
    long[] shape =
        input.shape().orElseThrow().dims().stream()
            .mapToLong(
                it -> it.isKnown() ? it.size() : it.equals(Dim.symbol("N")) ? EXAMPLES : STEPS)
            .toArray();
    var all = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b))];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) StrictMath.sin(i + 1.0);
    }
    return Nd4j.create(all, shape, 'c');
  }
}

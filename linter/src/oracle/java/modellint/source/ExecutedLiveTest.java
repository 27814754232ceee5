package modellint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import deepnetts.net.NeuralNetwork;
import deepnetts.net.layers.AbstractLayer;
import deepnetts.net.layers.ConvolutionalLayer;
import deepnetts.net.layers.MaxPoolingLayer;
import deepnetts.net.layers.OutputLayer;
import deepnetts.util.Tensor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.encog.neural.networks.BasicNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is read from definitions of Encog and Deep Netts against the libraries, compiled and run.
 */
@Tag("oracle")
class ExecutedLiveTest {

  /** Networks that are drawn of each definition. */
  private static final int NETWORKS = 200;

  @TempDir private static Path classes;

  /** The networks that one definition makes, tensor by tensor in their order. */
  private record Drawn(String name, String function, double[] values) {}

  @BeforeAll
  static void compile() throws IOException {
    var arguments =
        new ArrayList<>(
            List.of("-nowarn", "-proc:none", "-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of("-d", classes.toString()));
    Executed.definitions().forEach(it -> arguments.add(Executed.FOLDER + "/" + it + ".java"));
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0])));
  }

  @TestFactory
  Stream<DynamicTest> every_definition_is_read_as_the_library_makes_it() {
    List<String> names = Executed.definitions();
    assertFalse(names.isEmpty());
    return names.stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it, () -> ExecutedTest.compare(Executed.read(it), executed(it))));
  }

  /** What the build without the libraries compares with; {@code -Dupdate} writes it anew. */
  @Test
  void the_record_has_the_tensors_that_the_libraries_make() throws Exception {
    var all = new ArrayList<Executed>();
    for (String name : Executed.definitions()) {
      all.addAll(executed(name));
    }
    if (System.getProperty("update") != null) {
      Files.write(Executed.RECORD, all.stream().map(Executed::line).toList());
    }
    assertEquals(shapes(all), shapes(Executed.recorded()));
  }

  private static List<String> shapes(List<Executed> all) {
    return all.stream()
        .map(it -> it.definition() + " " + it.tensor() + " " + it.function() + " " + it.count())
        .toList();
  }

  private static List<Executed> executed(String name) throws Exception {
    var urls = new URL[] {classes.toUri().toURL()};
    try (var loader = new URLClassLoader(urls, ExecutedLiveTest.class.getClassLoader())) {
      Method method = loader.loadClass(name).getDeclaredMethod("network");
      method.setAccessible(true);
      List<Drawn> first = tensors(method.invoke(null));
      var networks = new ArrayList<>(List.of(first));
      while (networks.size() < NETWORKS && seeds(name)) {
        networks.add(tensors(method.invoke(null)));
      }
      var all = new ArrayList<Executed>();
      for (int i = 0; i < first.size(); i++) {
        int at = i;
        all.add(of(name, first.get(i), networks.stream().map(it -> it.get(at).values()).toList()));
      }
      return all;
    }
  }

  /** The same seed draws the same network: one is all there is. */
  private static boolean seeds(String name) {
    return !name.endsWith("Seeded");
  }

  private static Executed of(String name, Drawn tensor, List<double[]> drawn) {
    long count = drawn.stream().mapToLong(it -> it.length).sum();
    double mean = drawn.stream().flatMapToDouble(java.util.Arrays::stream).sum() / count;
    double square =
        drawn.stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .map(it -> (it - mean) * (it - mean))
                .sum()
            / count;
    return new Executed(
        name,
        tensor.name(),
        tensor.function(),
        tensor.values().length,
        count,
        mean,
        Math.sqrt(square));
  }

  private static List<Drawn> tensors(Object network) {
    return network instanceof BasicNetwork it ? encog(it) : deepNetts((NeuralNetwork<?>) network);
  }

  private static List<Drawn> encog(BasicNetwork network) {
    var all = new ArrayList<Drawn>();
    for (int layer = 1; layer < network.getLayerCount(); layer++) {
      String function =
          network.getActivation(layer).getClass().getSimpleName().replace("Activation", "");
      int from = network.getLayerNeuronCount(layer - 1);
      int to = network.getLayerNeuronCount(layer);
      var weights = new double[from * to];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = network.getWeight(layer - 1, i / to, i % to);
      }
      all.add(new Drawn("layer" + layer + "_weight", function, weights));
      if (network.isLayerBiased(layer - 1)) {
        var biases = new double[to];
        for (int i = 0; i < to; i++) {
          biases[i] = network.getWeight(layer - 1, from, i);
        }
        all.add(new Drawn("layer" + layer + "_bias", function, biases));
      }
    }
    return all;
  }

  private static List<Drawn> deepNetts(NeuralNetwork<?> network) {
    var all = new ArrayList<Drawn>();
    for (int i = 1; i < network.getLayers().size(); i++) {
      AbstractLayer layer = network.getLayers().get(i);
      if (layer instanceof MaxPoolingLayer) {
        continue;
      }
      String function = layer.getActivationType().name();
      String name = layer instanceof OutputLayer ? "output" : "layer" + i;
      double[] weights;
      if (layer instanceof ConvolutionalLayer images) {
        name = "conv" + i;
        weights =
            Stream.of(images.getFilters())
                .map(Tensor::getValues)
                .flatMapToDouble(ExecutedLiveTest::doubles)
                .toArray();
      } else {
        weights = doubles(layer.getWeights().getValues()).toArray();
      }
      all.add(new Drawn(name + "_weight", function, weights));
      all.add(new Drawn(name + "_bias", function, doubles(layer.getBiases()).toArray()));
    }
    return all;
  }

  private static java.util.stream.DoubleStream doubles(float[] values) {
    return java.util.stream.IntStream.range(0, values.length).mapToDouble(it -> values[it]);
  }
}

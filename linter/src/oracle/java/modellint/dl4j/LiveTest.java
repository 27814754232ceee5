package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import modellint.graph.Weights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What is read from the source of a definition against what the library makes of it, compiled and
 * run. Needs the library's native part; where that cannot be loaded, nothing is compared.
 */
@Tag("oracle")
class LiveTest {

  private static final Zoo ZOO = new Zoo();

  /** Zoo models above this size would take the memory of a small machine. */
  private static final long MOST_PARAMETERS = 30_000_000;

  @TempDir private static Path classes;

  @BeforeAll
  static void the_library_runs_here() {
    try {
      Nd4j.create(1);
    } catch (LinkageError | RuntimeException e) {
      abort("the native part of DL4J cannot be loaded on this machine: " + e);
    }
  }

  @TestFactory
  Stream<DynamicTest> every_fixture_is_what_the_library_makes_of_it() throws IOException {
    List<String> names = names();
    ClassLoader loader = compiled();
    return names.stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      String text = Files.readString(LibraryTruth.FOLDER.resolve(name + ".java"));
                      compare(built(name, loader), Networks.parse(text).only());
                    }));
  }

  /** What the build without the library compares with; {@code -Dupdate} writes it anew. */
  @Test
  void the_record_is_what_the_library_makes_of_the_fixtures()
      throws IOException, ReflectiveOperationException {
    var lines = new ArrayList<String>();
    ClassLoader loader = compiled();
    for (String name : names()) {
      Built truth = built(name, loader);
      for (Built.Of it : truth.layers()) {
        lines.add(RecordedLayersTest.line(name, it.name(), it.type(), it.parameters()));
      }
      lines.add(RecordedLayersTest.line(name, "", "", truth.parameters()));
    }
    Path record = LibraryTruth.FOLDER.resolve("layers.csv");
    if (System.getProperty("update") != null) {
      Files.write(record, lines);
    }
    assertEquals(Files.readAllLines(record), lines);
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(LibraryTruth.FOLDER)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".java"))
          .map(it -> it.replace(".java", ""))
          .sorted()
          .toList();
    }
  }

  private static Built built(String name, ClassLoader loader) throws ReflectiveOperationException {
    Method method = loader.loadClass(name).getDeclaredMethod("configuration");
    method.setAccessible(true);
    return Built.of(method.invoke(null));
  }

  private static ClassLoader compiled() throws IOException {
    List<String> names = names();
    assertFalse(names.isEmpty());
    compile(names.stream().map(it -> LibraryTruth.FOLDER.resolve(it + ".java")).toList());
    var urls = new URL[] {classes.toUri().toURL()};
    return new URLClassLoader(urls, LiveTest.class.getClassLoader());
  }

  private static void compile(List<Path> sources) {
    var arguments =
        new ArrayList<>(
            List.of(
                "-nowarn",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
    sources.forEach(it -> arguments.add(it.toString()));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, failed, "the fixtures do not compile");
  }

  @TestFactory
  Stream<DynamicTest> every_zoo_model_is_what_the_library_makes_of_it() {
    List<Map<String, String>> models =
        Csv.rows("zoo-truth.csv").stream()
            .filter(it -> it.getOrDefault("numParams", "").matches("\\d+"))
            .filter(it -> Long.parseLong(it.getOrDefault("numParams", "")) < MOST_PARAMETERS)
            .toList();
    assertFalse(models.isEmpty());
    return models.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.getOrDefault("model", ""),
                    () -> compare(Built.of(instantiate(row)), ZOO.network(row))));
  }

  private static Object instantiate(Map<String, String> row) throws ReflectiveOperationException {
    String name = row.getOrDefault("model", "");
    Class<?> model = Class.forName("org.deeplearning4j.zoo.model." + name);
    Object builder = model.getMethod("builder").invoke(null);
    String classes = name.equals("TextGenerationLSTM") ? "totalUniqueCharacters" : "numClasses";
    int many = Integer.parseInt(row.getOrDefault("numClasses", ""));
    String[] sizes = row.getOrDefault("inputShape", "").replaceAll("[\\[\\] ]", "").split(",");
    var shape = new int[sizes.length];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Integer.parseInt(sizes[i]);
    }
    builder.getClass().getMethod(classes, int.class).invoke(builder, many);
    builder.getClass().getMethod("inputShape", int[].class).invoke(builder, (Object) shape);
    Object made = builder.getClass().getMethod("build").invoke(builder);
    return model.getMethod("init").invoke(made);
  }

  private static void compare(Built truth, Network read) {
    assertEquals(truth.parameters() + "", read.definition().parameters().toString());
    assertEquals(truth.layers().size(), read.layers().size(), "layers");
    assertAll(truth.layers().stream().map(it -> () -> compare(it, read)));
  }

  private static void compare(Built.Of truth, Network read) {
    LayerFact layer = read.layer(truth.name()).orElseThrow();
    assertEquals(truth.type(), layer.settings().type(), truth.name());
    assertEquals(truth.parameters() + "", layer.parameters().toString(), truth.name());
    if (!truth.settings().isEmpty()) {
      assertEquals(truth.settings(), ReadSettings.of(layer.settings()), truth.name());
    }
    truth.weights().forEach((key, it) -> deviation(truth.name() + "_" + key, it, read));
  }

  /** A sample of n scatters by 1/sqrt(2n) about the deviation that is declared. */
  private static void deviation(String name, INDArray drawn, Network read) {
    var parameter = Optional.ofNullable(read.definition().graph().parameters().get(name));
    if (parameter.isEmpty() || drawn.length() < 64 || !name.endsWith("W")) {
      return;
    }
    double declared = Math.sqrt(((Weights.Declared) parameter.get().weights()).init().variance());
    double tolerance = 1e-4 + 5 / Math.sqrt(2.0 * drawn.length());
    assertEquals(1, drawn.stdNumber().doubleValue() / declared, tolerance, name);
  }
}

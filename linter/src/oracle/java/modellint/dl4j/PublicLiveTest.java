package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The definitions of {@code fixtures/java/public}, compiled and built by the library. */
@Tag("oracle")
class PublicLiveTest {

  @TempDir private static Path classes;

  private static final TreeMap<String, List<PublicLayer>> BUILT = new TreeMap<>();

  @BeforeAll
  static void build() throws IOException, ReflectiveOperationException {
    try {
      Nd4j.create(1);
    } catch (LinkageError | RuntimeException e) {
      abort("the native part of DL4J cannot be loaded on this machine: " + e);
    }
    var names = new ArrayList<String>();
    try (Stream<Path> files = Files.list(PublicLayer.FOLDER)) {
      files.filter(it -> it.toString().endsWith(".java")).forEach(it -> names.add(it.toString()));
    }
    var arguments =
        new ArrayList<>(
            List.of("-nowarn", "-proc:none", "-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of("-d", classes.toString()));
    arguments.addAll(names);
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new)));
    var urls = new URL[] {classes.toUri().toURL()};
    var loader = new URLClassLoader(urls, PublicLiveTest.class.getClassLoader());
    for (String name : names) {
      String type = Path.of(name).getFileName().toString().replace(".java", "");
      for (Method method : loader.loadClass(type).getDeclaredMethods()) {
        if (method.getParameterCount() == 0 && !Modifier.isPrivate(method.getModifiers())) {
          String definition = type + "." + method.getName();
          BUILT.put(definition, layers(definition, method));
        }
      }
    }
  }

  private static List<PublicLayer> layers(String name, Method method)
      throws ReflectiveOperationException {
    method.setAccessible(true);
    Object made = method.invoke(null);
    Object definition =
        made instanceof MultiLayerNetwork it ? it.getLayerWiseConfigurations() : made;
    return Built.of(definition).layers().stream().map(it -> layer(name, it)).toList();
  }

  private static PublicLayer layer(String definition, Built.Of it) {
    Optional<INDArray> weight = Optional.ofNullable(it.weights().get("W"));
    return new PublicLayer(
        definition,
        it.name(),
        it.type(),
        it.parameters(),
        weight.map(INDArray::length).orElse(0L),
        weight.map(PublicLiveTest::deviation).orElse(0.0),
        it.settings());
  }

  /** In double precision: the sum over tens of millions of weights is off in single. */
  private static double deviation(INDArray weight) {
    return weight.castTo(DataType.DOUBLE).stdNumber().doubleValue();
  }

  @TestFactory
  Stream<DynamicTest> every_definition_is_read_as_the_library_makes_it() {
    var read = PublicDefinitionsTest.read();
    return BUILT.entrySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(),
                    () ->
                        PublicDefinitionsTest.compare(
                            it.getValue(),
                            Optional.ofNullable(read.get(it.getKey())).orElseThrow())));
  }

  /** What the build without the library compares with; {@code -Dupdate} writes it anew. */
  @Test
  void the_record_is_what_the_library_makes_of_the_definitions() throws IOException {
    List<PublicLayer> all = BUILT.values().stream().flatMap(List::stream).toList();
    assertFalse(all.isEmpty());
    if (System.getProperty("update") != null) {
      String lines = all.stream().map(it -> it.line() + "\n").collect(Collectors.joining());
      Files.writeString(PublicLayer.RECORD, PublicLayer.header() + "\n" + lines);
    }
    assertEquals(facts(all), facts(PublicLayer.recorded()));
  }

  /** All but the deviation, which is drawn anew each time. */
  private static List<String> facts(List<PublicLayer> layers) {
    return layers.stream()
        .map(
            it ->
                Arrays.asList(
                    it.definition(), it.layer(), it.type(), it.parameters(), it.settings()))
        .map(List::toString)
        .toList();
  }
}

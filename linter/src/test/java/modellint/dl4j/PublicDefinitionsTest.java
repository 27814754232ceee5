package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import modellint.graph.Weights;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Networks as public programs define them, with their sizes, calls and settings and in other words:
 * what is read from the source against what the library made of them, recorded by the tests of the
 * profile oracle.
 */
class PublicDefinitionsTest {

  /** Standard deviations of a sample that a true deviation stays within. */
  private static final double SIGMAS = 5;

  /** Fewer numbers say nothing of a deviation. */
  private static final long SAMPLE = 64;

  private static final Pattern METHOD = Pattern.compile("  static \\S+ (\\w+)\\(\\) \\{");

  @TestFactory
  Stream<DynamicTest> every_definition_is_read_as_the_library_made_it() {
    List<PublicLayer> recorded = PublicLayer.recorded();
    return read().entrySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(), () -> compare(of(it.getKey(), recorded), it.getValue())));
  }

  @Test
  void every_definition_recorded_is_read() {
    List<String> recorded =
        PublicLayer.recorded().stream().map(PublicLayer::definition).distinct().sorted().toList();
    assertEquals(recorded, List.copyOf(read().keySet()));
    assertTrue(recorded.size() >= 60, recorded::toString);
  }

  /** Half of what is public was written for 0.9, whose builders end in two calls more. */
  @TestFactory
  Stream<DynamicTest> the_last_calls_of_older_versions_change_nothing() {
    List<PublicLayer> recorded = PublicLayer.recorded();
    String build = ".build();\n  }";
    return read(it -> it.replace(build, ".backprop(true).pretrain(false)" + build))
        .entrySet()
        .stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(), () -> compare(of(it.getKey(), recorded), it.getValue())));
  }

  private static List<PublicLayer> of(String definition, List<PublicLayer> layers) {
    return layers.stream().filter(it -> it.definition().equals(definition)).toList();
  }

  /** What is read from the sources, by class and method. */
  static Map<String, Network> read() {
    return read(it -> it);
  }

  private static Map<String, Network> read(UnaryOperator<String> edit) {
    var all = new TreeMap<String, Network>();
    try (Stream<Path> files = Files.list(PublicLayer.FOLDER)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String text = edit.apply(Files.readString(file));
        Networks read = Networks.parse(text);
        assertEquals(Map.of(), read.refused());
        String type = file.getFileName().toString().replace(".java", "");
        for (Network it : read.all()) {
          String name = type + "." + method(text, it.definition().site().line());
          assertTrue(all.put(name, it) == null, name + " twice");
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return all;
  }

  private static String method(String text, int line) {
    String name = "";
    for (String it : text.lines().limit(line).toList()) {
      Matcher method = METHOD.matcher(it);
      name = method.matches() ? method.group(1) : name;
    }
    return name;
  }

  static void compare(List<PublicLayer> truth, Network read) {
    assertEquals(
        truth.stream().map(PublicLayer::layer).sorted().toList(),
        read.layers().stream().map(LayerFact::name).sorted().toList());
    long sum = truth.stream().mapToLong(PublicLayer::parameters).sum();
    assertEquals(Long.toString(sum), read.definition().parameters().toString());
    assertAll(truth.stream().map(it -> () -> compare(it, read)));
  }

  private static void compare(PublicLayer truth, Network network) {
    LayerFact read = network.layer(truth.layer()).orElseThrow();
    assertEquals(truth.type(), read.settings().type(), truth.layer());
    assertEquals(Long.toString(truth.parameters()), read.parameters().toString(), truth.layer());
    if (!truth.settings().isEmpty()) {
      assertEquals(truth.settings(), ReadSettings.of(read.settings()), truth.layer());
    }
    if (truth.drawn() >= SAMPLE) {
      double tolerance = 1e-4 + SIGMAS / Math.sqrt(2.0 * truth.drawn());
      assertEquals(1, truth.deviation() / declared(truth, network), tolerance, truth.layer());
    }
  }

  private static double declared(PublicLayer truth, Network network) {
    var parameters = network.definition().graph().parameters();
    var weight = Optional.ofNullable(parameters.get(truth.layer() + "_W")).orElseThrow();
    return Math.sqrt(((Weights.Declared) weight.weights()).init().variance());
  }
}

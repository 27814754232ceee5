package modellint.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
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
import modellint.definition.Definition;
import modellint.graph.Loss;
import modellint.testing.Definitions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs the graphs of {@code fixtures/java/samediff} in SameDiff itself: what they count, how their
 * weights scatter, and the gradients of {@code calculateGradients}, medians over seven seeds. The
 * record, which {@code -Dupdate} writes anew, is what the tests without the library compare with.
 * Needs the library's native part; where that cannot be loaded, nothing is compared.
 */
@Tag("oracle")
class LiveTest {

  private static final Path FOLDER = Path.of("..", "fixtures", "java", "samediff");
  private static final int BATCH = 16;
  private static final int SEEDS = 7;

  @TempDir private static Path classes;

  @BeforeAll
  static void the_library_runs_here() {
    try {
      Nd4j.create(1);
    } catch (LinkageError | RuntimeException e) {
      abort("the native part of SameDiff cannot be loaded on this machine: " + e);
    }
  }

  @Test
  void the_record_is_what_the_library_makes_of_the_fixtures()
      throws IOException, ReflectiveOperationException {
    var found = new JsonObject();
    try (URLClassLoader loader = compiled()) {
      for (String name : names()) {
        Method method = loader.loadClass(name).getDeclaredMethod("graph");
        method.setAccessible(true);
        found.add(name, measured(method, loss(name)));
      }
    }
    Path record = FOLDER.resolve("truth.json");
    if (System.getProperty("update") != null) {
      Files.writeString(
          record, new GsonBuilder().setPrettyPrinting().create().toJson(found) + "\n");
    }
    compare(JsonParser.parseString(Files.readString(record)).getAsJsonObject(), found);
  }

  private static Loss loss(String name) throws IOException {
    Definition read =
        Definitions.only(
            new modellint.samediff.SameDiff(), Files.readString(FOLDER.resolve(name + ".java")));
    return read.graph().training().loss().orElseThrow();
  }

  private static JsonObject measured(Method graph, Loss loss) {
    Measured found;
    try {
      found = Measured.of(() -> (SameDiff) graph.invoke(null), loss, BATCH, SEEDS);
    } catch (Throwable e) {
      throw new AssertionError(graph.toString(), e);
    }
    var it = new JsonObject();
    it.addProperty("batch", BATCH);
    it.addProperty("parameters", found.parameters());
    var weights = new JsonArray();
    for (String name : found.gradients().keySet()) {
      double[] gradients = found.gradients().get(name);
      var weight = new JsonObject();
      weight.addProperty("weight", name);
      weight.addProperty("elements", found.elements(name));
      weight.addProperty("std", rounded(Measured.mean(found.deviations().get(name))));
      weight.addProperty("gradientLog10", rounded(Measured.median(gradients)));
      weight.addProperty("gradientLog10Std", rounded(Measured.deviation(gradients)));
      weights.add(weight);
    }
    it.add("weights", weights);
    return it;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  private static void compare(JsonObject recorded, JsonObject found) {
    assertEquals(recorded.keySet(), found.keySet());
    for (String name : recorded.keySet()) {
      JsonObject one = recorded.getAsJsonObject(name);
      JsonObject other = found.getAsJsonObject(name);
      assertEquals(one.get("parameters"), other.get("parameters"), name);
      JsonArray weights = one.getAsJsonArray("weights");
      for (int i = 0; i < weights.size(); i++) {
        JsonObject was = weights.get(i).getAsJsonObject();
        JsonObject is = other.getAsJsonArray("weights").get(i).getAsJsonObject();
        assertEquals(was.get("weight"), is.get("weight"), name);
        assertEquals(
            was.get("gradientLog10").getAsDouble(), is.get("gradientLog10").getAsDouble(), 0.01);
      }
    }
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.endsWith(".java"))
          .map(it -> it.replace(".java", ""))
          .sorted()
          .toList();
    }
  }

  private static URLClassLoader compiled() throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                "-nowarn",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
    List<String> names = names();
    assertFalse(names.isEmpty());
    names.forEach(it -> arguments.add(FOLDER.resolve(it + ".java").toString()));
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, failed, "the fixtures do not compile");
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}, LiveTest.class.getClassLoader());
  }
}

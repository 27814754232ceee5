package modellint.dl4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The definitions of {@link RefusedDefinitionsTest} in the library itself: each throws when its
 * file says, built, initialised, fed with a first batch or trained by one step.
 */
@Tag("oracle")
class RefusedDefinitionsLiveTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void the_library_runs_here() {
    try {
      Nd4j.create(1);
    } catch (LinkageError | RuntimeException e) {
      abort("the native part of DL4J cannot be loaded on this machine: " + e);
    }
  }

  @ParameterizedTest
  @MethodSource("modellint.dl4j.RefusedDefinition#files")
  void the_library_throws_when_the_file_says(String file)
      throws IOException, ReflectiveOperationException {
    List<RefusedDefinition> all = RefusedDefinition.read(file);
    Class<?> made = compiled("Live" + file, all);
    var expected = new StringBuilder();
    var seen = new StringBuilder();
    for (int i = 0; i < all.size(); i++) {
      RefusedDefinition it = all.get(i);
      Method method = made.getDeclaredMethod("define" + i);
      method.setAccessible(true);
      expected.append(it.stage()).append(": ").append(it.text()).append('\n');
      seen.append(stage(method, it)).append(": ").append(it.text()).append('\n');
    }
    assertEquals(expected.toString(), seen.toString());
  }

  /** A network that is transferred is one already. */
  private static Class<?> compiled(String name, List<RefusedDefinition> all)
      throws IOException, ReflectiveOperationException {
    String initialised =
        """
        static class MultiLayerNetwork extends org.deeplearning4j.nn.multilayer.MultiLayerNetwork {
          MultiLayerNetwork(MultiLayerConfiguration conf) { super(conf); init(); }
        }
        static class ComputationGraph extends org.deeplearning4j.nn.graph.ComputationGraph {
          ComputationGraph(ComputationGraphConfiguration conf) { super(conf); init(); }
        }
        """;
    String text =
        RefusedDefinition.program(name, all)
            .replaceFirst("\\{\n", "{\n" + initialised)
            .replace("() { return", "() throws Exception { return");
    Path source = Files.writeString(folder.resolve(name + ".java"), text, UTF_8);
    String path = System.getProperty("java.class.path");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-nowarn",
                "-proc:none",
                "-cp",
                path,
                "-d",
                folder + "",
                source + "");
    assertEquals(0, failed, name);
    var urls = new URL[] {folder.toUri().toURL()};
    return new URLClassLoader(urls, RefusedDefinitionsLiveTest.class.getClassLoader())
        .loadClass(name);
  }

  /** How far the library comes. */
  private static String stage(Method definition, RefusedDefinition it) {
    try {
      return FirstStep.of(definition.invoke(null), batch(it)).stage();
    } catch (InvocationTargetException | IllegalAccessException | RuntimeException e) {
      return "build";
    } finally {
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
  }

  /** Two examples of what the definition takes. */
  private static INDArray batch(RefusedDefinition it) {
    String text = it.text();
    if (text.contains("$VOLUME") || text.contains("convolutional3D(")) {
      return Nd4j.rand(2, 2, 6, 6, 6);
    }
    if (text.contains("$FLAT") || text.contains("convolutionalFlat")) {
      return Nd4j.rand(2, 128);
    }
    boolean images = it.feed().equals("images") || text.contains("convolutional(");
    if (images || text.contains("$IMAGE")) {
      return Nd4j.rand(2, 2, 8, 8);
    }
    boolean steps = it.feed().equals("steps") || text.matches(".*(recurrent\\(|[$](STEPS|RNN)).*");
    return steps ? Nd4j.rand(2, 4, 6) : Nd4j.rand(2, 4);
  }
}

package modellint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import modellint.eval.SourceReader;
import modellint.graph.Dim;
import modellint.graph.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaReaderTest {

  private static final String IMPORTS =
      "import org.deeplearning4j.nn.conf.*; import org.deeplearning4j.nn.conf.layers.*;"
          + " import org.nd4j.linalg.learning.config.*;";

  @TempDir private Path folder;

  private Path write(String path, String source) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    return file;
  }

  private JavaReader.Result read(Path file) throws IOException, SourceReader.Unreadable {
    return new JavaReader(JavaReader.LIBRARIES).read(file, "Net.java");
  }

  @Test
  void a_helper_in_another_file_of_the_source_root_is_followed() throws Exception {
    write("src/a/b/Sizes.java", "package a.b; public class Sizes { static int HIDDEN = 7; }");
    Path net =
        write(
            "src/a/Net.java",
            "package a; import a.b.Sizes;"
                + IMPORTS
                + "class Net { void m() { new NeuralNetConfiguration.Builder().list()"
                + ".layer(new OutputLayer.Builder().nIn(Size.of()).nOut(2).build()).build(); } }");
    write("src/a/Size.java", "package a; class Size { static int of() { return 2 * 3; } }");
    JavaReader.Result result = read(net);
    assertEquals(Dim.of(14), result.definitions().get(0).parameters());
  }

  @Test
  void a_file_of_another_library_is_not_even_parsed() throws Exception {
    Path file = write("Net.java", "import smile.deep.*; class Net { this is no Java }");
    assertEquals(List.of(), read(file).definitions());
  }

  @Test
  void a_file_without_the_words_of_a_definition_is_not_parsed() throws Exception {
    Path file = write("Net.java", IMPORTS + " class Net { this is no Java }");
    assertEquals(List.of(), read(file).definitions());
  }

  @Test
  void the_stated_version_decides_which_learning_rate_wins() throws Exception {
    String source =
        IMPORTS
            + "class Net { void m() { new NeuralNetConfiguration.Builder()"
            + ".updater(new Nesterovs(0.01, 0.9)).l2(0.5).list()"
            + ".layer(new OutputLayer.Builder().nIn(3).nOut(2).build()).build(); } }";
    Path file = write("Net.java", source);
    assertEquals(Optional.of(0.01), training(file).learningRate());
    assertEquals(Optional.of(0.5), training(file).l2());
    write("build.gradle", "compile 'org.deeplearning4j:deeplearning4j-core:0.9.1'");
    assertEquals(Optional.of(0.1), training(file).learningRate());
    assertEquals(Optional.empty(), training(file).l2());
  }

  private Training training(Path file) throws IOException, SourceReader.Unreadable {
    return read(file).definitions().get(0).graph().training();
  }
}

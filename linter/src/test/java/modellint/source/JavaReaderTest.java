package modellint.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

  @Test
  void a_library_is_known_in_the_build_file_by_its_own_group() throws Exception {
    Path file =
        write(
            "Net.java",
            "import smile.base.mlp.*; import smile.classification.MLP; class Net { MLP m() {"
                + " return new MLP(3, Layer.mle(2, OutputFunction.SIGMOID)); } }");
    assertEquals(Optional.of(0.01), training(file).learningRate());
    write("build.gradle", "implementation 'com.github.haifengl:smile-core:2.5.3'");
    assertEquals(Optional.of(0.1), training(file).learningRate());
  }

  private Training training(Path file) throws IOException, SourceReader.Unreadable {
    return read(file).definitions().get(0).graph().training();
  }

  private static final String BUILDER =
      "package a; %s class Tower { private final NeuralNetConfiguration.ListBuilder list ="
          + " new NeuralNetConfiguration.Builder().list();"
          + " void dense(int in, int out) {"
          + " list.layer(new DenseLayer.Builder().nIn(in).nOut(out).build()); }"
          + " MultiLayerConfiguration end(int in) {"
          + " list.layer(new OutputLayer.Builder().nIn(in).nOut(2).build());"
          + " return list.build(); } }";

  private static final String MODEL =
      "package a; %s class Model { static MultiLayerConfiguration of(int depth) {"
          + " Tower tower = new Tower();"
          + " for (int i = 0; i < depth; i++) { tower.dense(7, 7); }"
          + " return tower.end(7); } }";

  private static final String TRAINER =
      "package a; %s class Trainer { public static void main(String[] args) {"
          + " new MultiLayerNetwork(Model.of(%s)).init(); } }";

  private static final String NO_LAYER = "no layer of the definition is in the sources at hand";

  private static final String NETWORK =
      "import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;";

  /** Seven times seven weights and seven biases a layer, and the last one. */
  private static Dim parameters(int depth) {
    return Dim.of(depth * (7L * 7 + 7) + 7 * 2 + 2);
  }

  /** What one run over {@code files} finds in each of them. */
  private Map<String, JavaReader.Result> run(Path... files) throws Exception {
    var named = new TreeMap<String, Path>();
    List.of(files).forEach(it -> named.put(it.getFileName().toString(), it));
    var reader =
        new JavaReader(
            JavaReader.LIBRARIES,
            Map.of(),
            new RunFiles(named, it -> "beyond/" + it.getFileName()));
    var results = new TreeMap<String, JavaReader.Result>();
    for (Map.Entry<String, Path> it : named.entrySet()) {
      results.put(it.getKey(), reader.read(it.getValue(), it.getKey()));
    }
    return results;
  }

  /** The parameters of every definition and the reasons of what was refused, by file. */
  private static Map<String, List<String>> shown(Map<String, JavaReader.Result> results) {
    var shown = new TreeMap<String, List<String>>();
    results.forEach(
        (name, result) -> {
          show(name, result, shown);
          result.beyond().forEach((other, it) -> show(other, it, shown));
        });
    return shown;
  }

  private static void show(String name, JavaReader.Result result, Map<String, List<String>> shown) {
    var words = new ArrayList<String>();
    result.definitions().forEach(it -> words.add(it.parameters().toString()));
    words.addAll(result.refused().values());
    if (!words.isEmpty()) {
      shown.computeIfAbsent(name, it -> new ArrayList<>()).addAll(words);
    }
  }

  @Test
  void a_definition_begun_in_one_file_and_finished_in_another_is_read_once() throws Exception {
    Path tower = write("a/Tower.java", BUILDER.formatted(IMPORTS));
    Path model =
        write(
            "a/Model.java",
            MODEL.formatted(IMPORTS).replace("int depth", "").replace("depth", "3"));
    String three = parameters(3).toString();
    assertEquals(Map.of("Tower.java", List.of(three)), shown(run(tower, model)));
    assertEquals(Map.of("beyond/Tower.java", List.of(three)), shown(run(model)));
    assertEquals(Map.of("Tower.java", List.of(NO_LAYER)), shown(run(tower)));
  }

  @Test
  void what_a_third_file_decides_is_followed_through_the_second() throws Exception {
    Path tower = write("a/Tower.java", BUILDER.formatted(IMPORTS));
    Path model = write("a/Model.java", MODEL.formatted(IMPORTS));
    Path trainer = write("a/Trainer.java", TRAINER.formatted(NETWORK, "4"));
    String four = parameters(4).toString();
    assertEquals(Map.of("Tower.java", List.of(four)), shown(run(tower, model, trainer)));
    assertEquals(Map.of("beyond/Tower.java", List.of(four)), shown(run(trainer)));
    assertEquals(Map.of("beyond/Tower.java", List.of(four)), shown(run(model, trainer)));
    assertEquals(Map.of("Tower.java", List.of(NO_LAYER)), shown(run(tower, trainer)));
  }

  @Test
  void what_no_file_decides_is_refused_and_not_passed_over() throws Exception {
    Path tower = write("a/Tower.java", BUILDER.formatted(IMPORTS));
    Path model = write("a/Model.java", MODEL.formatted(IMPORTS));
    Path trainer = write("a/Trainer.java", TRAINER.formatted(NETWORK, "args.length"));
    for (Path[] files : List.of(new Path[] {tower, model, trainer}, new Path[] {trainer})) {
      Map<String, List<String>> shown = shown(run(files));
      assertEquals(1, shown.size(), shown.toString());
      List<String> reasons = shown.values().iterator().next();
      assertEquals(1, reasons.size());
      assertTrue(reasons.get(0).contains("stands behind a condition"), reasons.get(0));
    }
  }

  /** Its user makes it a part of a network of its own, which is reported there or not at all. */
  @Test
  void what_is_a_part_elsewhere_stays_not_checked_where_it_is_begun() throws Exception {
    Path tower =
        write(
            "one/a/Tower.java",
            "package a; import ai.djl.nn.*; import ai.djl.nn.core.*; public class Tower {"
                + " public static SequentialBlock make(boolean deep) {"
                + " SequentialBlock block = new SequentialBlock();"
                + " if (deep) { block.add(Linear.builder().setUnits(8).build()); }"
                + " return block.add(Linear.builder().setUnits(4).build()); } }");
    Path user =
        write(
            "two/b/User.java",
            "package b; import a.Tower; import ai.djl.nn.*; class User { Block net() {"
                + " return new SequentialBlock().add(Tower.make(true)); } }");

    List<String> alone = shown(run(tower)).get("Tower.java");

    assertEquals(alone, shown(run(tower, user)).get("Tower.java"));
    assertTrue(alone.get(0).contains("whether the block"), alone::toString);
  }

  @Test
  void a_whole_definition_of_another_file_is_that_file_s_alone() throws Exception {
    Path whole =
        write(
            "a/Whole.java",
            "package a;"
                + IMPORTS
                + "class Whole { static MultiLayerConfiguration of(int in) {"
                + " return new NeuralNetConfiguration.Builder().list().layer("
                + "new OutputLayer.Builder().nIn(in).nOut(2).build()).build(); } }");
    Path user =
        write(
            "a/User.java",
            "package a;"
                + NETWORK
                + "class User { Object o = new MultiLayerNetwork(Whole.of(3)); }");
    assertEquals(Map.of(), shown(run(user)));
    assertEquals(List.of("Whole.java"), List.copyOf(shown(run(user, whole)).keySet()));
  }

  @Test
  void two_networks_from_one_beginning_are_two_definitions() throws Exception {
    Path base =
        write(
            "a/Base.java",
            "package a;"
                + IMPORTS
                + "class Base { static NeuralNetConfiguration.ListBuilder of() {"
                + " return new NeuralNetConfiguration.Builder().list().layer("
                + "new DenseLayer.Builder().nIn(7).nOut(7).build()); } }");
    String end = ".layer(new OutputLayer.Builder().nIn(7).nOut(%d).build()).build()";
    Path one =
        write(
            "a/One.java",
            "package a;"
                + IMPORTS
                + "class One { Object o() { return Base.of()"
                + end.formatted(2)
                + "; } }");
    Path two =
        write(
            "a/Two.java",
            "package a;"
                + IMPORTS
                + "class Two { Object o() { return Base.of()"
                + end.formatted(3)
                + "; } }");
    String narrow = Dim.of(7 * 7 + 7 + 7 * 2 + 2).toString();
    String wide = Dim.of(7 * 7 + 7 + 7 * 3 + 3).toString();
    assertEquals(Map.of("Base.java", List.of(narrow, wide)), shown(run(base, one, two)));
    assertEquals(Map.of("beyond/Base.java", List.of(wide)), shown(run(two)));
    assertEquals(Map.of("beyond/Base.java", List.of(narrow, wide)), shown(run(one, two)));
  }
}

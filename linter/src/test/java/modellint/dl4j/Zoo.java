package modellint.dl4j;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;

/** The sources of deeplearning4j-zoo 1.0.0-M2.1, and its models as the recorded run made them. */
final class Zoo {

  private static final String MODELS = "org/deeplearning4j/zoo/model/";

  private final List<SourceFile> files;

  Zoo() {
    this.files = files();
  }

  private static List<SourceFile> files() {
    try {
      var url = Zoo.class.getClassLoader().getResource(MODELS + "LeNet.java");
      if (url == null) {
        throw new AssertionError("the zoo's sources are not on the class path");
      }
      String jar = url.toString().replaceAll("^jar:|!.*$", "");
      var files = new ArrayList<SourceFile>();
      try (var open = new JarFile(Path.of(new URI(jar)).toFile())) {
        for (var entry : open.stream().filter(it -> it.getName().endsWith(".java")).toList()) {
          try (InputStream in = open.getInputStream(entry)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            files.add(SourceReader.parse(entry.getName(), text));
          }
        }
      }
      return files;
    } catch (IOException | URISyntaxException | SourceReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  /** The files that define models, helpers left out. */
  List<SourceFile> models() {
    return files.stream().filter(it -> it.path().matches(MODELS + "\\w+\\.java")).toList();
  }

  Evaluator.Result evaluate(SourceFile file, SourceFile... more) {
    var all = new ArrayList<>(files);
    all.addAll(List.of(more));
    return new Evaluator(new Sources(all, name -> Optional.empty()), new Dl4jApi())
        .run(file, Dl4jApi.marks());
  }

  /** The model of the recorded run: its class, made with the row's shape and classes. */
  Network network(Map<String, String> row) {
    String name = row.getOrDefault("model", "");
    String shape = row.getOrDefault("inputShape", "").replaceAll("[\\[\\] ]", "");
    String entry = row.getOrDefault("kind", "").equals("MultiLayerNetwork") ? "conf" : "init";
    String classes = name.equals("TextGenerationLSTM") ? "totalUniqueCharacters" : "numClasses";
    String source =
        "import org.deeplearning4j.zoo.model."
            + name
            + "; class Use { static void list() { "
            + name
            + ".builder()."
            + classes
            + "("
            + row.get("numClasses")
            + ").inputShape(new int[]{"
            + shape
            + "}).build()."
            + entry
            + "(); } }";
    try {
      SourceFile use = SourceReader.parse("Use.java", source);
      var refused = new LinkedHashMap<modellint.graph.Place.Line, String>();
      List<Network> found = Dl4j.networks(evaluateUse(use), "1.0.0-M2.1", refused);
      if (found.size() != 1) {
        throw new AssertionError(name + ": " + found.size() + " networks, refused " + refused);
      }
      return found.get(0);
    } catch (SourceReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  private Evaluator.Result evaluateUse(SourceFile use) {
    var all = new ArrayList<>(files);
    all.add(use);
    return new Evaluator(new Sources(all, name -> Optional.empty()), new Dl4jApi())
        .run(use, java.util.Set.of("builder"));
  }
}

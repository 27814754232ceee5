package modellint.djl;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import modellint.definition.Library;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;

/** The sources of model-zoo 0.36.0, and its models as the recorded run made them. */
final class Zoo {

  private static final String CLASSIFICATION = "ai.djl.basicmodelzoo.cv.classification.";

  /** The expressions that the recorded run evaluated. */
  private static final Map<String, String> MADE =
      Map.ofEntries(
          Map.entry("Mlp", "new ai.djl.basicmodelzoo.basic.Mlp(784, 10, new int[] {128, 64})"),
          Map.entry("LeNet", "LeNet.builder().build()"),
          Map.entry(
              "ResNetV1-18",
              "ResNetV1.builder().setNumLayers(18).setOutSize(10)"
                  + ".setImageShape(new Shape(3, 32, 32)).build()"),
          Map.entry(
              "ResNetV1-50-ImageNet",
              "ResNetV1.builder().setNumLayers(50).setOutSize(1000)"
                  + ".setImageShape(new Shape(3, 224, 224)).build()"),
          Map.entry(
              "ResNetV1-50",
              "ResNetV1.builder().setNumLayers(50).setOutSize(10)"
                  + ".setImageShape(new Shape(3, 32, 32)).build()"),
          Map.entry("GoogLeNet", "GoogLeNet.builder().build()"),
          Map.entry("NiN", "NiN.builder().build()"),
          Map.entry("MobileNetV1", "MobileNetV1.builder().setOutSize(10).build()"),
          Map.entry("SqueezeNet", "SqueezeNet.squeezenet(10)"),
          Map.entry("VGG11", "VGG.builder().build()"));

  private final List<SourceFile> files;

  Zoo() {
    this.files = files();
  }

  private static List<SourceFile> files() {
    try {
      var url = Zoo.class.getClassLoader().getResource("ai/djl/basicmodelzoo/basic/Mlp.java");
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

  /** What is found in the sources of the zoo as they are. */
  Map<String, Library.Found> found() {
    var found = new java.util.TreeMap<String, Library.Found>();
    for (SourceFile file : files) {
      found.put(file.path(), new Djl().definitions(evaluate(files, file), ""));
    }
    return found;
  }

  /** What is found where a program makes and initialises {@code model}. */
  Library.Found found(String model, String inputShape) {
    String source =
        """
        import ai.djl.basicmodelzoo.cv.classification.*;
        import ai.djl.ndarray.types.*;
        import ai.djl.nn.*;
        class Use {
          static void setBlock(ai.djl.ndarray.NDManager manager) {
            Block block = %s;
            block.initialize(manager, DataType.FLOAT32, new Shape(%s));
            Model.newInstance("net").setBlock(block);
          }
        }
        """
            .formatted(
                MADE.getOrDefault(model, "").replaceAll("^(\\w+)\\.", CLASSIFICATION + "$1."),
                inputShape.replace("x", ", "));
    try {
      SourceFile use = SourceReader.parse("Use.java", source);
      var all = new ArrayList<>(files);
      all.add(use);
      return new Djl().definitions(evaluate(all, use), "");
    } catch (SourceReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  private static Evaluator.Result evaluate(List<SourceFile> all, SourceFile file) {
    return new Evaluator(new Sources(all, name -> Optional.empty()), new DjlApi())
        .run(file, DjlApi.marks());
  }
}

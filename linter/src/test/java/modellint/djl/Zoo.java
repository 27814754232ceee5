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
import java.util.TreeMap;
import java.util.jar.JarFile;
import modellint.definition.Library;
import modellint.eval.Evaluator;
import modellint.eval.SourceFile;
import modellint.eval.SourceReader;
import modellint.eval.Sources;

/** The sources of model-zoo 0.36.0, and programs that make its models or the library's layers. */
public final class Zoo {

  private final List<SourceFile> files;

  Zoo() {
    this.files =
        sources().entrySet().stream().map(it -> parsed(it.getKey(), it.getValue())).toList();
  }

  private static SourceFile parsed(String path, String text) {
    try {
      return SourceReader.parse(path, text);
    } catch (SourceReader.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  /** The text of each source file by its path in the jar. */
  public static Map<String, String> sources() {
    try {
      var url = Zoo.class.getClassLoader().getResource("ai/djl/basicmodelzoo/basic/Mlp.java");
      if (url == null) {
        throw new AssertionError("the zoo's sources are not on the class path");
      }
      String jar = url.toString().replaceAll("^jar:|!.*$", "");
      var all = new TreeMap<String, String>();
      try (var open = new JarFile(Path.of(new URI(jar)).toFile())) {
        for (var entry : open.stream().filter(it -> it.getName().endsWith(".java")).toList()) {
          try (InputStream in = open.getInputStream(entry)) {
            all.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
      }
      return all;
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /** What is found in the sources of the zoo as they are. */
  Map<String, Library.Found> found() {
    var found = new TreeMap<String, Library.Found>();
    for (SourceFile file : files) {
      found.put(file.path(), new Djl().definitions(evaluate(files, file), ""));
    }
    return found;
  }

  /** A program that makes a block, initialises it and gives it to a model. */
  public static String program(String made, String inputShape) {
    return """
    import ai.djl.*;
    import ai.djl.basicmodelzoo.basic.*;
    import ai.djl.basicmodelzoo.cv.classification.*;
    import ai.djl.basicmodelzoo.cv.object_detection.ssd.*;
    import ai.djl.basicmodelzoo.cv.object_detection.yolo.*;
    import ai.djl.basicmodelzoo.tabular.*;
    import ai.djl.ndarray.*;
    import ai.djl.ndarray.types.*;
    import ai.djl.nn.*;
    import ai.djl.nn.convolutional.*;
    import ai.djl.nn.core.*;
    import ai.djl.nn.norm.*;
    import ai.djl.nn.pooling.*;
    import ai.djl.nn.recurrent.*;
    import ai.djl.nn.transformer.*;
    import java.util.*;
    class Use {
      static void setBlock(ai.djl.ndarray.NDManager manager) {
        Block block = %s;
        block.initialize(manager, DataType.FLOAT32, new Shape(%s));
        Model.newInstance("net").setBlock(block);
      }
    }
    """
        .formatted(made, inputShape.replace("x", ", ").replace(";", "), new Shape("));
  }

  /** What is drawn of the block that the program makes. */
  BlockReader.Drawn drawn(String made, String inputShape) {
    SourceFile use = parsed("Use.java", program(made, inputShape));
    var all = new ArrayList<>(files);
    all.add(use);
    Evaluator.Result evaluation = evaluate(all, use);
    var setups = new Setups(evaluation.objects());
    var roots = Roots.of(evaluation.objects());
    if (roots.size() != 1) {
      throw new AssertionError(roots + " are the models of " + made);
    }
    return BlockReader.read(roots.get(0), Roots.site(roots.get(0)), setups.of(roots.get(0)));
  }

  private static Evaluator.Result evaluate(List<SourceFile> all, SourceFile file) {
    return new Evaluator(new Sources(all, name -> Optional.empty()), new DjlApi())
        .run(file, DjlApi.marks());
  }
}

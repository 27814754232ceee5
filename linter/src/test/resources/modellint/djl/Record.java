import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.tools.ToolProvider;

/**
 * Makes each block of {@code zoo.csv} and {@code layers.csv} and writes what the library says of
 * it. A layer is made the only one of a sequence.
 */
class Record {

  private static final String IMPORTS =
      """
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
      """;

  public static void main(String[] folder) throws Exception {
    record(Path.of(folder[0]), "zoo", "%s");
    record(Path.of(folder[0]), "layers", "new SequentialBlock().add(%s)");
  }

  private static void record(Path here, String table, String made) throws Exception {
    var rows = new ArrayList<String[]>();
    for (String line : Files.readAllLines(here.resolve(table + ".csv"))) {
      String[] cells = line.split(",", 3);
      String bare = cells[2].startsWith("\"") ? cells[2].replaceAll("^\"|\"$", "") : cells[2];
      cells[2] = made.formatted(bare.replace("\"\"", "\""));
      rows.add(cells);
    }
    rows.remove(0);
    List<Supplier<Block>> makers = compiled(rows);
    try (var models = new PrintWriter(here.resolve(table + "-truth.csv").toFile(), "UTF-8");
        var parameters = new PrintWriter(here.resolve(table + "-params.csv").toFile(), "UTF-8")) {
      models.print("model,numParams,numTrainable,outputShape\n");
      parameters.print("model,name,type,shape,requiresGrad,rms\n");
      for (int i = 0; i < rows.size(); i++) {
        record(rows.get(i), makers.get(i).get(), models, parameters);
      }
    }
  }

  private static List<Supplier<Block>> compiled(List<String[]> rows) throws Exception {
    Path folder = Files.createTempDirectory("blocks");
    var source = new StringBuilder(IMPORTS + "public class Made {\n");
    source.append("  static List<java.util.function.Supplier<Block>> all() { return List.of(");
    source.append(
        java.util.stream.IntStream.range(0, rows.size())
            .mapToObj(i -> "Made::block" + i)
            .collect(Collectors.joining(", ")));
    source.append("); }\n  public static final Object ALL = all();\n");
    for (int i = 0; i < rows.size(); i++) {
      source.append("  static Block block" + i + "() { return " + rows.get(i)[2] + "; }\n");
    }
    Path file = Files.writeString(folder.resolve("Made.java"), source.append("}\n"));
    String path = System.getProperty("java.class.path");
    if (ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", path, "-d", folder.toString(), file.toString())
        != 0) {
      throw new IllegalStateException("does not compile");
    }
    var loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, Record.class.getClassLoader());
    @SuppressWarnings("unchecked")
    var all = (List<Supplier<Block>>) loader.loadClass("Made").getField("ALL").get(null);
    return all;
  }

  private static void record(
      String[] row, Block block, PrintWriter models, PrintWriter parameters) {
    try (NDManager manager = NDManager.newBaseManager()) {
      Shape[] in =
          Arrays.stream(row[1].split(";"))
              .map(
                  it ->
                      new Shape(Arrays.stream(it.split("x")).mapToLong(Long::parseLong).toArray()))
              .toArray(Shape[]::new);
      block.initialize(manager, DataType.FLOAT32, in);
      long total = 0;
      long trained = 0;
      // A block that several share has its parameters once, under the name it has first.
      var seen = new HashSet<String>();
      for (var pair : block.getParameters()) {
        Parameter it = pair.getValue();
        if (!seen.add(it.getId())) {
          continue;
        }
        var array = it.getArray();
        total += array.size();
        trained += it.requiresGradient() ? array.size() : 0;
        boolean drawn = it.getType() == Parameter.Type.WEIGHT;
        double rms = drawn ? Math.sqrt(array.square().mean().getFloat()) : 0;
        parameters.printf(
            Locale.ROOT,
            "%s,%s,%s,%s,%s,%s%n",
            row[0],
            pair.getKey(),
            it.getType(),
            joined(array.getShape()),
            it.requiresGradient(),
            drawn ? String.format(Locale.ROOT, "%.5g", rms) : "");
      }
      models.printf("%s,%d,%d,%s%n", row[0], total, trained, output(block, manager, in));
    }
  }

  /** What it really gives; what the block says it gives where the engine cannot run it. */
  private static String output(Block block, NDManager manager, Shape[] in) {
    try {
      var inputs = new NDList();
      for (Shape shape : in) {
        inputs.add(manager.ones(shape));
      }
      NDList out = block.forward(new ParameterStore(manager, false), inputs, false);
      return out.stream().map(it -> joined(it.getShape())).collect(Collectors.joining(";"));
    } catch (UnsupportedOperationException | EngineException e) {
      return Arrays.stream(block.getOutputShapes(in))
          .map(Record::joined)
          .collect(Collectors.joining(";"));
    }
  }

  private static String joined(Shape shape) {
    return LongStream.of(shape.getShape())
        .mapToObj(Long::toString)
        .collect(Collectors.joining("x"));
  }
}

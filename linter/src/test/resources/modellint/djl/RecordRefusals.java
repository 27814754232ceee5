import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.TrainingConfig;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * Builds, initialises and trains for one step what each row of {@code refusals.csv} says, and
 * writes where the library throws, and what it says.
 */
class RecordRefusals {

  private static final String IMPORTS =
      """
      import ai.djl.basicmodelzoo.cv.classification.*;
      import ai.djl.basicmodelzoo.cv.object_detection.ssd.*;
      import ai.djl.ndarray.*;
      import ai.djl.ndarray.types.*;
      import ai.djl.nn.*;
      import ai.djl.nn.convolutional.*;
      import ai.djl.nn.core.*;
      import ai.djl.nn.norm.*;
      import ai.djl.nn.pooling.*;
      import ai.djl.nn.recurrent.*;
      import ai.djl.nn.transformer.*;
      import ai.djl.training.*;
      import ai.djl.training.initializer.*;
      import ai.djl.training.loss.*;
      import ai.djl.training.optimizer.*;
      import ai.djl.training.tracker.*;
      import ai.djl.util.PairList;
      import java.util.*;
      """;

  private String stage = "build";

  public static void main(String[] folder) throws Exception {
    Path here = Path.of(folder[0]);
    List<String[]> rows = new ArrayList<>();
    for (String line : Files.readAllLines(here.resolve("refusals.csv"))) {
      rows.add(cells(line));
    }
    rows.remove(0);
    Class<?> made = compiled(rows, Files.readString(here.resolve("Own.txt")));
    try (var out = new PrintWriter(here.resolve("refusals-truth.csv").toFile(), "UTF-8")) {
      out.print("case,stage,thrown\n");
      for (int i = 0; i < rows.size(); i++) {
        out.print(rows.get(i)[0] + "," + new RecordRefusals().run(made, i, rows.get(i)) + "\n");
      }
    }
  }

  private static String[] cells(String line) {
    return Stream.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(it -> it.replace("\"", ""))
        .toArray(String[]::new);
  }

  private static Class<?> compiled(List<String[]> rows, String own) throws Exception {
    var source = new StringBuilder(IMPORTS + "public class Made {\n");
    for (int i = 0; i < rows.size(); i++) {
      String config = rows.get(i)[3].isEmpty() ? "Own.plain()" : rows.get(i)[3];
      source.append("  public static Block block" + i + "() { return " + rows.get(i)[2] + "; }\n");
      source.append(
          "  public static TrainingConfig config" + i + "() { return " + config + "; }\n");
    }
    Path folder = Files.createTempDirectory("refusals");
    Path file = Files.writeString(folder.resolve("Made.java"), source.append("}\n").append(own));
    String path = System.getProperty("java.class.path");
    if (ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", path, "-d", folder.toString(), file.toString())
        != 0) {
      throw new IllegalStateException("does not compile");
    }
    URL[] urls = {folder.toUri().toURL()};
    return new URLClassLoader(urls, RecordRefusals.class.getClassLoader()).loadClass("Made");
  }

  private String run(Class<?> made, int index, String[] row) {
    try {
      train(made, index, row);
      return ",";
    } catch (Throwable e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      String thrown = cause.getClass().getSimpleName() + ": " + said.strip();
      return stage + ",\"" + thrown.replace("\"", "'") + "\"";
    }
  }

  private void train(Class<?> made, int index, String[] row) throws Exception {
    Block block = (Block) made.getMethod("block" + index).invoke(null);
    stage = "config";
    var config = (TrainingConfig) made.getMethod("config" + index).invoke(null);
    try (Model model = Model.newInstance("net")) {
      model.setBlock(block);
      stage = "trainer";
      try (Trainer trainer = model.newTrainer(config)) {
        Shape[] shapes =
            Stream.of(row[1].split(";"))
                .map(it -> Arrays.stream(it.split("x")).mapToLong(Long::parseLong).toArray())
                .map(Shape::new)
                .toArray(Shape[]::new);
        stage = "initialize";
        trainer.initialize(shapes);
        NDManager manager = trainer.getManager();
        var data = new NDList();
        Stream.of(shapes).map(manager::randomNormal).forEach(data::add);
        try (GradientCollector gradients = trainer.newGradientCollector()) {
          stage = "forward";
          NDList out = trainer.forward(data);
          stage = "loss";
          boolean classes = config.getLossFunction() instanceof SoftmaxCrossEntropyLoss;
          Shape all = out.head().getShape();
          NDArray labels = manager.zeros(classes ? new Shape(all.get(0)) : all);
          NDArray loss = trainer.getLoss().evaluate(new NDList(labels), out);
          stage = "backward";
          gradients.backward(loss);
        }
        stage = "step";
        trainer.step();
      }
    }
  }
}

package modellint.dl4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import modellint.config.Config;
import modellint.engine.Linter;
import modellint.fuzz.Compiled;
import modellint.graph.Dim;
import modellint.graph.Value;
import modellint.rule.Severity;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What is linted without an error trains: the loss of each definition over a few examples falls in
 * the library itself. The largest are left out, for the time that they take.
 */
@Tag("oracle")
class SoundTrainingTest {

  private static final List<Path> FILES =
      List.of(
          Path.of("..", "fixtures", "sound", "Dl4jExamples.java"),
          PublicLayer.FOLDER.resolve("Classifiers.java"));

  private static final int EXAMPLES = 8;
  private static final int LENGTH = 7;
  private static final int STEPS = 25;
  private static final long LARGEST = 200_000;

  @BeforeAll
  static void the_library_runs_here() {
    try {
      Nd4j.create(1);
    } catch (LinkageError | RuntimeException e) {
      abort("the native part of DL4J cannot be loaded on this machine: " + e);
    }
  }

  @TestFactory
  Stream<DynamicTest> the_loss_of_what_is_sound_falls(TestReporter reporter) {
    return FILES.stream().map(it -> dynamicTest(it.getFileName() + "", () -> train(it, reporter)));
  }

  private static void train(Path file, TestReporter reporter)
      throws IOException, ReflectiveOperationException {
    String text = Files.readString(file);
    String name = file.getFileName().toString().replace(".java", "");
    Class<?> type = new Compiled(Map.of(name, text)).loadClass(name);
    List<Network> read = Networks.parse(text).all();
    List<Integer> errors = errors(file);
    var still = new ArrayList<String>();
    int trained = 0;
    for (Method method : type.getDeclaredMethods()) {
      boolean defines = method.getReturnType().getSimpleName().endsWith("Configuration");
      if (!defines || method.getParameterCount() > 0) {
        continue;
      }
      int first = line(text, " " + method.getName() + "()");
      int last = text.substring(0, end(text, first)).split("\n", -1).length;
      Network network =
          read.stream()
              .filter(it -> within(it.definition().site().line(), first, last))
              .findFirst()
              .orElseThrow();
      Dim size = network.definition().parameters();
      boolean told = errors.stream().anyMatch(it -> within(it, first, last));
      if (told || (size.isKnown() && size.size() > LARGEST)) {
        continue;
      }
      method.setAccessible(true);
      double[] losses = losses(method.invoke(null), network);
      reporter.publishEntry(name + "." + method.getName(), losses[0] + " to " + losses[1]);
      trained++;
      if (!(losses[1] < losses[0])) {
        still.add(method.getName() + " from " + losses[0] + " to " + losses[1]);
      }
    }
    assertEquals(List.of(), still);
    assertTrue(trained > 0, name);
  }

  private static boolean within(int line, int first, int last) {
    return line >= first && line <= last;
  }

  private static int line(String text, String what) {
    return text.substring(0, text.indexOf(what)).split("\n", -1).length;
  }

  /** Where the method that begins in {@code line} ends. */
  private static int end(String text, int line) {
    int at = 0;
    for (int i = 1; i < line; i++) {
      at = text.indexOf('\n', at) + 1;
    }
    return text.indexOf("\n  }\n", at);
  }

  private static List<Integer> errors(Path file) {
    return new Linter(Config.DEFAULT)
        .lint(List.of(file.toString())).findings().stream()
            .filter(it -> it.severity() == Severity.ERROR)
            .flatMap(it -> it.line().stream().boxed())
            .toList();
  }

  /** Before and after, over the same examples. */
  private static double[] losses(Object definition, Network read) {
    Random random = new Random(1);
    INDArray[] inputs =
        read.definition().graph().inputs().stream()
            .map(it -> batch(it, random))
            .toArray(INDArray[]::new);
    if (definition instanceof MultiLayerConfiguration it) {
      var net = new MultiLayerNetwork(Seeded.of(it));
      net.init();
      var data = new DataSet(inputs[0], labels(net.output(inputs[0]), random));
      double before = net.score(data, false);
      for (int i = 0; i < STEPS; i++) {
        net.fit(data);
      }
      return new double[] {before, net.score(data, false)};
    }
    var net = new ComputationGraph(Seeded.of((ComputationGraphConfiguration) definition));
    net.init();
    INDArray[] outputs = net.output(inputs);
    INDArray[] labels = new INDArray[outputs.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels(outputs[i], random);
    }
    var data = new MultiDataSet(inputs, labels);
    double before = net.score(data, false);
    for (int i = 0; i < STEPS; i++) {
      net.fit(data);
    }
    return new double[] {before, net.score(data, false)};
  }

  private static INDArray batch(Value input, Random random) {
    long[] shape =
        input.shape().orElseThrow().dims().stream()
            .mapToLong(
                it -> it.isKnown() ? it.size() : it.equals(Dim.symbol("N")) ? EXAMPLES : LENGTH)
            .toArray();
    INDArray batch = Nd4j.create(shape);
    for (long i = 0; i < batch.length(); i++) {
      batch.putScalar(i, random.nextGaussian());
    }
    return batch;
  }

  /** One class for each position, which any loss takes. */
  private static INDArray labels(INDArray output, Random random) {
    INDArray labels = Nd4j.zeros(output.shape());
    long classes = output.size(1);
    long positions = output.length() / output.size(0) / classes;
    for (long i = 0; i < output.size(0); i++) {
      for (long at = 0; at < positions; at++) {
        long one = random.nextInt((int) classes);
        long[] index = output.rank() == 2 ? new long[] {i, one} : new long[] {i, one, at};
        labels.putScalar(index, 1);
      }
    }
    return labels;
  }
}

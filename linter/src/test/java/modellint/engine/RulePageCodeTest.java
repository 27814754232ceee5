package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The Java on the rule pages is code that the libraries' own classes compile. */
@Tag("oracle")
class RulePageCodeTest {

  private static final Path PAGES = Path.of("..", "rules", "docs");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern JAVA =
      Pattern.compile("(new |\\.|\\w+\\.)?[\\w.]+\\(.*\\)|[A-Z]\\w+\\.[A-Z]\\w*", Pattern.DOTALL);

  /** Python, code that leaves something out, and classes that are not on the class path. */
  private static final List<String> NOT_COMPILED =
      List.of("torch.", "..", "RecordReaderDataSetIterator", "MnistDataSetIterator");

  /** What a call of which only the dot and the rest is written may be made on. */
  private static final List<String> RECEIVERS =
      List.of(
          "new NeuralNetConfiguration.Builder()",
          "new DenseLayer.Builder()",
          "new OutputLayer.Builder()",
          "new LSTM.Builder()",
          "new SubsamplingLayer.Builder()",
          "ai.djl.training.tracker.Tracker.factor()",
          "ai.djl.training.optimizer.Optimizer.adam()",
          "new org.encog.neural.networks.training.propagation.sgd.StochasticGradientDescent("
              + "network, training)");

  /** Names are looked up where the sentence around them is about the library. */
  private static final List<String> IMPORTS =
      List.of(
          """
          import org.deeplearning4j.nn.conf.*;
          import org.deeplearning4j.nn.conf.constraint.*;
          import org.deeplearning4j.nn.conf.distribution.*;
          import org.deeplearning4j.nn.conf.graph.*;
          import org.deeplearning4j.nn.conf.layers.*;
          import org.deeplearning4j.nn.weights.WeightInit;
          import org.nd4j.autodiff.loss.LossReduce;
          import org.nd4j.autodiff.samediff.*;
          import org.nd4j.linalg.activations.Activation;
          import org.nd4j.linalg.api.buffer.DataType;
          import org.nd4j.linalg.learning.config.*;
          import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
          import org.nd4j.linalg.schedule.*;
          import org.nd4j.weightinit.impl.*;
          """,
          """
          import ai.djl.nn.*;
          import ai.djl.nn.norm.*;
          import ai.djl.training.initializer.*;
          import ai.djl.training.initializer.XavierInitializer.*;
          import ai.djl.training.loss.*;
          import ai.djl.training.optimizer.*;
          import ai.djl.training.tracker.*;
          """,
          """
          import org.encog.neural.networks.training.propagation.back.*;
          import org.encog.neural.networks.training.propagation.sgd.update.*;
          """,
          "import deepnetts.net.train.opt.*;\n");

  /** The names that pages give to what is the user's own. */
  private static final String NAMES =
      """
        static double rate, momentum, x;
        static int in, out, units, numClasses, batchSize, labelIndex, seed;
        static org.nd4j.autodiff.samediff.SameDiff sd;
        static org.nd4j.linalg.schedule.ISchedule schedule;
        static org.encog.neural.networks.BasicNetwork network;
        static org.encog.ml.data.MLDataSet training;
      """;

  @TempDir private static Path classes;

  @TestFactory
  List<DynamicTest> every_piece_of_code_compiles() throws IOException {
    var pieces = new TreeSet<String>();
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.toList()) {
        Matcher code = CODE.matcher(Files.readString(page).replaceAll("\\s+", " "));
        while (code.find()) {
          pieces.add(code.group(1));
        }
      }
    }
    List<String> java = pieces.stream().filter(RulePageCodeTest::isCompiled).toList();
    assertTrue(java.size() > 50, () -> java.size() + " pieces");
    Map<String, String> errors = errors(java);
    return java.stream()
        .map(it -> dynamicTest(it, () -> assertEquals("", errors.getOrDefault(it, ""))))
        .toList();
  }

  private static boolean isCompiled(String code) {
    return JAVA.matcher(code).matches() && NOT_COMPILED.stream().noneMatch(code::contains);
  }

  /** The first error of each piece that compiles with no receiver and in no library. */
  private static Map<String, String> errors(List<String> pieces) throws IOException {
    var errors = new TreeMap<String, String>();
    var compiled = new TreeSet<String>();
    List<String> calls = pieces.stream().filter(RulePageCodeTest::isCall).toList();
    List<String> whole = pieces.stream().filter(it -> !isCall(it)).toList();
    for (String imports : IMPORTS) {
      for (String receiver : RECEIVERS) {
        compile(imports, receiver, calls, compiled, errors);
      }
      compile(imports, "", whole, compiled, errors);
    }
    errors.keySet().removeAll(compiled);
    return errors;
  }

  private static boolean isCall(String code) {
    return code.startsWith(".") || code.startsWith("set");
  }

  /** One class, a line for each piece. */
  private static void compile(
      String imports,
      String receiver,
      List<String> pieces,
      Set<String> compiled,
      Map<String, String> errors)
      throws IOException {
    String head = imports + "class Code {\n" + NAMES;
    var source = new StringBuilder(head);
    for (int i = 0; i < pieces.size(); i++) {
      String dot = receiver.isEmpty() || pieces.get(i).startsWith(".") ? "" : ".";
      String written = receiver + dot + pieces.get(i);
      String statement = written.endsWith(")") ? written : "Object it = " + written;
      source.append("  static void code" + i + "() { " + statement + "; }\n");
    }
    Map<Long, String> found = errors(source + "}\n");
    long line = head.lines().count();
    for (String piece : pieces) {
      line++;
      if (found.containsKey(line)) {
        errors.putIfAbsent(piece, found.getOrDefault(line, ""));
      } else {
        compiled.add(piece);
      }
    }
  }

  /** By line. */
  private static Map<Long, String> errors(String source) throws IOException {
    var found = new DiagnosticCollector<JavaFileObject>();
    var file =
        new SimpleJavaFileObject(URI.create("string:///Code.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(found, Locale.ROOT, null)) {
      var options = List.of("-proc:none", "-nowarn", "-Xmaxerrs", "1000", "-d", classes.toString());
      compiler.getTask(null, files, found, options, null, List.of(file)).call();
    }
    var errors = new TreeMap<Long, String>();
    for (Diagnostic<?> it : found.getDiagnostics()) {
      if (it.getKind() == Diagnostic.Kind.ERROR) {
        errors.put(it.getLineNumber(), it.getMessage(Locale.ROOT));
      }
    }
    return errors;
  }
}

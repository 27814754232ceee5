package modellint.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modellint.config.Config;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One perceptron gets the findings of its DL4J source from every library that can build it. */
class SamePerceptronTest {

  private static final double SOUND = 0.01;

  @TempDir Path folder;

  private static Stream<Arguments> networks() {
    double wide = 1;
    double narrow = 0.02;
    double hot = 100;
    return Stream.of(
        Arguments.of("sound", new SamePerceptron(2, "tanh", true, SOUND, SamePerceptron.GLOROT)),
        Arguments.of("hot", new SamePerceptron(2, "tanh", true, hot, SamePerceptron.GLOROT)),
        Arguments.of("stack", new SamePerceptron(8, "sigmoid", true, SOUND, SamePerceptron.GLOROT)),
        Arguments.of("wide", new SamePerceptron(4, "tanh", true, SOUND, wide)),
        Arguments.of("narrow", new SamePerceptron(8, "tanh", true, SOUND, narrow)),
        Arguments.of("squares", new SamePerceptron(2, "tanh", false, SOUND, SamePerceptron.GLOROT)),
        Arguments.of(
            "hot squares", new SamePerceptron(2, "tanh", false, hot, SamePerceptron.GLOROT)),
        Arguments.of("wide squares", new SamePerceptron(4, "tanh", false, SOUND, wide)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("networks")
  void the_same_perceptron_gets_the_same_findings(String name, SamePerceptron net)
      throws IOException {
    boolean glorot = net.limit() == SamePerceptron.GLOROT;
    Set<String> wanted = findings("dl4j", net.dl4j());

    assertEquals(name.equals("sound"), wanted.isEmpty(), wanted::toString);
    assertEquals(wanted, findings("tensorflow", net.tensorFlow()), "TensorFlow");
    assertEquals(unsaid(summed(wanted, net)), findings("encog", net.encog()), "Encog");
    if (glorot) {
      assertEquals(
          refused(summed(wanted, net), net), findings("deepnetts", net.deepNetts()), "Deep Netts");
    }
    if (glorot && net.classes()) {
      assertEquals(wanted, findings("smile", net.smile()), "Smile");
    }
    if (!net.classes()) {
      assertEquals(unsaid(summed(wanted, net)), findings("neuroph", net.neuroph()), "Neuroph");
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 0.01, true", "2, 100, false", "12, 0.01, false"})
  void what_tribuos_factory_builds_gets_the_findings_of_its_dl4j_source(
      int hidden, double rate, boolean sound) throws IOException {
    var net = new SamePerceptron(hidden, "relu", true, rate, SamePerceptron.GLOROT);
    Set<String> wanted = findings("dl4j", net.rectified());

    assertEquals(sound, wanted.isEmpty(), wanted::toString);
    assertEquals(wanted, findings("tribuo", net.tribuo()));
  }

  /** The squared error is the only loss of these trainers, so that it is nobody's choice. */
  private static Set<String> unsaid(Set<String> wanted) {
    var all = new TreeSet<>(wanted);
    all.remove("ML315 NOTE");
    return all;
  }

  /** Deep Netts takes no rate above one. */
  private static Set<String> refused(Set<String> wanted, SamePerceptron net) {
    var all = new TreeSet<>(wanted);
    if (net.rate() > 1) {
      all.add("ML710 ERROR");
    }
    return all;
  }

  /**
   * These take the squared error of an output for half its square: of 64 outputs, whose mean DL4J
   * takes, the gradient is 32 times as long.
   */
  private static Set<String> summed(Set<String> wanted, SamePerceptron net) {
    var all = new TreeSet<>(wanted);
    if (!net.classes() && all.remove("ML401 WARNING")) {
      all.add("ML401 ERROR");
    }
    return all;
  }

  private Set<String> findings(String library, String source) throws IOException {
    Path file = Files.createDirectories(folder.resolve(library)).resolve("Net.java");
    Files.writeString(file, source);
    Report report = new Linter(Config.DEFAULT).lint(List.of(file.toString()));
    assertEquals(List.of(), report.notChecked(), source);
    assertEquals(1, report.models().size(), source);
    return report.findings().stream()
        .map(it -> it.rule() + " " + it.severity())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

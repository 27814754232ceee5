package modellint.samediff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import modellint.analysis.signal.Assumptions;
import modellint.analysis.signal.LayerFlow;
import modellint.analysis.signal.SignalPropagation;
import modellint.definition.Definition;
import modellint.definition.Library;
import modellint.fuzz.Compiled;
import modellint.fuzz.Sources;
import modellint.graph.Dim;
import modellint.graph.Init;
import modellint.graph.Loss;
import modellint.graph.Parameter;
import modellint.graph.Weights;
import modellint.rule.Subject;
import modellint.testing.Definitions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Graphs that nobody has written: each is read from its text, and compiled and run by SameDiff. Its
 * variables, their shapes and first deviations, the updater and the loss must be those of the
 * library, and the gradients of its weights lie in the stated intervals, which are for 95 %. The
 * properties {@code fuzz.seed} and {@code fuzz.sameDiff} choose others than the few that run each
 * time.
 */
@Tag("oracle")
class GeneratedTest {

  private static final long FIRST = Long.getLong("fuzz.seed", 1);
  private static final long COUNT = Long.getLong("fuzz.sameDiff", 100);
  private static final int BATCH = 16;
  private static final int SEEDS = 5;

  /** What the intervals are stated for, and twice the scatter of so many weights about it. */
  private static final double COVERED = 0.95;

  @BeforeAll
  static void the_library_runs_here() {
    try {
      Nd4j.create(1);
    } catch (LinkageError | RuntimeException e) {
      abort("the native part of SameDiff cannot be loaded on this machine: " + e);
    }
  }

  @Test
  void a_graph_is_read_as_the_library_makes_it(TestReporter reporter) throws Throwable {
    Map<String, String> sources =
        LongStream.range(FIRST, FIRST + COUNT)
            .boxed()
            .collect(
                Collectors.toMap(
                    it -> "Case" + it,
                    it -> Sources.sameDiff("Case" + it, it),
                    (a, b) -> a,
                    LinkedHashMap::new));
    var compiled = new Compiled(sources);
    var wrong = new ArrayList<String>();
    var outside = new ArrayList<String>();
    int weights = 0;
    for (String name : sources.keySet()) {
      Library.Found found = Definitions.found(new SameDiff(), sources.getOrDefault(name, ""));
      if (found.definitions().size() != 1) {
        wrong.add(name + " is not read: " + found.refused());
        continue;
      }
      Definition read = found.definitions().get(0);
      Loss loss = read.graph().training().loss().orElse(Loss.OTHER);
      Measured.Made made = () -> (org.nd4j.autodiff.samediff.SameDiff) compiled.run(name);
      Measured truth;
      try {
        truth = Measured.of(made, loss, BATCH, SEEDS);
      } catch (Throwable e) {
        wrong.add(name + " is refused by the library alone: " + e);
        continue;
      }
      differences(read, truth, made.graph()).forEach(it -> wrong.add(name + " " + it));
      List<Flow> flows = flows(read, truth);
      weights += flows.size();
      flows.stream().filter(it -> !it.covered()).forEach(it -> outside.add(name + " " + it));
    }
    reporter.publishEntry("weights", "" + weights);
    reporter.publishEntry("outside the interval", outside.size() + ": " + outside);
    assertEquals("", String.join("\n", wrong));
    double scatter = 2 * Math.sqrt(COVERED * (1 - COVERED) / weights);
    assertTrue(outside.size() <= (1 - COVERED + scatter) * weights, outside::toString);
  }

  private static List<String> differences(
      Definition read, Measured truth, org.nd4j.autodiff.samediff.SameDiff graph) {
    var differences = new ArrayList<String>();
    compare("unknown", List.of(), read.unknowns(), differences);
    compare("parameters", "" + truth.parameters(), "" + read.parameters(), differences);
    Map<String, Parameter> parameters = read.graph().parameters();
    truth
        .shapes()
        .forEach(
            (name, shape) ->
                compare(
                    "shape of " + name,
                    shape.stream().filter(it -> it != 1).sorted().toList(),
                    Optional.ofNullable(parameters.get(name)).map(GeneratedTest::sizes),
                    differences));
    truth.deviations().forEach((name, each) -> deviation(name, each, truth, read, differences));
    String loss = graph.getVariableOutputOp(graph.getLossVariables().get(0)).opName();
    compare("loss", loss(loss), read.graph().training().loss(), differences);
    training(graph.getTrainingConfig(), read, differences);
    return differences;
  }

  private static List<Long> sizes(Parameter it) {
    return it.shape().dims().stream().map(Dim::size).filter(size -> size != 1).sorted().toList();
  }

  private static void deviation(
      String name, double[] each, Measured truth, Definition read, List<String> differences) {
    Parameter parameter = read.graph().parameters().get(name);
    if (parameter != null && parameter.weights() instanceof Weights.Declared declared) {
      Init init = declared.init();
      double scatter = 4 / Math.sqrt(2.0 * SEEDS * truth.elements(name));
      double ratio = Measured.mean(each) / Math.sqrt(init.variance());
      if (init.variance() == 0 ? Measured.mean(each) != 0 : Math.abs(ratio - 1) > scatter) {
        differences.add(name + " scatters by " + Measured.mean(each) + ", declared " + init);
      }
    } else {
      differences.add(name + " has no deviation");
    }
  }

  private static Loss loss(String operation) {
    return switch (operation) {
      case "softmax_cross_entropy_loss" -> Loss.SOFTMAX_CROSS_ENTROPY;
      case "sigm_cross_entropy_loss" -> Loss.SIGMOID_CROSS_ENTROPY;
      case "mean_sqerr_loss" -> Loss.MSE;
      case "absolute_difference_loss" -> Loss.MAE;
      default -> throw new AssertionError(operation);
    };
  }

  private static void training(TrainingConfig config, Definition read, List<String> differences) {
    if (config == null) {
      compare("updater", Optional.empty(), read.graph().training().optimizer(), differences);
      return;
    }
    String updater = config.getUpdater().getClass().getSimpleName().toLowerCase(Locale.ROOT);
    compare("updater", updater, read.graph().training().optimizer(), differences);
    compare(
        "rate",
        config.getUpdater().getLearningRate(0, 0),
        read.graph().training().learningRate(),
        differences);
  }

  private static void compare(
      String what, Object expected, Object found, List<String> differences) {
    Object is = found instanceof Optional<?> it && it.isPresent() ? it.get() : found;
    if (!expected.equals(is)) {
      differences.add(what + ": " + expected + " in the library, read as " + is);
    }
  }

  /** A weight's gradient, as it is measured and as it is predicted; empty where it is not. */
  private record Flow(String weight, double measured, Optional<LayerFlow> predicted) {

    /** The stated interval is the gradient's at the layer's output; the weight's is as wide. */
    boolean covered() {
      return predicted.isPresent() && low() <= measured && measured <= high();
    }

    private double low() {
      return predicted.map(it -> it.low() + shift(it)).orElse(Double.NaN);
    }

    private double high() {
      return predicted.map(it -> it.high() + shift(it)).orElse(Double.NaN);
    }

    private static double shift(LayerFlow it) {
      return it.weightGradientLog10() - it.gradientLog10();
    }

    @Override
    public String toString() {
      return weight + " " + measured + " not in " + low() + " to " + high();
    }
  }

  private static List<Flow> flows(Definition read, Measured truth) {
    var assumptions = new Assumptions(BATCH, Map.of("N", (long) BATCH), Optional.empty());
    SignalPropagation signal = new Subject(read.graph(), Map.of(), assumptions).signal();
    Map<String, LayerFlow> predicted =
        signal.layers().stream()
            .collect(Collectors.toMap(it -> it.layer().weight().name(), it -> it, (a, b) -> a));
    double last =
        signal.layers().stream()
            .map(it -> truth.gradients().get(it.layer().weight().name()))
            .reduce((a, b) -> b)
            .map(Measured::median)
            .orElse(Double.NaN);
    return truth.gradients().entrySet().stream()
        .filter(it -> !isRow(truth.shapes().getOrDefault(it.getKey(), List.of())))
        .map(
            it ->
                new Flow(
                    it.getKey(),
                    Measured.median(it.getValue()) - last,
                    Optional.ofNullable(predicted.get(it.getKey()))))
        .toList();
  }

  /** A bias that stands as a matrix. */
  private static boolean isRow(List<Long> shape) {
    return shape.get(0) == 1 && shape.size() == 2;
  }
}

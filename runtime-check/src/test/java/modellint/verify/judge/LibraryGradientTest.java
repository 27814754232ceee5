package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import modellint.analysis.signal.Assumptions;
import modellint.definition.Definition;
import modellint.eval.SourceReader;
import modellint.graph.Loss;
import modellint.rule.Subject;
import modellint.source.JavaReader;
import modellint.verify.child.DrawnModel;
import modellint.verify.child.Supply;
import modellint.verify.probe.Answer;
import modellint.verify.probe.Probe;
import modellint.verify.probe.Question;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Definitions drawn and run here against the same definitions in Deeplearning4j and SameDiff: the
 * gradients of {@code computeGradientAndScore} and {@code calculateGradients} for the stated loss,
 * medians over seven seeds of weights, inputs and labels, as {@code fixtures/recipes/dl4j} and the
 * tests of the profile oracle recorded them.
 */
class LibraryGradientTest {

  private static final Path DEFINITIONS = Path.of("..", "fixtures", "java");
  private static final List<Long> SEEDS = LongStream.rangeClosed(1, 7).boxed().toList();

  /** A median of normal numbers scatters this much more than their mean. */
  private static final double OF_MEDIANS = Math.sqrt(Math.PI / 2 / SEEDS.size());

  /** Standard errors between two medians that are of the same thing, in a few hundred trials. */
  private static final double MOST = 3;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> gradients_are_the_librarys_within_the_scatter_of_both() throws IOException {
    return Stream.concat(of("dl4j", 30), of("samediff", 15));
  }

  private Stream<DynamicTest> of(String library, int least) throws IOException {
    Path definitions = DEFINITIONS.resolve(library);
    JsonObject truth =
        JsonParser.parseString(Files.readString(definitions.resolve("truth.json")))
            .getAsJsonObject();
    assertTrue(truth.size() >= least, "only " + truth.size() + " definitions");
    return truth.keySet().stream()
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it,
                    () -> compare(definitions.resolve(it + ".java"), truth.getAsJsonObject(it))));
  }

  private void compare(Path file, JsonObject truth) throws Exception {
    List<JsonObject> weights = new ArrayList<>();
    truth.getAsJsonArray("weights").forEach(it -> weights.add(it.getAsJsonObject()));
    List<List<Answer.Row>> runs = runs(file, truth.get("batch").getAsInt(), weights);
    for (int i = 0; i < weights.size(); i++) {
      int at = i;
      double[] found =
          runs.stream()
              .mapToDouble(
                  it ->
                      it.get(at).weightGradientLog10()
                          - it.get(weights.size() - 1).weightGradientLog10())
              .sorted()
              .toArray();
      double recorded = weights.get(i).get("gradientLog10").getAsDouble();
      double scatter =
          Math.hypot(deviation(found), weights.get(i).get("gradientLog10Std").getAsDouble());
      double error = found[found.length / 2] - recorded;
      assertTrue(
          Math.abs(error) <= MOST * OF_MEDIANS * scatter + 1e-4,
          () -> weights.get(at) + " is off by " + error + ", scatter " + scatter);
    }
  }

  private List<List<Answer.Row>> runs(Path file, int batch, List<JsonObject> weights)
      throws IOException, SourceReader.Unreadable {
    List<Definition> found =
        new JavaReader(JavaReader.LIBRARIES).read(file, file.toString()).definitions();
    assertEquals(1, found.size(), file.toString());
    var assumptions = new Assumptions(batch, Map.of(), Optional.empty());
    var subject = new Subject(found.get(0).graph(), Map.of(), assumptions);
    String output = subject.layers().all().get(0).node().output();
    String loss = subject.signal().loss().map(Loss::word).orElseThrow();
    List<Question.Target> targets =
        weights.stream()
            .map(it -> new Question.Target(output, ours(it.get("weight").getAsString())))
            .toList();
    var runs = new ArrayList<List<Answer.Row>>();
    for (Supply.Sample sample :
        new DrawnModel(TrainingGraph.of(subject.sized(batch)), SEEDS).into(folder)) {
      var question = Question.of(sample.file().toString(), loss, batch, sample.seeds(), targets);
      Answer answer = Probe.of(question);
      assertEquals(List.of(), answer.cuts());
      runs.add(answer.seeds().get(0).layers());
    }
    return runs;
  }

  /** The library puts the direction of a layer that reads both ways before the weight's key. */
  private static String ours(String weight) {
    return weight.replaceAll("_f(R?W)$", "/forward_$1").replaceAll("_b(R?W)$", "/backward_$1");
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(it -> (it - mean) * (it - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }
}

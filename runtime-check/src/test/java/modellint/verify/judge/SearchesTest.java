package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import modellint.analysis.signal.Assumptions;
import modellint.engine.Verdict;
import modellint.engine.Verification.Settlement;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Subject;
import modellint.rules.Rules;
import modellint.verify.probe.Answer;
import modellint.verify.probe.Probe;
import modellint.verify.search.Find;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Hazards of the fixtures, searched for real. */
class SearchesTest {

  private static final Path FIXTURES = Path.of("..", "fixtures");

  @TempDir private Path scratch;

  /** Model, and what the search makes of it. */
  private static final Map<String, Verdict> VERDICTS =
      Map.ofEntries(
          Map.entry("ML501-outside-domain/speaks/logarithm-of-relu", Verdict.CONFIRMED),
          Map.entry("ML501-outside-domain/speaks/root-of-a-layer", Verdict.CONFIRMED),
          Map.entry("ML502-division-by-zero/speaks/black-image", Verdict.CONFIRMED),
          Map.entry("ML503-overflow/speaks/large-input", Verdict.CONFIRMED),
          Map.entry("ML503-overflow/speaks/squares-in-half", Verdict.CONFIRMED),
          Map.entry("ML504-unshifted-softmax/speaks/standard-normal", Verdict.CONFIRMED),
          Map.entry("ML504-unshifted-softmax/speaks/he", Verdict.INCONCLUSIVE),
          Map.entry("ML505-unfused-log-probability/speaks/sigmoid-in-half", Verdict.CONFIRMED),
          Map.entry("ML506-infinite-derivative/speaks/pairwise-distance", Verdict.CONFIRMED),
          Map.entry("ML506-infinite-derivative/speaks/root-of-relu", Verdict.INCONCLUSIVE),
          Map.entry("ML507-masked-nan/speaks/chosen-root", Verdict.CONFIRMED),
          Map.entry("ML507-masked-nan/speaks/closed-row", Verdict.CONFIRMED),
          Map.entry("ML508-cancellation/speaks/one-less-a-sigmoid", Verdict.CONFIRMED),
          Map.entry("ML509-vanishing-epsilon/speaks/behind-relu", Verdict.CONFIRMED));

  @TestFactory
  Stream<DynamicTest> an_input_settles_what_is_said_of_numbers() {
    return VERDICTS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            it ->
                DynamicTest.dynamicTest(
                    it.getKey(),
                    () -> {
                      Settlement settlement = settle(it.getKey());
                      assertEquals(it.getValue(), settlement.verdict(), settlement.evidence());
                    }));
  }

  @Test
  void the_evidence_names_node_and_value() throws IOException, ModelReadException {
    String evidence = settle("ML507-masked-nan/speaks/chosen-root").evidence();

    assertTrue(
        evidence.startsWith("the gradient of a weight is NaN or infinite by way of /sqrt1"),
        evidence);
  }

  @Test
  void what_was_not_found_says_how_near_it_came() throws IOException, ModelReadException {
    String evidence = settle("ML504-unshifted-softmax/speaks/he").evidence();

    assertTrue(evidence.contains("over inputs up to five deviations; nearest"), evidence);
  }

  @Test
  void the_input_that_was_found_is_left_beside_the_model() throws IOException, ModelReadException {
    settle("ML501-outside-domain/speaks/logarithm-of-relu");

    assertTrue(Files.size(scratch.resolve(Find.file(0))) > 0);
  }

  private Settlement settle(String fixture) throws IOException, ModelReadException {
    Path model = FIXTURES.resolve(fixture + ".onnx");
    Path copy = scratch.resolve("model");
    Files.deleteIfExists(copy);
    Files.copy(model, copy);
    var subject = new Subject(OnnxReader.read(model), Map.of(), Assumptions.DEFAULT);
    String rule = fixture.substring(0, fixture.indexOf('-'));
    List<Finding> findings =
        Inspection.of(Rules.ALL, subject).findings().stream()
            .filter(it -> it.rule().equals(rule))
            .toList();
    assertEquals(1, findings.size(), fixture);
    Answer answer =
        Probe.of(new Inquiry(subject, findings).about(copy.toString(), List.of(1L), List.of()));
    return new Judge(subject, Rules.ALL, findings, answer).settle(findings.get(0));
  }
}

package modellint.verify.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import modellint.analysis.signal.Assumptions;
import modellint.analysis.signal.LayerFlow;
import modellint.engine.Verdict;
import modellint.engine.Verification.Settlement;
import modellint.onnx.ModelReadException;
import modellint.onnx.OnnxReader;
import modellint.rule.Finding;
import modellint.rule.Inspection;
import modellint.rule.Subject;
import modellint.rules.Rules;
import modellint.verify.probe.Answer;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final Path FADING = Path.of("..", "fixtures", "oracle", "mlp-gelu-torch.onnx");

  private final Subject subject = subject();
  private final List<Finding> findings = Inspection.of(Rules.ALL, subject).findings();

  @Test
  void what_every_seed_shows_is_confirmed() {
    assertFalse(findings.isEmpty(), "the network has no finding");

    assertEquals(Verdict.CONFIRMED, settle(seed(1), seed(1.1)).verdict());
  }

  @Test
  void what_no_seed_shows_is_refuted() {
    Settlement settlement = settle(seed(0), seed(0.01));

    assertEquals(Verdict.REFUTED, settlement.verdict());
    assertTrue(settlement.evidence().startsWith("holds for 0 of 2 runs"), settlement.evidence());
  }

  @Test
  void seeds_that_disagree_settle_nothing() {
    assertEquals(Verdict.INCONCLUSIVE, settle(seed(1), seed(0)).verdict());
  }

  @Test
  void an_operator_without_a_rule_settles_nothing() {
    var answer = new Answer(List.of(seed(0)), List.of("operator Mystery"));
    Settlement settlement = judge(answer).settle(findings.get(0));

    assertEquals(Verdict.INCONCLUSIVE, settlement.verdict());
    assertEquals("operator Mystery", settlement.evidence());
  }

  @Test
  void a_function_without_a_value_is_no_growth() {
    Answer.Seed healthy = seed(1);
    var fault = Optional.of(new Answer.Fault("log", "Log"));
    var seed =
        new Answer.Seed(
            Double.NaN, healthy.layers(), List.of(), fault, Optional.empty(), Optional.empty());
    Settlement settlement = settle(seed);

    assertEquals(Verdict.INCONCLUSIVE, settlement.verdict());
    assertEquals("node log (Log) gives NaN or infinity in the forward run", settlement.evidence());
  }

  @Test
  void runs_outside_of_the_predicted_interval_are_said_to_be_so() {
    assertTrue(settle(seed(3), seed(3)).evidence().endsWith("outside of that"));
    assertFalse(settle(seed(1), seed(1)).evidence().endsWith("outside of that"));
  }

  @Test
  void measured_numbers_are_relative_to_the_last_layer() {
    var judge = judge(new Answer(List.of(seed(1)), List.of()));
    LayerFlow first = subject.signal().layers().get(0);

    assertEquals(first.gradientLog10(), judge.growth().orElseThrow(), 1e-12);
    assertEquals(
        first.weightGradientLog10(),
        judge.measured().get(first.layer().node().output()).weightGradientLog10(),
        1e-12);
  }

  private Settlement settle(Answer.Seed... seeds) {
    return judge(new Answer(List.of(seeds), List.of())).settle(findings.get(0));
  }

  private Judge judge(Answer answer) {
    return new Judge(subject, Rules.ALL, findings, answer);
  }

  /** A run in which every change is {@code share} of the predicted one, in decades. */
  private Answer.Seed seed(double share) {
    List<LayerFlow> layers = subject.signal().layers();
    double first = layers.get(0).activationRms();
    return new Answer.Seed(
        1,
        IntStream.range(0, layers.size())
            .mapToObj(layers::get)
            .map(
                it ->
                    new Answer.Row(
                        it.layer().node().output(),
                        first * Math.pow(it.activationRms() / first, share),
                        5 + share * it.gradientLog10(),
                        7 + share * it.weightGradientLog10()))
            .toList());
  }

  private static Subject subject() {
    try {
      return new Subject(OnnxReader.read(FADING), Map.of(), Assumptions.DEFAULT);
    } catch (ModelReadException e) {
      throw new AssertionError(e);
    }
  }
}

package modellint.verify.judge;

import static modellint.verify.judge.Trials.training;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import modellint.engine.Verdict;
import modellint.engine.Verification.Settlement;
import modellint.graph.Loss;
import modellint.graph.Place;
import modellint.graph.Training;
import modellint.graph.TrainingDetails;
import modellint.rule.Finding;
import org.junit.jupiter.api.Test;

/** Findings about rate and clipping, on real networks that really take the steps. */
class RehearsedTest {

  private static final String DESCENT = "ML401-excessive-learning-rate/speaks/descent.onnx";
  private static final String ADAM = "ML402-negligible-learning-rate/speaks/adam.onnx";
  private static final String RECURRENT = "ML405-missing-clipping/speaks/simple-recurrence.onnx";
  private static final String GROWING = "ML101-exploding-signal/speaks/residual-sums.onnx";
  private static final Optional<Training.Clipping> NONE = Optional.empty();

  @Test
  void a_rate_at_which_the_loss_diverges_is_confirmed_too_high() throws IOException {
    Settlement settlement = Trials.of(DESCENT, "ML401").settle();

    assertEquals(Verdict.CONFIRMED, settlement.verdict(), settlement.evidence());
    assertTrue(settlement.evidence().contains("diverges in 3 of 3 runs"), settlement.evidence());
    assertTrue(settlement.evidence().contains("sharpness"), settlement.evidence());
  }

  @Test
  void a_rate_at_which_the_loss_falls_is_not_too_high() throws IOException {
    Settlement settlement =
        Trials.of(DESCENT, "ML401").settle(training("sgd", 0.05, NONE, Loss.SOFTMAX_CROSS_ENTROPY));

    assertEquals(Verdict.REFUTED, settlement.verdict(), settlement.evidence());
  }

  @Test
  void a_rate_that_throws_the_loss_up_is_too_high_though_it_falls_again() throws IOException {
    Settlement settlement =
        Trials.of("ML401-excessive-learning-rate/speaks/adam.onnx", "ML401").settle();

    assertEquals(Verdict.CONFIRMED, settlement.verdict(), settlement.evidence());
    assertTrue(
        settlement.evidence().contains("in 6 of them, with a tenth of the rate in 0"),
        settlement.evidence());
  }

  @Test
  void a_step_as_large_as_predicted_is_not_refuted_by_a_falling_loss() throws IOException {
    Trials trials = Trials.of("ML401-excessive-learning-rate/speaks/adam.onnx", "ML401");
    Settlement settlement = trials.settle(training("adam", 0.2, NONE, Loss.SOFTMAX_CROSS_ENTROPY));

    assertEquals(Verdict.INCONCLUSIVE, settlement.verdict(), settlement.evidence());
    double limit = trials.finding().measures().get(0).limit();
    assertTrue(settlement.shown().get(0).low() > limit, settlement.shown().toString());
  }

  @Test
  void a_loss_of_zero_is_not_said_to_fall() throws IOException {
    Finding finding = Trials.of(DESCENT, "ML401").finding();
    Settlement settlement =
        Trials.at("ML311-single-unit-softmax/speaks/one-unit.onnx", finding)
            .settle(training("sgd", 50, NONE, Loss.SOFTMAX_CROSS_ENTROPY));

    assertEquals(Verdict.INCONCLUSIVE, settlement.verdict(), settlement.evidence());
    assertTrue(
        settlement
            .evidence()
            .startsWith(
                "40 real steps: the loss diverges in 0 of 3 runs, is zero from the start (at a"
                    + " usual rate it is zero from the start)"),
        settlement.evidence());
  }

  @Test
  void steps_of_an_optimiser_that_is_not_simulated_settle_nothing() throws IOException {
    Settlement settlement =
        Trials.of(DESCENT, "ML401").settle(training("adamax", 1, NONE, Loss.SOFTMAX_CROSS_ENTROPY));

    assertEquals(Verdict.INCONCLUSIVE, settlement.verdict());
    assertEquals("steps of the optimiser adamax are not simulated", settlement.evidence());
  }

  @Test
  void steps_of_one_optimiser_do_not_refute_what_another_does() throws IOException {
    var own =
        new TrainingDetails.OfLayer(
            "/fc1",
            Optional.of("adam"),
            Optional.of(1.0),
            Optional.empty(),
            NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Place.Line("Net.java", 1, 1));
    Training training =
        Training.builder()
            .optimizer(Optional.of("sgd"))
            .learningRate(Optional.of(0.05))
            .loss(Optional.of(Loss.SOFTMAX_CROSS_ENTROPY))
            .details(TrainingDetails.builder().layers(List.of(own)).build())
            .build();
    Settlement settlement = Trials.of(DESCENT, "ML401").settle(training);

    assertEquals(Verdict.INCONCLUSIVE, settlement.verdict());
    assertEquals(
        "layers state optimisers of their own, which are not simulated", settlement.evidence());
  }

  @Test
  void a_rate_that_moves_nothing_is_confirmed_negligible() throws IOException {
    assertEquals(Verdict.CONFIRMED, Trials.of(ADAM, "ML402").settle().verdict());
  }

  @Test
  void a_rate_that_learns_is_not_negligible() throws IOException {
    Settlement settlement = Trials.of(ADAM, "ML402").settle(training("adam", 1e-3, NONE, Loss.MSE));

    assertEquals(Verdict.REFUTED, settlement.verdict(), settlement.evidence());
  }

  @Test
  void clipping_that_would_never_act_is_not_missing() throws IOException {
    Settlement settlement = Trials.of(RECURRENT, "ML405").settle();

    assertEquals(Verdict.REFUTED, settlement.verdict(), settlement.evidence());
    assertTrue(
        settlement.evidence().contains("norm of the gradient at most"), settlement.evidence());
  }

  @Test
  void clipping_is_missing_where_training_diverges_without_and_not_with_it() throws IOException {
    Settlement settlement =
        Trials.at(GROWING, Trials.of(RECURRENT, "ML405").finding())
            .settle(training("sgd", 1e-3, NONE, Loss.MSE));

    assertEquals(Verdict.CONFIRMED, settlement.verdict(), settlement.evidence());
  }

  @Test
  void a_growth_that_the_stated_clipping_holds_is_said_to_be_held() throws IOException {
    Optional<Training.Clipping> clipping = Optional.of(new Training.Clipping("global-norm", 0.1));
    Settlement settlement =
        Trials.of(GROWING, "ML101").settle(training("sgd", 1e-3, clipping, Loss.MSE));

    assertEquals(Verdict.CONFIRMED, settlement.verdict(), settlement.evidence());
    assertTrue(
        settlement.evidence().endsWith("without it, training diverges"), settlement.evidence());
  }
}

package modellint.rules.recurrent;

import static modellint.testing.Linting.lint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modellint.graph.Init;
import modellint.graph.Weights;
import modellint.testing.Fill;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class ForgottenStartTest {

  @Test
  void the_last_of_many_states() {
    String said = lint(new ForgottenStart(), cell(50, "RNN", Fill.torch()).step(49).build());

    assertTrue(said.startsWith("note[ML602]: what the first steps say does not reach"), said);
    assertTrue(said.contains("gradient decay over 50 steps in decades"), said);
  }

  @Test
  void the_last_of_few_states() {
    assertEquals("", lint(new ForgottenStart(), cell(8, "RNN", Fill.torch()).step(7).build()));
  }

  @Test
  void every_state_is_read() {
    assertEquals("", lint(new ForgottenStart(), cell(50, "RNN", Fill.torch()).relu().build()));
  }

  @Test
  void gates_keep_what_a_few_steps_say() {
    assertEquals("", lint(new ForgottenStart(), cell(30, "LSTM", Fill.torch()).step(29).build()));
    assertEquals("", lint(new ForgottenStart(), cell(30, "GRU", Fill.torch()).step(29).build()));
    assertEquals(
        "", lint(new ForgottenStart(), Net.sequence(100, 16).lstm(16, 64, 1).step(99).build()));
  }

  @Test
  void gates_do_not_keep_what_many_steps_say() {
    String said = lint(new ForgottenStart(), cell(200, "LSTM", Fill.torch()).step(199).build());

    assertTrue(said.startsWith("note[ML602]"), said);
    assertTrue(said.contains("start the forget gates from a bias of 5"), said);
  }

  @Test
  void the_advice_heals() {
    Net advised = Net.sequence(200, 16).lstm(16, 64, 5).step(199);

    assertEquals("", lint(new ForgottenStart(), advised.build()));
  }

  @Test
  void the_identity_keeps_lengths() {
    Fill identity =
        (shape, in, out) -> new Weights.Declared(new Init.Identity("IDENTITY", 1.0 / in, 1.0 / in));

    assertEquals("", lint(new ForgottenStart(), cell(50, "RNN", identity).step(49).build()));
  }

  @Test
  void nothing_is_claimed_behind_what_is_not_understood() {
    var net =
        Net.sequence(50, 16)
            .opaque("Mystery")
            .recurrent("RNN", 16, 64, List.of(), Fill.torch())
            .step(49)
            .build();

    assertEquals("", lint(new ForgottenStart(), net));
  }

  private static Net cell(long steps, String type, Fill recurrent) {
    return Net.sequence(steps, 16).recurrent(type, 16, 64, List.of(), recurrent);
  }
}

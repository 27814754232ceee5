package modellint.rules.recurrent;

import static modellint.testing.Linting.lint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class SummedStepsTest {

  @Test
  void a_sum_of_many_states() {
    String said = lint(new SummedSteps(), states(150).reduce("ReduceSum").build());

    assertTrue(said.startsWith("note[ML605]: a sum over all steps is as large"), said);
    assertTrue(said.contains("steps summed 150 (exact), limit 100"), said);
  }

  @Test
  void a_mean_does_not_grow() {
    assertEquals("", lint(new SummedSteps(), states(150).reduce("ReduceMean").build()));
  }

  @Test
  void a_sum_of_sixty() {
    assertEquals("", lint(new SummedSteps(), states(60).reduce("ReduceSum").build()));
  }

  @Test
  void states_that_a_mask_has_weighed() {
    assertEquals("", lint(new SummedSteps(), states(150).mask(0).reduce("ReduceSum").build()));
  }

  @Test
  void nothing_is_claimed_behind_what_is_not_understood() {
    Net net = Net.sequence(50, 16).opaque("Mystery").reduce("ReduceSum");

    assertEquals("", lint(new SummedSteps(), net.build()));
  }

  /** One direction, with the steps last. */
  private static Net states(long steps) {
    return Net.sequence(steps, 16).lstm(16, 32, 1).squeeze(1).transpose(1, 2, 0);
  }
}

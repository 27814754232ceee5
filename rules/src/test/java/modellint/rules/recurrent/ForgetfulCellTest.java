package modellint.rules.recurrent;

import static modellint.testing.Linting.lint;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.testing.Net;
import org.junit.jupiter.api.Test;

class ForgetfulCellTest {

  @Test
  void a_gate_that_starts_closed() {
    assertEquals(
        """
        warning[ML603]: the forget gate starts closed, so the cell keeps nothing
          --> net :: lstm1
           = mean bias of the forget gate -1.00 (exact), limit -0.500
           = decades of memory lost over 50 steps 14.9 (predicted), limit 6.00
           = help: start the forget gate open: a bias of 1
        """,
        lint(new ForgetfulCell(), Net.sequence(50, 16).lstm(16, 32, -1).build()));
  }

  @Test
  void a_gate_that_starts_half_or_wide_open() {
    assertEquals("", lint(new ForgetfulCell(), Net.sequence(500, 16).lstm(16, 32, 0).build()));
    assertEquals("", lint(new ForgetfulCell(), Net.sequence(500, 16).lstm(16, 32, 1).build()));
  }

  @Test
  void a_sequence_that_is_over_before_the_memory_is() {
    assertEquals("", lint(new ForgetfulCell(), Net.sequence(5, 16).lstm(16, 32, -1).build()));
  }

  @Test
  void nothing_is_claimed_without_a_bias() {
    var net = Net.sequence(50, 16).recurrent("LSTM", 16, 32, List.of()).build();

    assertEquals("", lint(new ForgetfulCell(), net));
  }
}

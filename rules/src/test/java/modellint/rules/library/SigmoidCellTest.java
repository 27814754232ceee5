package modellint.rules.library;

import static modellint.testing.Linting.lint;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import modellint.testing.Net;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class SigmoidCellTest {
  @Test
  void a_cell_that_is_fed_by_a_sigmoid() {
    var net =
        Net.sequence(20, 16)
            .recurrent("LSTM", 16, 32, List.of("Sigmoid", "Sigmoid", "Sigmoid"))
            .training(Recipe.of())
            .build();

    assertEquals(
        """
        warning[ML705]: the cells of this LSTM are fed through a sigmoid, so their state only grows
          --> net :: lstm1
           = least cell input 0 (exact), limit -1.00
           = help: add .activation(Activation.TANH) to the LSTM
        """,
        lint(new SigmoidCell(), net));
  }

  @Test
  void a_cell_that_is_fed_by_a_tanh() {
    var net =
        Net.sequence(20, 16)
            .recurrent("LSTM", 16, 32, List.of("Sigmoid", "Tanh", "Tanh"))
            .training(Recipe.of())
            .build();

    assertEquals("", lint(new SigmoidCell(), net));
  }

  @Test
  void an_unstated_cell_is_a_tanh() {
    var net =
        Net.sequence(20, 16).recurrent("LSTM", 16, 32, List.of()).training(Recipe.of()).build();

    assertEquals("", lint(new SigmoidCell(), net));
  }
}

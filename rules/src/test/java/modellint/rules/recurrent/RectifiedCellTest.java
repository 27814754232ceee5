package modellint.rules.recurrent;

import static modellint.testing.Linting.lint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modellint.testing.Fill;
import modellint.testing.Net;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class RectifiedCellTest {

  @Test
  void cells_that_are_fed_through_a_rectifier() {
    String said = lint(new RectifiedCell(), cell("Relu").build());

    assertTrue(said.startsWith("warning[ML604]: the memory of this LSTM grows"), said);
  }

  @Test
  void clipping_makes_it_less_severe() {
    var net = cell("Relu").training(Recipe.of("adam", 1e-3).clipping("value", 1)).build();

    assertTrue(lint(new RectifiedCell(), net).startsWith("note[ML604]"));
  }

  @Test
  void cells_that_are_squashed() {
    assertEquals("", lint(new RectifiedCell(), cell("Tanh").build()));
    assertEquals("", lint(new RectifiedCell(), Net.sequence(9, 16).lstm(16, 32, 1).build()));
  }

  @Test
  void trained_weights_have_shown_that_they_train() {
    var net =
        Net.sequence(50, 16)
            .recurrent("LSTM", 16, 64, List.of("Sigmoid", "Relu", "Relu"), Fill.trained(0.3))
            .build();

    assertEquals("", lint(new RectifiedCell(), net));
  }

  @Test
  void nothing_is_claimed_of_a_function_that_is_not_known() {
    assertEquals("", lint(new RectifiedCell(), cell("Unknown").build()));
  }

  private static Net cell(String function) {
    return Net.sequence(50, 16).recurrent("LSTM", 16, 32, List.of("Sigmoid", function, function));
  }
}

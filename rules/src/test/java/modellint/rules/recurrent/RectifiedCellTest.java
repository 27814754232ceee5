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
    assertEquals(
        """
        warning[ML604]: the memory of this LSTM grows without an upper end
          --> net :: lstm1
           = steps that the memory adds up 50.0 (exact), limit 30.0
           = help: use tanh inside the cells, and a rectifier after the layer
        """,
        lint(new RectifiedCell(), cell("Relu").build()));
  }

  @Test
  void longer_sequences_do_more_harm() {
    assertTrue(lint(new RectifiedCell(), cell(100, "Relu").build()).startsWith("error[ML604]"));
    assertTrue(lint(new RectifiedCell(), cell(20, "Relu").build()).startsWith("note[ML604]"));
    assertEquals("", lint(new RectifiedCell(), cell(10, "Relu").build()));
  }

  @Test
  void clipping_makes_it_less_severe() {
    Recipe clipped = Recipe.of("adam", 1e-3).clipping("value", 1);

    assertTrue(
        lint(new RectifiedCell(), cell("Relu").training(clipped).build())
            .startsWith("note[ML604]"));
    assertTrue(
        lint(new RectifiedCell(), cell(100, "Relu").training(clipped).build())
            .startsWith("warning[ML604]"));
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
    return cell(50, function);
  }

  private static Net cell(long steps, String function) {
    return Net.sequence(steps, 16)
        .recurrent("LSTM", 16, 32, List.of("Sigmoid", function, function));
  }
}

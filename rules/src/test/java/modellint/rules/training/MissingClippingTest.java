package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modellint.graph.Graph;
import modellint.testing.Fill;
import modellint.testing.Net;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class MissingClippingTest {
  @Test
  void simple_recurrence_over_a_long_sequence() {
    var net =
        Net.sequence(200, 16)
            .recurrent("RNN", 16, 32, List.of())
            .training(Recipe.of("adam", 1e-3))
            .build();

    assertEquals(
        """
        warning[ML405]: nothing bounds the gradient that comes back through time
          --> net :: rnn1
           = steps of the sequence 200 (exact), limit 50.0
           = help: clip the gradient by its norm, at 1 or 5
        """,
        lint(new MissingClipping(), net));
  }

  @Test
  void gates_over_a_long_sequence() {
    var net =
        Net.sequence(200, 16)
            .recurrent("LSTM", 16, 32, List.of())
            .training(Recipe.of("adam", 1e-3))
            .build();

    assertEquals(
        """
        note[ML405]: nothing bounds the gradient that comes back through time
          --> net :: lstm1
           = steps of the sequence 200 (exact), limit 50.0
           = help: clip the gradient by its norm, at 1 or 5
        """,
        lint(new MissingClipping(), net));
  }

  @Test
  void a_sequence_that_is_known_to_be_short() {
    var net =
        Net.sequence(28, 16)
            .recurrent("RNN", 16, 32, List.of())
            .training(Recipe.of("adam", 1e-3))
            .build();

    assertEquals("", lint(new MissingClipping(), net));
  }

  @Test
  void clipped() {
    var net =
        Net.sequence(200, 16)
            .recurrent("LSTM", 16, 32, List.of())
            .training(Recipe.of("adam", 1e-3).clipping("l2-per-layer", 1))
            .build();

    assertEquals("", lint(new MissingClipping(), net));
  }

  @Test
  void no_recurrence() {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.he())
            .training(Recipe.of("adam", 1e-3))
            .build();

    assertEquals("", lint(new MissingClipping(), net));
  }

  @Test
  void nothing_is_claimed_of_a_model_that_states_no_training() {
    var net =
        Net.sequence(200, 16).recurrent("LSTM", 16, 32, List.of()).training(Recipe.of()).build();

    assertEquals("", lint(new MissingClipping(), net));
  }

  @Test
  void clipping_of_another_layer() {
    var net =
        Net.sequence(200, 16)
            .recurrent("LSTM", 16, 32, List.of())
            .training(
                Recipe.of("adam", 1e-3).unclipped("lstm1").clippingOf("dense1", "l2-per-layer", 1))
            .build();

    assertEquals(
        """
        note[ML405]: clipping is set on other layers, not on the one that goes through time
          --> net :: lstm1
           = steps of the sequence 200 (exact), limit 50.0
           = help: clip the gradient by its norm, at 1 or 5
        """,
        lint(new MissingClipping(), net));
  }

  @Test
  void clipping_of_the_layer_itself() {
    var net =
        Net.sequence(200, 16)
            .recurrent("LSTM", 16, 32, List.of())
            .training(Recipe.of("adam", 1e-3).clippingOf("lstm1", "l2-per-layer", 1))
            .build();

    assertEquals("", lint(new MissingClipping(), net));
  }

  @Test
  void nothing_is_claimed_of_a_mode_that_only_a_run_knows() {
    var net =
        Net.sequence(200, 16)
            .recurrent("LSTM", 16, 32, List.of())
            .training(Recipe.of("adam", 1e-3).clipping("unknown", Double.NaN))
            .build();

    assertEquals("", lint(new MissingClipping(), net));
  }

  @Test
  void growth_through_the_layers_under_plain_descent() {
    String said = lint(new MissingClipping(), growing(Recipe.of("sgd", 0.1)));

    assertTrue(said.startsWith("warning[ML405]: nothing bounds the gradient, which grows"), said);
  }

  @Test
  void growth_that_the_optimiser_rescales() {
    assertTrue(
        lint(new MissingClipping(), growing(Recipe.of("adam", 1e-3))).startsWith("note[ML405]"));
  }

  @Test
  void growth_that_is_clipped() {
    assertEquals(
        "", lint(new MissingClipping(), growing(Recipe.of("sgd", 0.1).clipping("global-norm", 1))));
  }

  private static Graph growing(Recipe recipe) {
    return net()
        .times(16, n -> n.dense(64, 64, Fill.normal(1)).tanh())
        .dense(64, 10, Fill.xavier())
        .training(recipe)
        .build();
  }
}

package modellint.rules.recurrent;

import static modellint.testing.Linting.lint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import modellint.graph.Graph;
import modellint.testing.Fill;
import modellint.testing.Net;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class ExplodingRecurrenceTest {

  @Test
  void recurrent_weights_of_unit_deviation() {
    String said = lint(new ExplodingRecurrence(), rnn(50, "Tanh", Fill.normal(1)));

    assertTrue(said.startsWith("error[ML601]: every step back through time"), said);
    assertTrue(said.contains("gradient growth over 50 steps in decades"), said);
    assertTrue(said.contains("= effect: predicted growth through time"), said);
  }

  @Test
  void the_same_over_three_steps_only() {
    assertEquals("", lint(new ExplodingRecurrence(), rnn(3, "Tanh", Fill.normal(1))));
  }

  @Test
  void clipping_makes_it_less_severe() {
    Graph net =
        Net.sequence(50, 16)
            .recurrent("RNN", 16, 64, List.of("Tanh"), Fill.normal(1))
            .training(Recipe.of("sgd", 0.1).clipping("global-norm", 1))
            .build();

    assertTrue(lint(new ExplodingRecurrence(), net).startsWith("warning[ML601]"));
  }

  @Test
  void initialisers_as_libraries_draw_them() {
    for (String function : new String[] {"Tanh", "Relu"}) {
      for (Fill fill : List.of(Fill.xavier(), Fill.torch(), Fill.he())) {
        assertEquals("", lint(new ExplodingRecurrence(), rnn(200, function, fill)), function);
      }
    }
    for (String cell : new String[] {"LSTM", "GRU"}) {
      Graph net = Net.sequence(500, 16).recurrent(cell, 16, 64, List.of(), Fill.torch()).build();
      assertEquals("", lint(new ExplodingRecurrence(), net), cell);
    }
  }

  @Test
  void trained_weights_have_shown_that_they_train() {
    assertEquals("", lint(new ExplodingRecurrence(), rnn(50, "Tanh", Fill.trained(1))));
  }

  @Test
  void nothing_is_claimed_of_weights_that_are_not_known() {
    assertEquals("", lint(new ExplodingRecurrence(), rnn(50, "Tanh", Fill.unknown())));
  }

  private static Graph rnn(long steps, String function, Fill recurrent) {
    return Net.sequence(steps, 16).recurrent("RNN", 16, 64, List.of(function), recurrent).build();
  }
}

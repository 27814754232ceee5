package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;
import modellint.graph.Graph;
import modellint.testing.Fill;
import modellint.testing.Net;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class MissingRegularisationTest {

  @Test
  void hundreds_of_parameters_for_each_example() {
    assertEquals(
        """
        note[ML417]: nothing keeps this many parameters from learning so few examples by heart
          --> Net.java:14:9
           = parameters for each example 180 (exact), limit 100
           = help: add .l2(1e-4) to the builder, or .dropOut(0.5) to the wide layers
        """,
        lint(new MissingRegularisation(), of(Recipe.of("adam", 1e-3).examples(150, 30))));
  }

  @Test
  void as_many_examples_as_usual() {
    assertEquals(
        "", lint(new MissingRegularisation(), of(Recipe.of("adam", 1e-3).examples(6000, 30))));
  }

  @Test
  void one_pass_over_the_data() {
    assertEquals(
        "", lint(new MissingRegularisation(), of(Recipe.of("adam", 1e-3).examples(150, 1))));
  }

  @Test
  void a_penalty() {
    assertEquals(
        "",
        lint(new MissingRegularisation(), of(Recipe.of("adam", 1e-3).l2(1e-4).examples(150, 30))));
  }

  @Test
  void an_early_stop() {
    assertEquals(
        "", lint(new MissingRegularisation(), of(Recipe.of("adam", 1e-3).restrained(150, 30))));
  }

  @Test
  void dropout_in_the_graph() {
    assertEquals(
        "",
        lint(
            new MissingRegularisation(),
            of(Recipe.of("adam", 1e-3).examples(150, 30), it -> it.dropout(0.5))));
  }

  @Test
  void a_normalisation_in_the_graph() {
    assertEquals(
        "",
        lint(
            new MissingRegularisation(),
            of(Recipe.of("adam", 1e-3).examples(150, 30), Net::batchNorm)));
  }

  @Test
  void nothing_is_claimed_where_the_number_of_examples_is_not_known() {
    assertEquals("", lint(new MissingRegularisation(), of(Recipe.of("adam", 1e-3).labels(10))));
  }

  private static Graph of(Recipe recipe) {
    return of(recipe, it -> it);
  }

  private static Graph of(Recipe recipe, UnaryOperator<Net> between) {
    Net hidden = net().dense(32, 600, Fill.he()).relu();
    return between.apply(hidden).dense(600, 12, Fill.xavier()).training(recipe).build();
  }
}

package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import modellint.graph.Graph;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class StarvedBatchNormTest {

  @Test
  void one_example_at_a_time() {
    String said = lint(new StarvedBatchNorm(), dense(Recipe.of("adam", 1e-3).batch(1)));

    assertTrue(said.startsWith("error[ML419]: the normalisation of a single number"), said);
    assertTrue(said.contains("numbers for each channel 1.00 (exact), limit 8.00"), said);
  }

  @Test
  void a_handful_of_examples() {
    String said = lint(new StarvedBatchNorm(), dense(Recipe.of("adam", 1e-3).batch(4)));

    assertTrue(said.startsWith("note[ML419]: batch statistics of this few numbers"), said);
  }

  @Test
  void a_usual_batch() {
    assertEquals("", lint(new StarvedBatchNorm(), dense(Recipe.of("adam", 1e-3).batch(32))));
  }

  @Test
  void one_image_has_many_numbers_for_a_channel() {
    Graph net =
        net(3, 16, 16)
            .conv(8, 3, Fill.he())
            .batchNorm()
            .training(Recipe.of("adam", 1e-3).batch(1))
            .build();

    assertEquals("", lint(new StarvedBatchNorm(), net));
  }

  @Test
  void nothing_is_claimed_of_a_batch_that_is_not_stated() {
    assertEquals("", lint(new StarvedBatchNorm(), dense(Recipe.of("adam", 1e-3))));
  }

  private static Graph dense(Recipe recipe) {
    return net()
        .dense(64, 64, Fill.he())
        .batchNorm()
        .relu()
        .dense(64, 10, Fill.he())
        .training(recipe)
        .build();
  }
}

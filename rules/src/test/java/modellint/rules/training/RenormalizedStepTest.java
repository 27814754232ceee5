package modellint.rules.training;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class RenormalizedStepTest {
  @Test
  void steps_longer_than_the_weights() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(
                Recipe.of("nesterovs", 1).momentum(0.9).clipping("renormalize-l2-per-layer", 1))
            .build();

    assertEquals(
        """
        error[ML409]: renormalising makes every step as long as the learning rate, however small the gradient
          --> net
           = step over the length of dense4.weight 2.40 (declared), limit 1.00
           = help: write .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        """,
        lint(new RenormalizedStep(), net));
  }

  @Test
  void steps_of_a_tenth_of_the_weights() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.5).clipping("renormalize-l2-per-layer", 1))
            .build();

    assertEquals(
        """
        warning[ML409]: renormalising makes every step as long as the learning rate, however small the gradient
          --> net
           = step over the length of dense4.weight 0.120 (declared), limit 0.100
           = help: write .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        """,
        lint(new RenormalizedStep(), net));
  }

  @Test
  void a_head_drawn_small_is_meant_to_be_overwritten() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .relu()
            .dense(64, 10, Fill.normal(1e-4))
            .training(
                Recipe.of("nesterovs", 1e-3).momentum(0.9).clipping("renormalize-l2-per-layer", 1))
            .build();

    assertEquals("", lint(new RenormalizedStep(), net));
  }

  @Test
  void short_steps() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.01).clipping("renormalize-l2-per-layer", 1))
            .build();

    assertEquals("", lint(new RenormalizedStep(), net));
  }

  @Test
  void adam_divides_the_length_away() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", 1).clipping("renormalize-l2-per-layer", 1))
            .build();

    assertEquals("", lint(new RenormalizedStep(), net));
  }

  @Test
  void clipping_ends_with_the_gradient() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 1).clipping("l2-per-layer", 1))
            .build();

    assertEquals("", lint(new RenormalizedStep(), net));
  }

  @Test
  void nothing_is_claimed_of_weights_of_unknown_size() {
    var net =
        net()
            .dense(64, 64, Fill.unknown())
            .training(Recipe.of("sgd", 1).clipping("renormalize-l2-per-layer", 1))
            .build();

    assertEquals("", lint(new RenormalizedStep(), net));
  }
}

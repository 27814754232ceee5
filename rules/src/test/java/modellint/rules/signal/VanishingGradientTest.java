package modellint.rules.signal;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;

class VanishingGradientTest {
  @Test
  void narrow_weights_make_the_gradient_fade() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.xavier()).sigmoid())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML104]: the gradient fades on its way back to the inputs, most at this layer
          --> net :: dense2
           = gradient decay in decades 5.58 (predicted), limit 3.00
           = share of this layer in decades 0.676 (predicted), limit 0.300
           = help: scale the weights of this layer up, normalise after it, or add a skip around it
        """,
        lint(new VanishingGradient(), net));
  }

  @Test
  void a_head_that_starts_at_zero_is_said_as_such() {
    var net =
        net()
            .times(3, n -> n.dense(64, 64, Fill.he()).relu())
            .dense(64, 10, Fill.constant(0))
            .build();

    assertEquals(
        """
        note[ML104]: no gradient passes this layer at the first step: its weights start at zero
          --> net :: dense4
           = mean square of the weights 0 (declared), limit 0
           = help: nothing to do where that is meant; it lasts until the layer has moved
        """,
        lint(new VanishingGradient(), net));
  }

  @Test
  void a_branch_that_starts_at_zero_stays_silent() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .times(
                4,
                n ->
                    n.residual(
                        b -> b.dense(64, 64, Fill.he()).relu().dense(64, 64, Fill.constant(0))))
            .dense(64, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new VanishingGradient(), net));
  }

  @Test
  void layer_scale_stays_silent() {
    var net =
        net()
            .dense(64, 64, Fill.he())
            .times(
                8,
                n ->
                    n.residual(
                        b ->
                            b.layerNorm()
                                .dense(64, 64, Fill.he())
                                .relu()
                                .dense(64, 64, Fill.xavier())
                                .scale(1e-6)))
            .layerNorm()
            .dense(64, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new VanishingGradient(), net));
  }

  @Test
  void tanh_drawn_well_stays_silent() {
    var net =
        net()
            .times(10, n -> n.dense(256, 256, Fill.xavier()).tanh())
            .dense(256, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new VanishingGradient(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(64)
            .opaque("Mystery")
            .times(10, n -> n.dense(64, 64, Fill.xavier()).sigmoid())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new VanishingGradient(), net));
  }

  @Test
  void a_gradient_that_each_layer_renormalises_hardly_matters() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.xavier()).sigmoid())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("sgd", 0.01).clipping("renormalize-l2-per-layer", 1))
            .build();

    assertEquals(
        """
        note[ML104]: the gradient fades on its way back to the inputs, most at this layer
          --> net :: dense2
           = gradient decay in decades 5.58 (predicted), limit 1.00
           = share of this layer in decades 0.676 (predicted), limit 0.300
           = help: scale the weights of this layer up, normalise after it, or add a skip around it
        """,
        lint(new VanishingGradient(), net));
  }
}

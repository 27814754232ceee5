package modellint.rules.signal;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.graph.Loss;
import modellint.testing.Fill;
import modellint.testing.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplodingGradientTest {
  @Test
  void wide_weights_make_the_gradient_grow() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.normal(1)).tanh())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML103]: the gradient grows on its way back to the inputs, most at this layer
          --> net :: dense2
           = gradient growth in decades 2.14 (predicted), limit 1.50
           = help: scale the weights of this layer down, normalise after it, or clip the gradient
        """,
        lint(new ExplodingGradient(), net));
  }

  @Test
  void one_wide_layer_is_named() {
    var net =
        net()
            .times(6, n -> n.dense(128, 128, Fill.he()).relu())
            .dense(128, 128, Fill.normal(8))
            .relu()
            .times(3, n -> n.dense(128, 128, Fill.he()).relu())
            .dense(128, 10, Fill.xavier())
            .build();

    assertEquals(
        """
        error[ML103]: the gradient grows on its way back to the inputs, most at this layer
          --> net :: dense7
           = gradient growth in decades 1.65 (predicted), limit 1.50
           = share of this layer in decades 1.80 (predicted), limit 0.300
           = help: scale the weights of this layer down, normalise after it, or clip the gradient
        """,
        lint(new ExplodingGradient(), net));
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 0", "0.1, 1"})
  void a_slight_growth_is_remarked_on_where_the_first_step_is_not_small(double rate, long notes) {
    var net =
        net()
            .times(4, n -> n.dense(64, 64, Fill.normal(1)).tanh())
            .dense(64, 10, Fill.xavier())
            .training(Recipe.of("adam", rate).loss(Loss.SOFTMAX_CROSS_ENTROPY))
            .build();

    assertEquals(
        notes,
        lint(new ExplodingGradient(), net).lines().filter(it -> it.startsWith("note")).count());
  }

  @Test
  void he_initialisation_stays_silent_at_any_depth() {
    var net =
        net()
            .times(60, n -> n.dense(512, 512, Fill.he()).relu())
            .dense(512, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new ExplodingGradient(), net));
  }

  @Test
  void growth_inside_a_normalised_net_stays_silent() {
    var net =
        net()
            .times(40, n -> n.dense(64, 64, Fill.normal(1)).batchNorm().relu())
            .dense(64, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new ExplodingGradient(), net));
  }

  @Test
  void trained_weights_stay_silent() {
    var net =
        net()
            .times(10, n -> n.dense(64, 64, Fill.trained(1)).relu())
            .dense(64, 10, Fill.trained(1))
            .build();

    assertEquals("", lint(new ExplodingGradient(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(64)
            .opaque("Mystery")
            .times(10, n -> n.dense(64, 64, Fill.normal(1)).tanh())
            .dense(64, 10, Fill.xavier())
            .build();

    assertEquals("", lint(new ExplodingGradient(), net));
  }
}

package modellint.rules.weight;

import static modellint.testing.Linting.lint;
import static modellint.testing.Net.net;
import static org.junit.jupiter.api.Assertions.assertEquals;

import modellint.testing.Fill;
import org.junit.jupiter.api.Test;

class HotOutputTest {
  @Test
  void the_last_layer_alone_makes_the_outputs_large() {
    var net =
        net()
            .times(3, n -> n.dense(256, 256, Fill.he()).relu())
            .dense(256, 10, Fill.normal(1))
            .build();

    assertEquals(
        """
        warning[ML205]: the outputs are large before the first step
          --> net :: dense4
           = output scale in decades 1.20 (predicted), limit 1.00
           = help: draw the weights of this layer from LeCun (variance 1 / fan-in)
           = effect: predicted growth 1.2 -> 0.0 decades
        """,
        lint(new HotOutput(), net));
  }

  @Test
  void a_hot_head_behind_normalisation_counts_as_well() {
    var net =
        net()
            .times(3, n -> n.dense(1024, 1024, Fill.he()).batchNorm().relu())
            .dense(1024, 10, Fill.normal(2))
            .build();

    assertEquals(
        """
        error[ML205]: the outputs are large before the first step
          --> net :: dense4
           = output scale in decades 1.66 (predicted), limit 1.50
           = help: draw the weights of this layer from LeCun (variance 1 / fan-in)
           = effect: predicted growth 1.7 -> 0.0 decades
        """,
        lint(new HotOutput(), net));
  }

  @Test
  void a_head_of_ordinary_weights_stays_silent() {
    var net =
        net()
            .times(3, n -> n.dense(256, 256, Fill.he()).relu())
            .dense(256, 10, Fill.lecun())
            .build();

    assertEquals("", lint(new HotOutput(), net));
  }

  @Test
  void a_probability_is_never_large() {
    var net =
        net()
            .times(3, n -> n.dense(256, 256, Fill.he()).relu())
            .dense(256, 10, Fill.normal(1))
            .apply("Softmax")
            .build();

    assertEquals("", lint(new HotOutput(), net));
  }

  @Test
  void trained_weights_are_rightly_certain() {
    var net =
        net()
            .times(3, n -> n.dense(256, 256, Fill.trained(0.1)).relu())
            .dense(256, 10, Fill.trained(1))
            .build();

    assertEquals("", lint(new HotOutput(), net));
  }

  @Test
  void nothing_is_claimed_behind_an_operator_nobody_knows() {
    var net =
        net(256)
            .opaque("Mystery")
            .times(3, n -> n.dense(256, 256, Fill.he()).relu())
            .dense(256, 10, Fill.normal(1))
            .build();

    assertEquals("", lint(new HotOutput(), net));
  }
}
